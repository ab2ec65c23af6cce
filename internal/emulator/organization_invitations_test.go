package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// engines is an organization with an admin and a member.
func engines(t *testing.T, api *testAPI) (o Organization, admin, member User) {
	t.Helper()
	admin = api.create(`{"email_address":["ada@example.com"]}`)
	member = api.create(`{"email_address":["grace@example.com"]}`)
	o = api.org(`{"name":"Engines","max_allowed_memberships":0,"created_by":"` + admin.ID + `"}`)
	api.join(o.ID, member.ID, "org:member")
	return o, admin, member
}

func (a *testAPI) invite(path, body string) OrganizationInvitation {
	a.t.Helper()
	return decoded[OrganizationInvitation](a.ok("POST", path, body))
}

func TestOrganizationInvitation_createReadRevoke(t *testing.T) {
	api := startTest(t, Config{})
	o, admin, _ := engines(t, api)
	path := "/v1/organizations/" + o.ID + "/invitations"
	made := api.invite(path, `{"email_address":"Hedy@Example.com","role":"org:member","inviter_user_id":"`+admin.ID+`",
		"public_metadata":{"a":1},"private_metadata":{"b":2},"redirect_url":"https://app.example.com","expires_in_days":1,
		"notify":false}`)
	if made.Status != "pending" || made.EmailAddress != "hedy@example.com" || made.Role != "org:member" ||
		made.RoleName != "Member" || made.OrganizationID != o.ID || *made.InviterID != admin.ID || made.URL == nil ||
		made.PublicInviterData.Identifier != "ada@example.com" || string(made.PublicMetadata) != `{"a":1}` ||
		*made.ExpiresAt-made.CreatedAt != 24*3600*1000 || made.PublicOrganizationData != nil {
		t.Errorf("made %s", marshal(made))
	}
	if read := decoded[OrganizationInvitation](api.ok("GET", path+"/"+made.ID, "")); *read.URL != *made.URL {
		t.Errorf("read %s", marshal(read))
	}
	revoked := api.invite(path+"/"+made.ID+"/revoke", `{"requesting_user_id":"`+admin.ID+`"}`)
	if revoked.Status != "revoked" || revoked.URL != nil {
		t.Errorf("revoked %s", marshal(revoked))
	}
	api.refused("POST", path+"/"+made.ID+"/revoke", "", 404, "organization_invitation_not_pending")
	again := api.invite(path, `{"email_address":"hedy@example.com","role":"org:admin"}`)
	api.AdvanceClock(30 * 24 * time.Hour)
	read := decoded[OrganizationInvitation](api.ok("GET", path+"/"+again.ID, ""))
	if read.Status != "expired" || read.URL != nil {
		t.Errorf("read %s", marshal(read))
	}
	api.refused("POST", path+"/"+again.ID+"/revoke", "", 404, "organization_invitation_not_pending")
	api.refused("GET", path+"/orginv_none", "", 404, "resource_not_found")
	api.refused("POST", path+"/orginv_none/revoke", "", 404, "resource_not_found")
	other := api.org(`{"name":"Looms"}`)
	api.refused("GET", "/v1/organizations/"+other.ID+"/invitations/"+made.ID, "", 404, "resource_not_found")
	api.SetBehaviour(Behaviour{InvitationURLKept: true})
	if read := decoded[OrganizationInvitation](api.ok("GET", path+"/"+made.ID, "")); read.URL == nil {
		t.Errorf("read %s", marshal(read))
	}
}

