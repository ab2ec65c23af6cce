package emulator

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// changes returns the changes of a recording by the name of their object.
func (a *testAPI) changes(recording string) (changesAnswer, map[string]Change) {
	a.t.Helper()
	got := decoded[changesAnswer](a.control("GET", "/_emulator/changes?recording="+recording, ""))
	byName := map[string]Change{}
	for _, change := range got.Changes {
		byName[change.Name] = change
	}
	return got, byName
}

// diff returns the attributes of a change, one per line.
func diff(change Change) string {
	var lines []string
	for _, attribute := range change.Attributes {
		lines = append(lines, fmt.Sprintf("%s: %s -> %s", attribute.Path, attribute.Before, attribute.After))
	}
	return strings.Join(lines, "\n")
}

func TestRecordings_everyKindOfChange_isShownWithItsAttributes(t *testing.T) {
	api := startTest(t, Config{})
	ada := api.create(
		`{"first_name":"Ada","email_address":["ada@example.com"],"public_metadata":{"team":"engines","level":3}}`,
	)
	bob := api.create(`{"first_name":"Bob","username":"bobby"}`)
	eve := api.create(`{"first_name":"Eve","username":"evelyn"}`)
	api.create(`{"first_name":"Joe","username":"joseph"}`)
	api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)

	api.ok(
		"POST",
		"/v1/email_addresses",
		`{"user_id":"`+ada.ID+`","email_address":"ada@new.example.com","verified":true,"primary":true}`,
	)
	api.ok("DELETE", "/v1/email_addresses/"+ada.EmailAddresses[0].ID, "")
	api.ok("PUT", "/v1/users/"+ada.ID+"/metadata", `{"public_metadata":{"team":"analysts","level":3}}`)
	api.ok("POST", "/v1/users/"+bob.ID+"/ban", "")
	api.ok("DELETE", "/v1/users/"+eve.ID, "")
	api.ok("POST", "/v1/users", `{"first_name":"Mia","username":"miamia","password":"correct horse battery"}`)
	api.ok("PATCH", "/v1/users/"+bob.ID, `{"password":"another horse battery"}`)
	api.request("POST", "/_emulator/recording", `{"action":"stop"}`).mustBe(200)
	api.ok("PATCH", "/v1/users/"+bob.ID, `{"first_name":"Robert"}`)

	got, byName := api.changes("")
	if len(got.Changes) != 4 || got.Recording.Writes != 7 || got.Recording.EndedAt == nil {
		t.Fatalf("got %s", marshal(got))
	}
	for name, want := range map[string]struct{ actions, attributes string }{
		"Ada": {"changed", `email_addresses: ada@example.com: "verified" -> null
email_addresses: ada@new.example.com: null -> "verified"
primary_email_address: "ada@example.com" -> "ada@new.example.com"
public_metadata.team: "engines" -> "analysts"`},
		"Bob": {"banned changed", "banned: false -> true\npassword: null -> \"***\"\npassword_enabled: false -> true"},
		"Eve": {"deleted", "first_name: \"Eve\" -> null\nusername: \"evelyn\" -> null"},
		"Mia": {"created", "first_name: null -> \"Mia\"\npassword: null -> \"***\"\nusername: null -> \"miamia\""},
	} {
		change := byName[name]
		if actions := strings.Join(change.Actions, " "); actions != want.actions || diff(change) != want.attributes {
			t.Errorf("%s: %s\n%s\nwant %s\n%s", name, actions, diff(change), want.actions, want.attributes)
		}
	}
}

func TestRecordings_changedSecret_isShownWithoutItsValue(t *testing.T) {
	api := startTest(t, Config{Page: true})
	user := api.create(`{"username":"adalove","password":"correct horse battery"}`)
	api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)
	api.ok("PATCH", "/v1/users/"+user.ID, `{"password":"another horse battery"}`)
	got := api.control("GET", "/_emulator/changes", "")
	if strings.Contains(string(got.body), "horse") {
		t.Errorf("the answer contains a password: %s", got.body)
	}
	if _, byName := api.changes(""); diff(byName["adalove"]) != `password: "***" -> "***"` {
		t.Errorf("got %s", got.body)
	}
}

