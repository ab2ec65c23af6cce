package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBanUser_revokesSessionsUntilUnbanned(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()

	if !api.ok("POST", "/v1/users/"+user.ID+"/ban", "").user().Banned {
		t.Error("not banned")
	}
	if got := api.ok("GET", "/v1/sessions/"+session.ID, "").session().Status; got != "revoked" {
		t.Errorf("the session is %s", got)
	}
	api.AdvanceClock(time.Minute)
	again := api.ok("POST", "/v1/users/"+user.ID+"/ban", "null").user()
	if !again.Banned || again.UpdatedAt != testTime.UnixMilli() {
		t.Error("banning again is not without effect")
	}
	if api.ok("POST", "/v1/users/"+user.ID+"/unban", "{}").user().Banned {
		t.Error("not unbanned")
	}
	api.refused("POST", "/v1/users/user_none/ban", "", 404, "resource_not_found")
}

func TestBanUsers_unknownID_bansNoUser(t *testing.T) {
	api := startTest(t, Config{})
	one, two := api.create(`{"username":"user-one"}`), api.create(`{"username":"user-two"}`)
	api.refused("POST", "/v1/users/ban", `{"user_ids":["`+one.ID+`","user_none"]}`, 404, "resource_not_found")
	if api.get(one.ID).Banned {
		t.Error("one of the users was banned")
	}
	banned := api.ok("POST", "/v1/users/ban", `{"user_ids":["`+two.ID+`","`+one.ID+`","`+two.ID+`"]}`).users()
	if len(banned) != 2 || banned[0].ID != two.ID || !banned[0].Banned || !banned[1].Banned {
		t.Errorf("got %s", marshal(banned))
	}
	if unbanned := api.ok("POST", "/v1/users/unban", `{"user_ids":["`+one.ID+`"]}`).users(); unbanned[0].Banned {
		t.Error("not unbanned")
	}

	api.refused("POST", "/v1/users/ban", `{}`, 422, "form_param_missing user_ids")
	api.refused("POST", "/v1/users/ban", `{"user_ids":[]}`, 422, "form_param_missing user_ids")
	api.refused("POST", "/v1/users/ban", `{"user_ids":"`+one.ID+`"}`, 422, "form_param_value_invalid user_ids")
	ids := strings.Join(slices.Repeat([]string{fmt.Sprintf("%q", one.ID)}, 51), ",")
	api.refused("POST", "/v1/users/ban", `{"user_ids":[`+ids+`]}`, 400, "bulk_size_exceeded")

	api.SetBehaviour(Behaviour{IgnoreUnknownUsers: true})
	if found := api.ok("POST", "/v1/users/ban", `{"user_ids":["user_none","`+one.ID+`"]}`).users(); len(found) != 1 {
		t.Errorf("got %d users", len(found))
	}
}

func TestLockUser_expires(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	user = api.ok("POST", "/v1/users/"+user.ID+"/lock", "").user()
	if !user.Locked || *user.LockoutExpiresInSeconds != 3600 || *user.VerificationAttemptsRemaining != 10 {
		t.Fatalf("got %s", marshal(user))
	}
	api.AdvanceClock(59*time.Minute + 59*time.Second)
	user = api.ok("POST", "/v1/users/"+user.ID+"/lock", "").user()
	if !user.Locked || *user.LockoutExpiresInSeconds != 1 {
		t.Errorf("locking again moved the end of the lock: %s", marshal(user))
	}
	api.AdvanceClock(time.Second)
	if user = api.get(user.ID); user.Locked || user.LockoutExpiresInSeconds != nil {
		t.Errorf("still locked: %s", marshal(user))
	}
	user = api.ok("POST", "/v1/users/"+user.ID+"/lock", "").user()
	if !user.Locked || *user.LockoutExpiresInSeconds != 3600 {
		t.Errorf("not locked anew: %s", marshal(user))
	}
	user = api.ok("POST", "/v1/users/"+user.ID+"/unlock", "").user()
	if user.Locked || user.LockoutExpiresInSeconds != nil {
		t.Errorf("not unlocked: %s", marshal(user))
	}
}

func TestLockUser_lockSeconds_isTheDuration(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{LockSeconds: 60}})
	if user := api.create(`{"username":"adalove","locked":true}`); *user.LockoutExpiresInSeconds != 60 {
		t.Errorf("got %d", *user.LockoutExpiresInSeconds)
	}
	api = startTest(t, Config{Behaviour: Behaviour{LockSeconds: -1}})
	user := api.create(`{"username":"adalove","locked":true}`)
	api.AdvanceClock(1000 * time.Hour)
	if user = api.get(user.ID); !user.Locked || user.LockoutExpiresInSeconds != nil {
		t.Errorf("a lock without end: %s", marshal(user))
	}
}