func TestOrganizationInvitation_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	o, _, member := engines(t, api)
	outsider := api.create(`{"username":"outsider"}`)
	path := "/v1/organizations/" + o.ID + "/invitations"
	const valid = `"email_address":"hedy@example.com","role":"org:member"`
	api.invite(path, `{"email_address":"pending@example.com","role":"org:member"}`)
	for body, want := range map[string]string{
		`{}`:                                                           "422 form_param_missing email_address, form_param_missing role",
		`{"email_address":"x","role":"org:x"}`:                         "422 form_param_format_invalid email_address",
		`{` + valid + `,"expires_in_days":0}`:                          "422 form_param_value_invalid expires_in_days",
		`{` + valid + `,"expires_in_days":366}`:                        "422 form_param_value_too_large expires_in_days",
		`{` + valid + `,"redirect_url":"/home"}`:                       "422 form_param_format_invalid redirect_url",
		`{` + valid + `,"ignore_existing":true}`:                       "422 form_param_unknown ignore_existing",
		`{` + valid + `,"private_metadata":{"a":"` + oversized + `"}}`: "422 form_param_exceeds_allowed_size private_metadata",
		`{"email_address":"hedy@example.com","role":"admin"}`:          "404 resource_not_found role",
		`{` + valid + `,"inviter_user_id":"user_none"}`:                "404 resource_not_found",
		`{` + valid + `,"inviter_user_id":"` + outsider.ID + `"}`:      "403 not_a_member_in_organization",
		`{` + valid + `,"inviter_user_id":"` + member.ID + `"}`:        "403 missing_organization_permission",
		`{"email_address":"GRACE@example.com","role":"org:member"}`:    "400 already_a_member_in_organization",
		`{"email_address":"Pending@example.com","role":"org:member"}`:  "400 organization_invitation_not_unique",
	} {
		got := api.request("POST", path, body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%.90s: got %s, want %s", body, text, want)
		}
	}
	api.refused("POST", "/v1/organizations/org_none/invitations", `{`+valid+`}`, 404, "resource_not_found")
	api.SetBehaviour(Behaviour{DuplicateInvitationCode: "duplicate_record", RevokeNeedsUser: true})
	api.refused("POST", path, `{"email_address":"pending@example.com","role":"org:member"}`, 400, "duplicate_record")
	pending := api.invitations(path).Data[0]
	api.refused("POST", path+"/"+pending.ID+"/revoke", "", 422, "form_param_missing requesting_user_id")
	api.refused("POST", path+"/"+pending.ID+"/revoke", `{"requesting_user_id":"`+member.ID+`"}`, 403,
		"missing_organization_permission")
	api.SetBehaviour(Behaviour{InvitationsNotSupported: true})
	api.refused("POST", path, `{`+valid+`}`, 400, "invitations_not_supported")
}

func TestOrganizationInvitation_quota_countsPendingOnes(t *testing.T) {
	api := startTest(t, Config{})
	o := api.org(`{"name":"Engines","max_allowed_memberships":2}`)
	path := "/v1/organizations/" + o.ID + "/invitations"
	first := api.invite(path, `{"email_address":"1@example.com","role":"org:member"}`)
	api.invite(path, `{"email_address":"2@example.com","role":"org:member"}`)
	third := `{"email_address":"3@example.com","role":"org:member"}`
	api.refused("POST", path, third, 403, "organization_membership_quota_exceeded")
	api.ok("POST", path+"/"+first.ID+"/revoke", "")
	api.ok("POST", path, third)
}

func TestOrganizationInvitations_bulk_isAllOrNothing(t *testing.T) {
	api := startTest(t, Config{})
	o, _, _ := engines(t, api)
	path := "/v1/organizations/" + o.ID + "/invitations"
	one := func(email string) string { return `{"email_address":"` + email + `","role":"org:member"}` }
	got := decoded[listed[OrganizationInvitation]](api.ok("POST", path+"/bulk",
		"["+one("1@example.com")+","+one("2@example.com")+"]"))
	if got.TotalCount != 2 || got.Data[1].EmailAddress != "2@example.com" {
		t.Errorf("got %s", marshal(got))
	}
	refused := "[" + one("3@example.com") + "," + one("grace@example.com") + "]"
	api.refused("POST", path+"/bulk", refused, 400, "already_a_member_in_organization")
	if left := api.invitations(path); left.TotalCount != 2 {
		t.Errorf("%d invitations", left.TotalCount)
	}
	api.refused("POST", path+"/bulk", "["+one("4@example.com")+","+one("4@example.com")+"]", 400,
		"organization_invitation_not_unique")
	api.refused("POST", path+"/bulk", "["+one("4@example.com")+`,{"role":"org:member"}]`, 422,
		"form_param_missing email_address")
	for _, body := range []string{"[]", "{}", "", "[1]"} {
		api.refused("POST", path+"/bulk", body, 400, "request_body_invalid")
	}
	api.refused("POST", path+"/bulk", "["+one("5@example.com")+strings.Repeat(","+one("5@example.com"), 10)+"]", 400,
		"bulk_size_exceeded")
	api.SetBehaviour(Behaviour{BulkInvitationsPartial: true})
	api.refused("POST", path+"/bulk", refused, 400, "already_a_member_in_organization")
	if left := api.invitations(path); left.TotalCount != 3 {
		t.Errorf("%d invitations", left.TotalCount)
	}
}