func TestRecordings_invitation_isShownWithoutItsTicket(t *testing.T) {
	api := startTest(t, Config{Page: true})
	made := decoded[map[string]any](api.ok("POST", "/v1/invitations", `{"email_address":"ada@example.com"}`))
	address, err := url.Parse(made["url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	var ticket string
	for name, values := range address.Query() {
		if strings.HasSuffix(name, "ticket") {
			ticket = values[0]
		}
	}
	got := string(api.control("GET", "/_emulator/changes", "").body)
	if ticket == "" || strings.Contains(got, ticket) || !strings.Contains(got, `"url"`) {
		t.Errorf("the ticket of %s is in %s", address, got)
	}
}

func TestRecordings_requestWithoutEffect_isNoChange(t *testing.T) {
	api := startTest(t, Config{Page: true})
	user := api.create(`{"username":"adalove","first_name":"Ada"}`)
	api.AdvanceClock(time.Minute)
	api.ok("PATCH", "/v1/users/"+user.ID, `{"first_name":"Ada"}`)
	if got, _ := api.changes(""); len(got.Changes) != 0 || got.Recording.Writes != 1 {
		t.Errorf("got %s", marshal(got))
	}
}

func TestRecordings_pause_beginsAnotherOne(t *testing.T) {
	api := startTest(t, Config{Page: true})
	api.SeedUsers(3)
	api.create(`{"username":"adalove"}`)
	api.AdvanceClock(quietTime)
	api.create(`{"username":"graceh"}`)
	api.AdvanceClock(quietTime + time.Second)
	api.ok("GET", "/v1/users", "")
	api.create(`{"username":"dorothy"}`)

	newest, byName := api.changes("")
	if len(newest.Recordings) != 2 || len(byName) != 1 || byName["dorothy"].ID == "" {
		t.Errorf("the newest is %s", marshal(newest))
	}
	if _, byName := api.changes("1"); len(byName) != 2 || byName["graceh"].ID == "" {
		t.Errorf("the first is %v", byName)
	}
	if all, _ := api.changes("all"); len(all.Changes) != 3 || all.Recording.Writes != 3 {
		t.Errorf("since the reset: %s", marshal(all))
	}
	api.request("POST", "/_emulator/reset", "").mustBe(200)
	if got, _ := api.changes(""); got.Recording != nil || len(got.Recordings) != 0 {
		t.Errorf("after a reset: %s", marshal(got))
	}
}

func TestRecordings_withoutPageAndStart_keepNothing(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"username":"adalove"}`)
	if api.recordings.all != nil || len(api.recordings.kept) != 0 {
		t.Error("something is recorded")
	}
	if got, _ := api.changes(""); got.Recording != nil || len(got.Changes) != 0 {
		t.Errorf("got %s", marshal(got))
	}
}

func TestRecordings_otherObjects_areShownWithTheirNames(t *testing.T) {
	api := startTest(t, Config{Page: true})
	user := api.create(`{"username":"adalove","first_name":"Ada"}`)
	org := api.org(`{"name":"Engines"}`)
	api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)
	api.join(org.ID, user.ID, "org:member")
	api.ok("PATCH", "/v1/organizations/"+org.ID+"/memberships/"+user.ID, `{"role":"org:admin"}`)
	api.ok("PATCH", "/v1/organizations/"+org.ID, `{"name":"Analytical Engines"}`)
	got, byName := api.changes("")
	membership, organization := byName["Ada in Analytical Engines"], byName["Analytical Engines"]
	if membership.Kind != "membership" || !strings.Contains(diff(membership), `role: null -> "org:admin"`) {
		t.Errorf("the membership is %s", marshal(got))
	}
	if organization.Kind != "organization" || diff(organization) != `name: "Engines" -> "Analytical Engines"` {
		t.Errorf("the organization is %s", marshal(organization))
	}
}

func TestRecordings_manyChanges_areLimited(t *testing.T) {
	api := startTest(t, Config{Page: true})
	for range keptRecordings + 5 {
		api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)
	}
	api.SeedUsers(keptChanges + 10)
	api.request("POST", "/_emulator/recording", `{"action":"stop"}`).mustBe(200)
	kept := api.recordings.kept
	if last := kept[len(kept)-1]; len(last.changes) != keptChanges || last.Omitted != 10 || last.before != nil {
		t.Errorf("%d changes, %d omitted", len(last.changes), last.Omitted)
	}
	if len(kept) > keptRecordings {
		t.Errorf("%d recordings are kept", len(kept))
	}
	api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)
	api.SeedUsers(1)
	api.request("POST", "/_emulator/recording", `{"action":"stop"}`).mustBe(200)
	if kept := api.recordings.kept; len(kept) != 1 || len(kept[0].changes) != 1 {
		t.Errorf("%d recordings are kept", len(kept))
	}
}

func TestRecording_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.request("POST", "/_emulator/recording", `{"action":"pause"}`).mustBe(400, "emulator_request_invalid")
	api.request("POST", "/_emulator/recording", `{"action":"stop"}`).mustBe(400, "emulator_request_invalid")
	api.request("GET", "/_emulator/changes?recording=x", "").mustBe(400, "emulator_request_invalid")
	api.request("GET", "/_emulator/changes?recording=7", "").mustBe(404, "resource_not_found")
}
