package emulator

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestRequestLog_showsTheRequests(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	api.ok("PATCH", "/v1/users/"+user.ID, `{ "first_name" : "Ada" }`)
	api.ok("GET", "/v1/users?limit=5&user_id=a&user_id=b", "")
	api.request("GET", "/v1/nowhere", "")
	api.request("GET", "/_emulator/stats", "")

	log := api.Requests()
	if len(log) != 4 {
		t.Fatalf("logged %d requests", len(log))
	}
	if got := log[1]; got.Operation() != "PATCH /v1/users/{user_id}" || got.Path != "/v1/users/"+user.ID ||
		string(got.Body) != `{"first_name":"Ada"}` || got.Status != 200 || !got.Time.Equal(testTime) {
		t.Errorf("logged as %+v", got)
	}
	if got := log[2]; strings.Join(got.Query["user_id"], " ") != "a b" || got.Body != nil {
		t.Errorf("logged as %+v", got)
	}
	if got := log[3]; got.Pattern != "" || got.Operation() != "GET /v1/nowhere" || got.Status != 404 {
		t.Errorf("logged as %+v", got)
	}
	stats := api.Stats()
	if stats.Total != 4 || stats.Users != 1 || stats.Requests["POST /v1/users"] != 1 ||
		stats.Requests["GET /v1/users"] != 1 {
		t.Errorf("stats are %+v", stats)
	}
	api.ResetLog()
	if stats = api.Stats(); len(api.Requests()) != 0 || stats.Total != 0 || len(stats.Requests) != 0 || stats.Users != 1 {
		t.Errorf("after ResetLog: %+v", stats)
	}
}

// Also with an invalid body or header, the log must not contain a secret.
func TestRequestLog_hasNoSecret(t *testing.T) {
	const secret = "hunter2-hunter2"
	api := startTest(t, Config{})
	user := api.create(
		`{"username":"adalove","password":"` + secret + `","totp_secret":"JBSWY3DPEHPK3PXP","backup_codes":["` + secret + `"],
		"private_metadata":{"nested":[{"Token":"` + secret + `","password":{"is":"` + secret + `"}}]}}`,
	)
	api.request("PATCH", "/v1/users/"+user.ID, `{"password_digest":"`+secret+`","password_hasher":"md5"}`)
	api.request("POST", "/v1/users", `{"password":"`+secret+`"`)
	api.request("POST", "/v1/users", `password=`+secret, "Content-Type", "application/x-www-form-urlencoded")
	api.request("GET", "/v1/users?token="+secret, "", "Authorization", "Bearer "+secret)
	api.request("GET", "/v1/users", "", "Authorization", secret)
	api.request("GET", "/v1/users", "", "Cookie", "__session="+secret)

	log := string(api.request("GET", "/_emulator/requests", "").body)
	for _, forbidden := range []string{secret, "JBSWY3DPEHPK3PXP", DefaultSecretKey} {
		if strings.Contains(log, forbidden) || strings.Contains(string(marshal(api.Requests())), forbidden) {
			t.Errorf("the log holds %s:\n%s", forbidden, log)
		}
	}
	for _, kept := range []string{
		`"password":"***"`, `"private_metadata":"***"`, `"password_hasher":"md5"`, `"username":"adalove"`, `"Bearer ***"`,
	} {
		if !strings.Contains(log, kept) {
			t.Errorf("the log lacks %s:\n%s", kept, log)
		}
	}
}

// Neither verified nor returned secrets are logged.
func TestRequestLog_hasNoTokenPasswordOrCode(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"username":"adalove","password":"correct horse","totp_secret":"JBSWY3DPEHPK3PXP","backup_codes":["first"]}`,
	)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	client, err := api.ClientToken(session.ClientID)
	if err != nil {
		t.Fatal(err)
	}
	made := decoded[sessionToken](api.ok("POST", "/v1/sessions/"+session.ID+"/tokens", ""))
	testing := decoded[TestingToken](api.ok("POST", "/v1/testing_tokens", ""))
	api.ok("POST", "/v1/sign_in_tokens", `{"user_id":"`+user.ID+`"}`)
	api.ok("POST", "/v1/clients/verify", `{"token":"`+client+`"}`)
	api.ok("POST", "/v1/users/"+user.ID+"/verify_password", `{"password":"correct horse"}`)
	api.ok("POST", "/v1/users/"+user.ID+"/verify_totp", `{"code":"first"}`)
	api.request("POST", "/v1/users/"+user.ID+"/verify_totp", `{"code":"123456"}`)

	log := string(api.request("GET", "/_emulator/requests", "").body)
	for _, forbidden := range []string{
		client, made.JWT, testing.Token, api.SignInTokens()[0].Token, "correct horse", `"first"`, "123456",
	} {
		if strings.Contains(log, forbidden) || strings.Contains(string(marshal(api.Requests())), forbidden) {
			t.Errorf("the log holds %s:\n%s", forbidden, log)
		}
	}
	for _, kept := range []string{`{"token":"***"}`, `{"password":"***"}`, `{"code":"***"}`} {
		if !strings.Contains(log, kept) {
			t.Errorf("the log lacks %s:\n%s", kept, log)
		}
	}
}

func TestRequestLog_full_removesTheOldest(t *testing.T) {
	l := newRequestLog(false)
	for i := range keptRequests + 1 {
		l.add(&Request{Method: "GET", Path: fmt.Sprint(i)})
	}
	if len(l.entries) > keptRequests || l.entries[len(l.entries)-1].Path != fmt.Sprint(keptRequests) ||
		l.total != keptRequests+1 {
		t.Errorf("%d entries, %d in total", len(l.entries), l.total)
	}
}

func TestEmulator_isSafeForConcurrentUse(t *testing.T) {
	api := startTest(t, Config{})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			user := api.create(fmt.Sprintf(`{"username":"user-%d"}`, i))
			api.ok("PATCH", "/v1/users/"+user.ID, `{"first_name":"A"}`)
			api.ok("PATCH", "/v1/users/"+user.ID+"/metadata", `{"public_metadata":{"a":1}}`)
			api.ok("GET", "/v1/users?query=user", "")
			_ = api.ChangeUser(user.ID, func(u *User) { u.Banned = true })
			_, _, _ = api.Users(), api.Requests(), api.Stats()
			api.ok("DELETE", "/v1/users/"+user.ID, "")
		})
	}
	group.Wait()
	if users := api.Users(); len(users) != 0 {
		t.Errorf("%d users are left", len(users))
	}
}
