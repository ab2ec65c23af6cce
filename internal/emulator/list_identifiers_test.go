package emulator

import (
	"fmt"
	"strings"
	"testing"
)

func (a *testAPI) allow(body string) ListIdentifier {
	a.t.Helper()
	return decoded[ListIdentifier](a.ok("POST", "/v1/allowlist_identifiers", body))
}

func TestLists_identifiers_areStoredInOneForm(t *testing.T) {
	api := startTest(t, Config{})
	for identifier, want := range map[string]string{
		"Ada@Example.com":   "ada@example.com email_address",
		"*@Example.com":     "*@example.com email_address",
		"*@*.example.com":   "*@*.example.com email_address",
		"john*@example.com": "john*@example.com email_address", // an address without a wildcard
		"+15555550100":      "+15555550100 phone_number",
		"0x" + wallet("A"):  "0x" + wallet("a") + " web3_wallet",
	} {
		for _, list := range []string{"allowlist", "blocklist"} {
			got := decoded[ListIdentifier](api.ok("POST", "/v1/"+list+"_identifiers", `{"identifier":"`+identifier+`"}`))
			if text := got.Identifier + " " + got.IdentifierType; text != want || got.Object != list+"_identifier" ||
				got.InstanceID != api.InstanceID() || got.InvitationID != "" {
				t.Errorf("%s: got %s", identifier, marshal(got))
			}
			api.refused("POST", "/v1/"+list+"_identifiers", `{"identifier":"`+strings.ToUpper(identifier)+`"}`, 400,
				"duplicate_record")
			deleted := decoded[DeletedObject](api.ok("DELETE", "/v1/"+list+"_identifiers/"+got.ID, ""))
			if deleted.ID != got.ID || deleted.Object != list+"_identifier" {
				t.Errorf("deleted %+v", deleted)
			}
			api.refused("DELETE", "/v1/"+list+"_identifiers/"+got.ID, "", 404, "resource_not_found")
		}
	}
}

func wallet(digit string) string { return strings.Repeat(digit, 40) }

func TestLists_invalidIdentifier_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	for _, list := range []string{"/v1/allowlist_identifiers", "/v1/blocklist_identifiers"} {
		api.refused("POST", list, `{}`, 422, "form_param_missing identifier")
		api.refused("POST", list, `{"identifier":"a@b.co","x":1}`, 422, "form_param_unknown x")
		for _, identifier := range []string{"ada", "example.com", "@example.com", "15555550100", "*@", "*@*", "ada@*.example.com"} {
			body := `{"identifier":"` + identifier + `"}`
			if identifier == "ada@*.example.com" { // an address without a wildcard
				continue
			}
			api.refused("POST", list, body, 422, "form_param_format_invalid identifier")
		}
	}
	api.refused(
		"POST",
		"/v1/blocklist_identifiers",
		`{"identifier":"a@b.co","notify":true}`,
		422,
		"form_param_unknown notify",
	)
	for behaviour, want := range map[string]string{"keep": "@example.com", "normalise": "*@example.com"} {
		api.SetBehaviour(Behaviour{BareDomain: behaviour})
		if got := api.allow(`{"identifier":"@Example.com"}`); got.Identifier != want {
			t.Errorf("%s: got %s", behaviour, got.Identifier)
		}
	}
}

