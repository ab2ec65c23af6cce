package emulator

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestControlUsers_filterOrderAndPage_areApplied(t *testing.T) {
	api := startTest(t, Config{})
	ada := api.create(`{"first_name":"Ada","username":"adalove","password":"correct horse battery"}`)
	bob := api.create(`{"first_name":"Bob","email_address":["bob@example.com"],"banned":true}`)
	if err := api.Seed(
		Seed{Users: []SeedUser{{Body: map[string]any{"username": "carla"}, Unverified: []string{"c@example.com"}}}},
	); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]struct {
		total int
		first string
	}{
		"":                                 {3, ""},
		"query=BOB@":                       {1, bob.ID},
		"status=banned":                    {1, bob.ID},
		"status=password":                  {1, ada.ID},
		"status=unverified":                {1, ""},
		"status=locked":                    {0, ""},
		"order_by=first_name":              {3, ada.ID},
		"order_by=first_name&limit=1":      {3, ada.ID},
		"order_by=first_name&offset=1":     {3, bob.ID},
		"query=adalove&status=banned":      {0, ""}, // "ad" can be in a random id
		"query=nobody&order_by=first_name": {0, ""},
	} {
		got := decoded[userPage](api.control("GET", "/_emulator/users?"+query, ""))
		if got.TotalCount != want.total || want.first != "" && got.Data[0].ID != want.first {
			t.Errorf("%s: %s", query, marshal(got))
		}
	}
	for _, query := range []string{"limit=0", "limit=501", "limit=x", "offset=-1", "order_by=size", "status=happy"} {
		api.request("GET", "/_emulator/users?"+query, "").mustBe(400, "emulator_request_invalid")
	}
}

func TestControlRequests_filters_selectRequests(t *testing.T) {
	api := startTest(t, Config{Page: true})
	user := api.create(`{"username":"adalove"}`)
	api.ok("POST", "/v1/email_addresses", `{"user_id":"`+user.ID+`","email_address":"ada@example.com"}`)
	api.ok("GET", "/v1/users?user_id="+user.ID, "")
	api.ok("GET", "/v1/users/count", "")
	api.setFault(FaultRule{Kind: FaultStatus, Status: 503})
	api.refused("GET", "/v1/users", "", 503, "service_unavailable")
	for query, want := range map[string]string{
		"":                       "1 2 3 4 5",
		"method=post":            "1 2",
		"path=/count":            "4",
		"status=5xx":             "5",
		"status=200":             "1 2 3 4",
		"status=fault":           "5",
		"status=error":           "5",
		"status=write":           "1 2",
		"status=limited":         "",
		"user=" + user.ID:        "1 2 3",
		"limit=2":                "4 5",
		"limit=2&before=4":       "2 3",
		"method=GET&status=200":  "3 4",
		"user=" + user.ID[:8]:    "",
		"path=/users&method=GET": "3 4 5",
	} {
		var ids []string
		for _, r := range decoded[[]Request](api.control("GET", "/_emulator/requests?"+query, "")) {
			ids = append(ids, string(marshal(r.ID)))
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s selects %q, want %q", query, got, want)
		}
	}
	for _, query := range []string{"status=x", "status=44xx", "status=-1", "limit=x", "before=-1"} {
		api.request("GET", "/_emulator/requests?"+query, "").mustBe(400, "emulator_request_invalid")
	}
}

