package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func (a *testAPI) inviteUser(body string) Invitation {
	a.t.Helper()
	return decoded[Invitation](a.ok("POST", "/v1/invitations", body))
}

// userInvitations reads a paginated list.
func (a *testAPI) userInvitations(query string) listed[Invitation] {
	a.t.Helper()
	return decoded[listed[Invitation]](a.ok("GET", "/v1/invitations?paginated=true&"+query, ""))
}

func TestInvitation_createAndRevoke(t *testing.T) {
	api := startTest(t, Config{})
	made := api.inviteUser(
		`{"email_address":"Ada@Example.com","public_metadata":{"a":1},"notify":false,"expires_in_days":2,
		"redirect_url":"https://app.example.com","template_slug":"waitlist_invitation"}`,
	)
	if made.EmailAddress != "ada@example.com" || made.Status != "pending" || made.Revoked || made.URL == "" ||
		string(made.PublicMetadata) != `{"a":1}` || *made.ExpiresAt-made.CreatedAt != 2*24*3600*1000 {
		t.Errorf("made %s", marshal(made))
	}
	path := "/v1/invitations/" + made.ID + "/revoke"
	revoked := decoded[Invitation](api.ok("POST", path, ""))
	if revoked.Status != "revoked" || !revoked.Revoked || revoked.URL != "" {
		t.Errorf("revoked %s", marshal(revoked))
	}
	api.refused("POST", path, "", 400, "invitation_already_revoked")
	api.refused("POST", "/v1/invitations/inv_none/revoke", "", 404, "resource_not_found")
	expired := api.inviteUser(`{"email_address":"ada@example.com","expires_in_days":1}`)
	api.AdvanceClock(24 * time.Hour)
	if got := api.userInvitations("status=expired"); got.TotalCount != 1 || got.Data[0].ID != expired.ID {
		t.Errorf("expired: %s", marshal(got))
	}
	api.inviteUser(`{"email_address":"ada@example.com"}`)
	api.ok("POST", "/v1/invitations/"+expired.ID+"/revoke", "")
}

func TestInvitation_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"email_address":["user@example.com"]}`)
	api.inviteUser(`{"email_address":"pending@example.com"}`)
	for body, want := range map[string]string{
		`{}`:                      "422 form_param_missing email_address",
		`{"email_address":"ada"}`: "422 form_param_format_invalid email_address",
		`{"email_address":"a@example.com","template_slug":"x"}`:       "422 form_param_value_invalid template_slug",
		`{"email_address":"a@example.com","public_metadata":null}`:    "422 form_param_value_invalid public_metadata",
		`{"email_address":"a@example.com","redirect_url":null}`:       "422 form_param_value_invalid redirect_url",
		`{"email_address":"a@example.com","expires_in_days":366}`:     "422 form_param_value_too_large expires_in_days",
		`{"email_address":"a@example.com","role":"org:member"}`:       "422 form_param_unknown role",
		`{"email_address":"USER@example.com"}`:                        "422 form_identifier_exists email_address",
		`{"email_address":"PENDING@example.com"}`:                     "400 duplicate_record",
		`{"email_address":"user@example.com","ignore_existing":true}`: "200 ",
	} {
		got := api.request("POST", "/v1/invitations", body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%s: got %s, want %s", body, text, want)
		}
		if strings.HasPrefix(want, "400") &&
			!strings.Contains(string(got.body), `"email_addresses":["pending@example.com"]`) {
			t.Errorf("got %s", got.body)
		}
	}
	api.SetBehaviour(Behaviour{IgnoreExistingUsers: "never"})
	api.refused("POST", "/v1/invitations", `{"email_address":"user@example.com","ignore_existing":true}`, 422,
		"form_identifier_exists email_address")
	api.inviteUser(`{"email_address":"pending@example.com","ignore_existing":true}`)
	if got := api.userInvitations("query=pending@"); got.TotalCount != 2 {
		t.Errorf("%d invitations of one address", got.TotalCount)
	}
	api.SetBehaviour(Behaviour{InvitationsNotSupported: true})
	api.refused("POST", "/v1/invitations", `{"email_address":"b@example.com"}`, 400, "invitations_not_supported")
}

func TestInvitations_bulk_isAllOrNothing(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"email_address":["user@example.com"]}`)
	made := decoded[[]Invitation](api.ok("POST", "/v1/invitations/bulk",
		`[{"email_address":"1@example.com","public_metadata":null},{"email_address":"2@example.com"}]`))
	if len(made) != 2 || made[1].EmailAddress != "2@example.com" {
		t.Errorf("made %s", marshal(made))
	}
	got := api.refused("POST", "/v1/invitations/bulk",
		`[{"email_address":"3@example.com"},{"email_address":"1@example.com"},{"email_address":"3@example.com"}]`, 400,
		"duplicate_record")
	if !strings.Contains(string(got.body), `["1@example.com","3@example.com"]`) {
		t.Errorf("got %s", got.body)
	}
	existing := `[{"email_address":"3@example.com"},{"email_address":"user@example.com","ignore_existing":true}]`
	api.refused("POST", "/v1/invitations/bulk", existing, 422, "form_identifier_exists email_address")
	if got := api.userInvitations(""); got.TotalCount != 2 {
		t.Errorf("%d invitations", got.TotalCount)
	}
	api.SetBehaviour(Behaviour{IgnoreExistingUsers: "always"})
	api.ok("POST", "/v1/invitations/bulk", existing)
}