func TestAllowlist_notify_createsAnInvitation(t *testing.T) {
	api := startTest(t, Config{})
	got := api.allow(`{"identifier":"ada@example.com","notify":true}`)
	if invitations := api.Invitations(); len(invitations) != 1 || invitations[0].ID != got.InvitationID {
		t.Errorf("got %s and %s", marshal(got), marshal(invitations))
	}
	if other := api.allow(`{"identifier":"*@example.com","notify":true}`); other.InvitationID != "" {
		t.Errorf("got %s", marshal(other))
	}
	for value, want := range map[string]string{"": "", "empty": `"invitation_id":""`, "null": `"invitation_id":null`} {
		api.SetBehaviour(Behaviour{EmptyInvitationID: value})
		// The specification does not allow null, so this answer is not checked against it.
		shown := string(marshal(api.inspecting().allowlistAnswer(api.store.allowlist.all()[1])))
		if !strings.Contains(shown, want) || want == "" && strings.Contains(shown, "invitation_id") {
			t.Errorf("%q: got %s", value, shown)
		}
	}
	api.ok("DELETE", "/v1/allowlist_identifiers/"+got.ID, "")
	if status := api.Invitations()[0].Status; status != "pending" {
		t.Errorf("the invitation is %s", status)
	}
	api.SetBehaviour(Behaviour{AllowlistDeleteRevokes: true})
	second := api.allow(`{"identifier":"grace@example.com","notify":true}`)
	api.ok("DELETE", "/v1/allowlist_identifiers/"+second.ID, "")
	if status := api.Invitations()[1].Status; status != "revoked" {
		t.Errorf("the invitation is %s", status)
	}
	api.create(`{"email_address":["user@example.com"]}`)
	api.refused("POST", "/v1/allowlist_identifiers", `{"identifier":"user@example.com","notify":true}`, 422,
		"form_identifier_exists email_address")
	if len(api.Allowlist()) != 1 {
		t.Errorf("the list is %s", marshal(api.Allowlist()))
	}
}

func TestLists_planLacks_isAnsweredWith402(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{AllowlistNeedsPlan: true, BlocklistNeedsPlan: true}})
	for _, list := range []string{"/v1/allowlist_identifiers", "/v1/blocklist_identifiers"} {
		for _, request := range []string{"GET ", "POST ", "DELETE /alid_1"} {
			method, end, _ := strings.Cut(request, " ")
			api.refused(method, list+end, "", 402, "unsupported_subscription_plan_features")
		}
	}
}

func TestLists_above500_areReturned(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{}
	for i := range 1100 {
		identifier := SeedListIdentifier{Identifier: fmt.Sprintf("%04d@example.com", i)}
		seed.AllowlistIdentifiers = append(seed.AllowlistIdentifiers, identifier)
		seed.BlocklistIdentifiers = append(seed.BlocklistIdentifiers, identifier)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	read := func(path string) listed[ListIdentifier] {
		t.Helper()
		return decoded[listed[ListIdentifier]](api.ok("GET", path, ""))
	}
	at := 1099
	for offset := 0; offset <= 1500; offset += 500 {
		for _, i := range read(fmt.Sprintf("/v1/allowlist_identifiers?paginated=true&limit=500&offset=%d", offset)).Data {
			if want := fmt.Sprintf("%04d@example.com", at); i.Identifier != want {
				t.Fatalf("got %s, want %s", i.Identifier, want)
			}
			at--
		}
	}
	if at != -1 {
		t.Errorf("%d are missing", at+1)
	}
	if bare := decoded[[]ListIdentifier](api.ok("GET", "/v1/allowlist_identifiers?paginated=false", "")); len(bare) != 10 {
		t.Errorf("%d without paginated", len(bare))
	}
	if got := read("/v1/blocklist_identifiers"); len(got.Data) != 1100 || got.TotalCount != 1100 {
		t.Errorf("the block-list has %d of %d", len(got.Data), got.TotalCount)
	}
	api.refused("GET", "/v1/allowlist_identifiers?limit=501", "", 422, "form_param_value_too_large limit")
	api.SetBehaviour(Behaviour{UnpagedListsWhole: true, BlocklistPaged: true})
	if bare := decoded[[]ListIdentifier](api.ok("GET", "/v1/allowlist_identifiers", "")); len(bare) != 1100 {
		t.Errorf("%d without paginated", len(bare))
	}
	if got := read("/v1/blocklist_identifiers"); len(got.Data) != 10 || got.TotalCount != 1100 {
		t.Errorf("the block-list has %d of %d", len(got.Data), got.TotalCount)
	}
}
