package emulator

import (
	"encoding/json"
	"net/http"
	"testing"
)

func TestFaultOtherObject_operationOnOneUser_answersAboutAnotherUser(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	ada, grace := api.create(adaBody), api.create(`{"username":"grace_hopper"}`)
	api.setFault(FaultRule{Kind: FaultOtherObject})
	answered := decoded[User](api.ok("PATCH", "/v1/users/"+ada.ID, `{"first_name":"Ada"}`))
	if answered.ID != grace.ID || *answered.Username != "grace_hopper" {
		t.Errorf("answered about %s", answered.ID)
	}
	if held, _ := api.User(ada.ID); held.FirstName == nil || *held.FirstName != "Ada" {
		t.Errorf("the user is %+v, want the change", held)
	}
}

func TestFaultOtherObject_createWithoutAnotherUser_answersWithoutIdentifiers(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	api.setFault(FaultRule{Kind: FaultOtherObject})
	answered := decoded[User](api.ok("POST", "/v1/users", adaBody))
	made, _ := api.FindUser("adalove")
	if answered.ID == made.ID || answered.Username != nil || made.ID == "" {
		t.Errorf("answered %s with the username %v for %q", answered.ID, answered.Username, made.ID)
	}
}

func TestFaultOtherObject_emailAddress_hasAnotherIDAndValue(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	ada := api.create(adaBody)
	api.setFault(FaultRule{Kind: FaultOtherObject})
	body := `{"user_id":"` + ada.ID + `","email_address":"ada@example.com"}`
	answered := decoded[EmailAddress](api.ok("POST", "/v1/email_addresses", body))
	held, _ := api.User(ada.ID)
	if answered.ID == held.EmailAddresses[0].ID || answered.EmailAddress == "ada@example.com" {
		t.Errorf("answered %+v", answered)
	}
}

func TestFaultRepeatedPost_create_isProcessedTwiceWithTheFirstAnswer(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	ada := api.create(adaBody)
	api.setFault(FaultRule{Kind: FaultRepeatedPost})
	decoded[User](api.ok("POST", "/v1/users", `{"username":"grace_hopper"}`)) // the second POST is refused
	api.ok("POST", "/v1/sign_in_tokens", `{"user_id":"`+ada.ID+`"}`)
	if users, tokens := len(api.Users()), len(api.SignInTokens()); users != 2 || tokens != 2 {
		t.Errorf("there are %d users and %d tokens, want 2 and 2", users, tokens)
	}
}

func TestFaultIneffectiveDelete_delete_isAnsweredWithoutEffect(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	ada := api.create(adaBody)
	api.setFault(FaultRule{Kind: FaultIneffectiveDelete})
	if got := decoded[DeletedObject](api.ok("DELETE", "/v1/users/"+ada.ID, "")); got.Deleted || got.ID != ada.ID {
		t.Errorf("answered %+v", got)
	}
	if _, exists := api.User(ada.ID); !exists {
		t.Error("the user is deleted")
	}
}

func TestFaultIgnoredFilter_listAndCount_returnAllUsers(t *testing.T) {
	t.Parallel()
	api := startTest(t, Config{})
	api.SeedUsers(5)
	api.setFault(FaultRule{Kind: FaultIgnoredFilter})
	if users := decoded[[]User](api.ok("GET", "/v1/users?username=nobody&limit=3", "")); len(users) != 3 {
		t.Errorf("%d users, want the limit of 3", len(users))
	}
	if count := decoded[TotalCount](api.ok("GET", "/v1/users/count?username=nobody", "")); count.TotalCount != 5 {
		t.Errorf("counted %d, want 5", count.TotalCount)
	}
}

// foreign reports whether the body is JSON that is not in the format of Clerk's errors.
func foreign(header http.Header, body []byte, err error) bool {
	var answered map[string]any
	return err == nil && header.Get("Content-Type") == "application/json" && header.Get("Clerk-Trace-Id") == "" &&
		json.Unmarshal(body, &answered) == nil && answered["errors"] == nil
}