func TestInvitations_list_filtersAndPages(t *testing.T) {
	api := startTest(t, Config{})
	at := testTime.UnixMilli()
	seed := Seed{UserInvitations: []SeedUserInvitation{
		{ID: "inv_1", EmailAddress: "b@example.com", CreatedAt: at - 4, ExpiresAt: at + 9},
		{ID: "inv_2", EmailAddress: "a@example.com", Status: "accepted", CreatedAt: at - 3},
		{ID: "inv_3", EmailAddress: "c@example.com", Status: "revoked", CreatedAt: at - 2, ExpiresAt: -1},
	}}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"": "2 1", "status=revoked": "3", "status=pending&status=revoked": "3 1", "query=inv_2": "2", "query=B@": "1",
		"order_by=email_address": "2 1", "status=pending&status=revoked&order_by=expires_at": "1 3", "limit=1&offset=1": "1",
	} {
		var found []string
		for _, i := range api.userInvitations(query).Data {
			found = append(found, strings.TrimPrefix(i.ID, "inv_"))
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	api.refused("GET", "/v1/invitations?status=open&order_by=id", "", 422, "form_param_value_invalid status",
		"form_param_value_invalid order_by")
	api.SetBehaviour(Behaviour{RevokedInvitationsListed: true})
	if got := api.userInvitations(""); got.TotalCount != 3 {
		t.Errorf("%d invitations", got.TotalCount)
	}
}

func TestInvitations_above500_areInPages(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{}
	for i := range 1100 {
		seed.UserInvitations = append(
			seed.UserInvitations,
			SeedUserInvitation{EmailAddress: fmt.Sprintf("%04d@example.com", i)},
		)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	var emails []string
	for offset := 0; offset <= 1500; offset += 500 {
		for _, i := range api.userInvitations(fmt.Sprintf("limit=500&order_by=created_at&offset=%d", offset)).Data {
			emails = append(emails, i.EmailAddress)
		}
	}
	if len(emails) != 1100 || !slices.IsSorted(emails) {
		t.Errorf("read %d", len(emails))
	}
	bare := func() int { return len(decoded[[]Invitation](api.ok("GET", "/v1/invitations", ""))) }
	if got := bare(); got != 10 {
		t.Errorf("%d without paginated", got)
	}
	api.SetBehaviour(Behaviour{UnpagedListsWhole: true})
	if got := bare(); got != 1100 {
		t.Errorf("%d without paginated", got)
	}
}

func TestInvitations_hourlyLimit_refusesWith429(t *testing.T) {
	api := startTest(t, Config{})
	for i := range 100 {
		api.inviteUser(fmt.Sprintf(`{"email_address":"%d@example.com"}`, i))
	}
	got := api.refused("POST", "/v1/invitations", `{"email_address":"a@example.com"}`, 429, "too_many_requests")
	if after := got.header.Get("Retry-After"); after != "3600" {
		t.Errorf("Retry-After is %s", after)
	}
	for i := range 25 {
		api.ok("POST", "/v1/invitations/bulk", fmt.Sprintf(`[{"email_address":"b%d@example.com"}]`, i))
	}
	api.refused("POST", "/v1/invitations/bulk", `[{"email_address":"c@example.com"}]`, 429, "too_many_requests")
	api.AdvanceClock(time.Hour)
	api.inviteUser(`{"email_address":"a@example.com"}`)
}

func TestAcceptInvitation_toTheInstance_createsTheUser(t *testing.T) {
	api := startTest(t, Config{})
	entry := decoded[WaitlistEntry](api.ok("POST", "/v1/waitlist_entries", `{"email_address":"ada@example.com"}`))
	api.ok("POST", "/v1/waitlist_entries/"+entry.ID+"/invite", "")
	invitation := api.Invitations()[0]
	if err := api.ChangeOrganization("org_none", nil); err == nil {
		t.Error("an unknown organization was changed")
	}
	got := decoded[Acceptance](api.request("POST", "/_emulator/invitations/"+invitation.ID+"/accept", ""))
	user := api.get(got.UserID)
	if user.EmailAddresses[0].EmailAddress != "ada@example.com" || !user.EmailAddresses[0].claimed() ||
		*user.PrimaryEmailAddressID != user.EmailAddresses[0].ID || got.OrganizationID != "" {
		t.Errorf("got %s", marshal(user))
	}
	if got := api.Waitlist()[0]; got.Status != "completed" || got.Invitation.Status != "accepted" {
		t.Errorf("the entry is %s", marshal(got))
	}
	path := "/v1/invitations/" + invitation.ID + "/revoke"
	api.refused("POST", path, "", 400, "invitation_already_accepted")
	api.request("POST", "/_emulator/invitations/"+invitation.ID+"/accept", "").mustBe(400, "invitation_already_accepted")
	api.request("POST", "/_emulator/invitations/inv_none/accept", "").mustBe(404, "resource_not_found")
	api.SetBehaviour(Behaviour{RevokeAcceptedAllowed: true})
	if revoked := decoded[Invitation](api.ok("POST", path, "")); revoked.Status != "revoked" {
		t.Errorf("revoked %s", marshal(revoked))
	}
	api.request("POST", "/_emulator/invitations/"+invitation.ID+"/accept", "").mustBe(400, "emulator_request_invalid")
	// The metadata of an invitation becomes that of the user.
	second := api.inviteUser(`{"email_address":"grace@example.com","public_metadata":{"plan":"pro"}}`)
	accepted, err := api.AcceptInvitation(second.ID)
	if err != nil || string(api.get(accepted.UserID).PublicMetadata) != `{"plan":"pro"}` {
		t.Errorf("got %+v, %v", accepted, err)
	}
}

func TestAcceptInvitation_toAnOrganization_addsTheMembership(t *testing.T) {
	api := startTest(t, Config{})
	o, _, _ := engines(t, api)
	known := api.create(`{"email_address":["hedy@example.com"]}`)
	path := "/v1/organizations/" + o.ID + "/invitations"
	for email, userID := range map[string]string{"hedy@example.com": known.ID, "new@example.com": ""} {
		made := api.invite(path, `{"email_address":"`+email+`","role":"org:admin","public_metadata":{"a":1},
			"private_metadata":{"b":2}}`)
		got := decoded[Acceptance](api.request("POST", "/_emulator/invitations/"+made.ID+"/accept", ""))
		if userID != "" && got.UserID != userID || got.OrganizationID != o.ID {
			t.Errorf("got %+v", got)
		}
		m := api.memberships("/v1/users/" + got.UserID + "/organization_memberships").Data[0]
		if m.ID != got.MembershipID || m.Role != "org:admin" || string(m.PublicMetadata) != `{"a":1}` ||
			string(m.PrivateMetadata) != `{"b":2}` {
			t.Errorf("the membership is %s", marshal(m))
		}
		if read := decoded[OrganizationInvitation](api.ok("GET", path+"/"+made.ID, "")); read.Status != "accepted" ||
			read.URL != nil {
			t.Errorf("the invitation is %s", marshal(read))
		}
		api.request("POST", "/_emulator/invitations/"+made.ID+"/accept", "").mustBe(400, "emulator_request_invalid")
		api.refused("POST", path+"/"+made.ID+"/revoke", "", 404, "organization_invitation_not_pending")
		api.refused("POST", path, `{"email_address":"`+email+`","role":"org:admin"}`, 400, "already_a_member_in_organization")
	}
}
