package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const waitlistPath = "/v1/waitlist_entries"

func (a *testAPI) waits(email string) WaitlistEntry {
	a.t.Helper()
	return decoded[WaitlistEntry](a.ok("POST", waitlistPath, `{"email_address":"`+email+`"}`))
}

func TestWaitlistEntry_inviteAndReject(t *testing.T) {
	api := startTest(t, Config{})
	entry := api.waits("Ada@example.com")
	if entry.Status != "pending" || entry.EmailAddress != "ada@example.com" || entry.Invitation != nil || entry.IsLocked {
		t.Errorf("made %s", marshal(entry))
	}
	path := waitlistPath + "/" + entry.ID
	invited := decoded[WaitlistEntry](api.ok("POST", path+"/invite", `{"ignore_existing":false}`))
	if invited.Status != "invited" || invited.Invitation.EmailAddress != "ada@example.com" {
		t.Errorf("invited %s", marshal(invited))
	}
	api.refused("POST", path+"/invite", "", 409, "waitlist_entry_already_invited")
	api.refused("DELETE", path, "", 409, "waitlist_entry_already_invited")
	if again := api.waits("ADA@example.com"); again.ID != entry.ID || again.Status != "invited" {
		t.Errorf("again %s", marshal(again))
	}
	rejected := decoded[WaitlistEntry](api.ok("POST", path+"/reject", ""))
	if rejected.Status != "rejected" || rejected.Invitation.Status != "revoked" {
		t.Errorf("rejected %s", marshal(rejected))
	}
	api.refused("POST", path+"/reject", "", 409, "waitlist_entry_already_rejected")
	api.refused("DELETE", path, "", 409, "waitlist_entry_already_rejected")
	api.SetBehaviour(Behaviour{InviteAfterRejectRefused: true})
	api.refused("POST", path+"/invite", "", 409, "waitlist_entry_already_rejected")
	api.SetBehaviour(Behaviour{})
	if again := decoded[WaitlistEntry](api.ok("POST", path+"/invite", "")); again.Status != "invited" {
		t.Errorf("invited %s", marshal(again))
	}
	if _, err := api.AcceptInvitation(api.Waitlist()[0].Invitation.ID); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"/invite", "/reject"} {
		api.refused("POST", path+end, "", 409, "waitlist_entry_already_completed")
	}
	other := api.waits("grace@example.com")
	if deleted := decoded[DeletedObject](api.ok("DELETE", waitlistPath+"/"+other.ID, "")); deleted.ID != other.ID {
		t.Errorf("deleted %+v", deleted)
	}
	api.refused("DELETE", waitlistPath+"/"+other.ID, "", 404, "resource_not_found")
}

func TestWaitlistEntry_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	err := api.Seed(
		Seed{WaitlistEntries: []SeedWaitlistEntry{{ID: "wle_1", EmailAddress: "a@example.com", IsLocked: true}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, request := range []string{"POST /invite", "POST /reject", "DELETE "} {
		method, end, _ := strings.Cut(request, " ")
		api.refused(method, waitlistPath+"/wle_1"+end, "", 409, "waitlist_entry_locked")
		api.refused(method, waitlistPath+"/wle_none"+end, "", 404, "resource_not_found")
	}
	api.refused("POST", waitlistPath, `{}`, 422, "form_param_missing email_address")
	api.refused("POST", waitlistPath, `{"email_address":"ada"}`, 422, "form_param_format_invalid email_address")
	api.create(`{"email_address":["user@example.com"]}`)
	entry := api.waits("user@example.com")
	api.refused("POST", waitlistPath+"/"+entry.ID+"/invite", "", 422, "form_identifier_exists email_address")
	api.ok("POST", waitlistPath+"/"+entry.ID+"/invite", `{"ignore_existing":true}`)
}

func TestWaitlistEntries_bulk_refusesDuplicatesOfTheRequest(t *testing.T) {
	api := startTest(t, Config{})
	first := api.waits("1@example.com")
	made := decoded[[]WaitlistEntry](api.ok("POST", waitlistPath+"/bulk",
		`[{"email_address":"1@example.com"},{"email_address":"2@example.com","notify":false}]`))
	if len(made) != 2 || made[0].ID != first.ID || made[1].EmailAddress != "2@example.com" {
		t.Errorf("made %s", marshal(made))
	}
	api.refused("POST", waitlistPath+"/bulk", `[{"email_address":"3@example.com"},{"email_address":"3@example.com"}]`, 422,
		"form_param_duplicate email_address")
	api.refused("POST", waitlistPath+"/bulk", `[{"email_address":"x"}]`, 422, "form_param_format_invalid email_address")
	many := strings.Repeat(`,{"email_address":"3@example.com"}`, 51)
	api.refused("POST", waitlistPath+"/bulk", "["+many[1:]+"]", 400, "bulk_size_exceeded")
	if len(api.Waitlist()) != 2 {
		t.Errorf("%d entries", len(api.Waitlist()))
	}
}

func TestWaitlistEntries_lists_filterOrderAndPage(t *testing.T) {
	api := startTest(t, Config{})
	at := testTime.UnixMilli()
	seed := Seed{WaitlistEntries: []SeedWaitlistEntry{
		{ID: "wle_1", EmailAddress: "b@x.io", Status: "invited", InvitedAt: at - 1, CreatedAt: at - 9},
		{ID: "wle_2", EmailAddress: "a@x.io", Status: "invited", InvitedAt: at - 2, CreatedAt: at - 8},
		{ID: "wle_3", EmailAddress: "c@x.io", Status: "rejected", CreatedAt: at - 7},
	}}
	for i := range 1100 {
		seed.WaitlistEntries = append(
			seed.WaitlistEntries,
			SeedWaitlistEntry{EmailAddress: fmt.Sprintf("%04d@example.com", i)},
		)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	read := func(query string) listed[WaitlistEntry] {
		t.Helper()
		return decoded[listed[WaitlistEntry]](api.ok("GET", waitlistPath+"?"+query, ""))
	}
	for query, want := range map[string]string{
		"query=@X.io": "3 2 1", "query=wle_2": "2", "status=invited": "2 1", "status=invited&order_by=invited_at": "2 1",
		"status=invited&order_by=-invited_at": "1 2", "query=x.io&order_by=email_address": "2 1 3",
		"status=invited&status=rejected&limit=1&offset=2": "1",
	} {
		var found []string
		for _, entry := range read(query).Data {
			found = append(found, strings.TrimPrefix(entry.ID, "wle_"))
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	var emails []string
	for offset := 0; offset <= 1500; offset += 500 {
		got := read(fmt.Sprintf("status=pending&limit=500&order_by=created_at&offset=%d", offset))
		if got.TotalCount != 1100 {
			t.Fatalf("counted %d", got.TotalCount)
		}
		for _, entry := range got.Data {
			emails = append(emails, entry.EmailAddress)
		}
	}
	if len(emails) != 1100 || !slices.IsSorted(emails) {
		t.Errorf("read %d", len(emails))
	}
	api.refused("GET", waitlistPath+"?status=open&order_by=id", "", 422, "form_param_value_invalid status",
		"form_param_value_invalid order_by")
}