func TestOrganizationInvitations_lists_filterAndOrder(t *testing.T) {
	api := startTest(t, Config{})
	at := testTime.UnixMilli()
	seed := func(id, email, status string, age int64) SeedInvitation {
		return SeedInvitation{ID: id, EmailAddress: email, OrganizationID: "org_1", Status: status, CreatedAt: at - age}
	}
	domain := seed("orginv_5", "e@example.com", "", 0)
	domain.FromDomain = true
	other := seed("orginv_6", "f@example.com", "", 0)
	other.OrganizationID = "org_2"
	err := api.Seed(Seed{Invitations: []SeedInvitation{
		seed("orginv_1", "b@example.com", "pending", 4), seed("orginv_2", "a@example.com", "accepted", 3),
		seed("orginv_3", "d@example.com", "revoked", 2), seed("orginv_4", "c@example.com", "expired", 1), domain, other,
	}})
	if err != nil {
		t.Fatal(err)
	}
	check := func(path, want string) {
		t.Helper()
		var found []string
		for _, i := range api.invitations(path).Data {
			found = append(found, strings.TrimPrefix(i.ID, "orginv_"))
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	for query, want := range map[string]string{
		"":                               "4 3 2 1",
		"?status=pending":                "1",
		"?status=pending&status=revoked": "3 1",
		"?email_address=A@example.com":   "2",
		"?email_address=a@example":       "",
		"?order_by=email_address":        "2 1 4 3",
		"?order_by=created_at":           "1 2 3 4",
		"?limit=1&offset=2":              "2",
		"/pending":                       "1",
		"/pending?offset=1":              "",
	} {
		check("/v1/organizations/org_1/invitations"+query, want)
	}
	for query, want := range map[string]string{
		"": "6 5 4 3 2 1", "?query=B@exam": "1", "?status=pending&order_by=-email_address": "6 5 1",
	} {
		check("/v1/organization_invitations"+query, want)
	}
	if got := api.invitations("/v1/organization_invitations").Data[0]; got.PublicOrganizationData.ID != "org_2" {
		t.Errorf("got %s", marshal(got))
	}
	api.refused("GET", "/v1/organization_invitations?status=open&order_by=role", "", 422,
		"form_param_value_invalid status", "form_param_value_invalid order_by")
	api.SetBehaviour(Behaviour{AcceptedInvitationDays: 2})
	check("/v1/organizations/org_1/invitations", "4 3 2 1")
	api.AdvanceClock(48 * time.Hour)
	check("/v1/organizations/org_1/invitations", "4 3 1")
	api.refused("GET", "/v1/organizations/org_1/invitations/orginv_2", "", 404, "resource_not_found")
}

func TestOrganizationInvitations_above500_areInPages(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{}
	for i := range 1100 {
		seed.Invitations = append(seed.Invitations, SeedInvitation{
			EmailAddress: fmt.Sprintf("%04d@example.com", i), OrganizationID: fmt.Sprintf("org_%d", i%2),
		})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/v1/organization_invitations": 1100, "/v1/organizations/org_1/invitations": 550,
	} {
		var emails []string
		for offset := 0; offset < want+500; offset += 500 {
			got := api.invitations(fmt.Sprintf("%s?limit=500&order_by=email_address&offset=%d", path, offset))
			if got.TotalCount != want {
				t.Fatalf("%s: counted %d", path, got.TotalCount)
			}
			for _, i := range got.Data {
				emails = append(emails, i.EmailAddress)
			}
		}
		if len(emails) != want || !slices.IsSorted(emails) {
			t.Errorf("%s: read %d", path, len(emails))
		}
	}
}

func TestOrganizationInvitations_hourlyLimit_refusesWith429(t *testing.T) {
	api := startTest(t, Config{})
	o, _, _ := engines(t, api)
	path := "/v1/organizations/" + o.ID + "/invitations"
	invite := func(i int) string { return fmt.Sprintf(`{"email_address":"%d@example.com","role":"org:member"}`, i) }
	for i := range 250 {
		api.ok("POST", path, invite(i))
	}
	api.AdvanceClock(10 * time.Minute)
	got := api.refused("POST", path, invite(250), 429, "too_many_requests")
	if after := got.header.Get("Retry-After"); after != "3000" {
		t.Errorf("Retry-After is %s", after)
	}
	api.ok("GET", path, "") // blocks only the operation
	api.AdvanceClock(50 * time.Minute)
	api.ok("POST", path, invite(250))
	api.SetBehaviour(Behaviour{HourlyLimitsDisabled: true})
	for i := range 300 {
		api.ok("POST", path, invite(1000+i))
	}
}

func TestMembership_membershipConsumesInvitation_acceptsIt(t *testing.T) {
	for _, consumes := range []bool{false, true} {
		api := startTest(t, Config{Behaviour: Behaviour{MembershipConsumesInvitation: consumes}})
		o, _, _ := engines(t, api)
		user := api.create(`{"email_address":["hedy@example.com"]}`)
		path := "/v1/organizations/" + o.ID + "/invitations"
		made := api.invite(path, `{"email_address":"hedy@example.com","role":"org:member"}`)
		api.join(o.ID, user.ID, "org:member")
		want := map[bool]string{false: "pending", true: "accepted"}[consumes]
		if read := decoded[OrganizationInvitation](api.ok("GET", path+"/"+made.ID, "")); read.Status != want {
			t.Errorf("the status is %s, want %s", read.Status, want)
		}
		if of := api.invitations("/v1/users/" + user.ID + "/organization_invitations"); of.TotalCount != 1 {
			t.Errorf("the user has %s", marshal(of))
		}
	}
}