func TestControlRequest_secretsOfTheAnswer_areMasked(t *testing.T) {
	api := startTest(t, Config{Page: true})
	user := api.create(`{"username":"adalove","password":"correct horse battery","private_metadata":{"salary":"90210"}}`)
	if err := api.Seed(Seed{Sessions: []SeedSession{{ID: "sess_1", UserID: user.ID}}}); err != nil {
		t.Fatal(err)
	}
	tokens := []string{"90210", "correct horse"}
	for path, key := range map[string]string{
		"/v1/sessions/sess_1/tokens": "jwt", "/v1/sign_in_tokens": "token", "/v1/testing_tokens": "token",
	} {
		body := `{"user_id":"` + user.ID + `"}`
		if path != "/v1/sign_in_tokens" {
			body = ""
		}
		made := decoded[map[string]any](api.ok("POST", path, body))
		tokens = append(tokens, made[key].(string))
	}
	for id := range 4 {
		got := string(api.control("GET", "/_emulator/requests/"+string(marshal(id+1)), "").body)
		for _, token := range tokens {
			if strings.Contains(got, token) {
				t.Errorf("request %d contains a secret: %s", id+1, got)
			}
		}
		if !strings.Contains(got, `"answer":{`) {
			t.Errorf("request %d has no answer: %s", id+1, got)
		}
	}
	api.refused("GET", "/v1/users/user_none", "", 404, "resource_not_found")
	got := string(api.request("GET", "/_emulator/requests/5", "").body)
	if !strings.Contains(got, `"code":"resource_not_found"`) {
		t.Errorf("the code of an error is masked: %s", got)
	}
	api.request("GET", "/_emulator/requests/6", "").mustBe(404, "resource_not_found")
}

func TestMaskAnswer_texts_areMasked(t *testing.T) {
	for text, want := range map[string]string{
		"eyJhbGciOi.eyJzdWIi.c2ln":                            "***",
		"https://x.test/v1/tickets/accept?ticket=abc.def&a=1": "https://x.test/v1/tickets/accept?ticket=***&a=1",
		"https://x.test/sign-in?__clerk_ticket=abc":           "https://x.test/sign-in?__clerk_ticket=***",
		"https://x.test/sign-in?__dev_session_token=abc&a=1":  "https://x.test/sign-in?__dev_session_token=***&a=1",
		"__refresh_1=secret; Path=/":                          "__refresh_1=***; Path=/",
		"https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCJ9":      "https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCJ9",
		"ada@example.com":                                     "ada@example.com",
	} {
		if got := maskAnswer(text); got != want {
			t.Errorf("%s is masked as %s, want %s", text, got, want)
		}
	}
}

func TestKeptAnswers_limits_areRespected(t *testing.T) {
	k := keptAnswers{wanted: true}
	var all []*Request
	for range keptAnswerCount + 1 {
		r := &Request{}
		k.keep(r, []byte("{}"))
		all = append(all, r)
	}
	large := &Request{}
	k.keep(large, make([]byte, keptAnswerSize+1))
	if all[0].answer != nil || all[1].answer == nil || large.answer != nil || large.size != keptAnswerSize+1 ||
		len(k.kept) != keptAnswerCount {
		t.Error("the limits are not respected")
	}
}

func TestControlTable_rows_areTheNewestFirst(t *testing.T) {
	api := startTest(t, Config{})
	api.org(`{"name":"One"}`)
	api.org(`{"name":"Two"}`)
	got := decoded[listed[Organization]](api.control("GET", "/_emulator/tables/organizations?limit=1", ""))
	if got.TotalCount != 2 || len(got.Data) != 1 || got.Data[0].Name != "Two" {
		t.Errorf("got %s", marshal(got))
	}
	api.request("GET", "/_emulator/tables/nothing", "").mustBe(404, "resource_not_found")
	api.request("GET", "/_emulator/tables/roles?limit=x", "").mustBe(400, "emulator_request_invalid")
}

func TestControlEvents_request_sendsAnEvent(t *testing.T) {
	api := startTest(t, Config{})
	answer, err := http.Get(api.URL + "/_emulator/events")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	lines := bufio.NewScanner(answer.Body)
	next := func() (got event) {
		for lines.Scan() {
			if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
				if err := json.Unmarshal([]byte(data), &got); err != nil {
					t.Fatal(err)
				}
				return got
			}
		}
		t.Fatal("the stream ended")
		return got
	}
	if first := next(); first.Users != 0 {
		t.Errorf("the first event is %+v", first)
	}
	api.create(`{"username":"adalove"}`)
	for got := next(); got.Users != 1; got = next() {
	}
	// Open streams do not delay the end of the server.
	if err := api.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	for lines.Scan() {
	}
}

// control sends a request to an endpoint of the emulator, which must succeed.
func (a *testAPI) control(method, path, body string) answer {
	a.t.Helper()
	got := a.request(method, path, body)
	got.mustBe(200)
	return got
}
