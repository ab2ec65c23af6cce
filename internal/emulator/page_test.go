package emulator

import (
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// hostile is a text that becomes markup if a template does not escape it.
const hostile = `<script>alert(1)</script>"'&`

// startPage returns an instance with a page, and hostile texts in all places that a request can reach.
func startPage(t *testing.T) (*testAPI, User, Organization) {
	t.Helper()
	api := startTest(t, Config{Page: true})
	text := string(marshal(hostile))
	user := api.create(`{"username":"adalove","first_name":` + text + `,"external_id":` + text + `,"locale":"en-US",` +
		`"public_metadata":{` + text + `:` + text + `},"private_metadata":{"a":` + text + `}}`)
	org := api.org(`{"name":"Engines","public_metadata":{"a":` + text + `}}`)
	api.join(org.ID, user.ID, "org:admin")
	api.request("GET", "/v1/users/%3Cscript%3Ealert(1)%3C%2Fscript%3E?q=%3Cscript%3E", "", "User-Agent", hostile)
	err := api.Seed(Seed{
		Sessions:      []SeedSession{{UserID: user.ID, ClientID: hostile}},
		Organizations: []Organization{{ID: "org_hostile", Name: hostile}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return api, user, org
}

// pagePaths are all views of an instance.
func pagePaths(user User, org Organization) []string {
	return []string{
		"/", pagePrefix + "users", pagePrefix + "users?query=%3Cscript%3E", pagePrefix + "users/" + user.ID,
		pagePrefix + "organizations", pagePrefix + "organizations/" + org.ID,
		pagePrefix + "organizations/org_hostile", pagePrefix + "requests",
		pagePrefix + "requests?path=%3Cscript%3E&user=%3Cscript%3E", pagePrefix + "requests/1", pagePrefix + "requests/4",
		pagePrefix + "changes", pagePrefix + "changes?recording=all", pagePrefix + "controls",
		pagePrefix + "%3Cscript%3E", pagePrefix + "users/%3Cscript%3E", pagePrefix + "requests?status=%3Cscript%3E",
	}
}

func TestPage_hostileText_isEscapedInAllViews(t *testing.T) {
	api, user, org := startPage(t)
	scripts := regexp.MustCompile(`<script[^>]*>`)
	for _, path := range pagePaths(user, org) {
		content := string(api.request("GET", path, "", "Authorization", "").body)
		for _, script := range scripts.FindAllString(content, -1) {
			if script != `<script src="/_emulator/page/page.js" defer>` {
				t.Errorf("%s has %s", path, script)
			}
		}
		if strings.Contains(content, "onload=") || strings.Contains(content, "style=") ||
			strings.Contains(content, "<style") {
			t.Errorf("%s has an inline style or script", path)
		}
		if !strings.Contains(content, "</html>") {
			t.Errorf("%s is incomplete:\n%s", path, content)
		}
	}
}

func TestPage_allParts_haveProtectingHeaders(t *testing.T) {
	api, user, org := startPage(t)
	paths := append(pagePaths(user, org), pagePrefix+"style.css", pagePrefix+"page.js", pagePrefix+"icon.svg")
	for _, path := range paths {
		header := api.request("GET", path, "", "Authorization", "").header
		policy := header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy %q lacks %s", path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: the policy is %q", path, policy)
		}
		if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: the headers are %v", path, header)
		}
	}
}

func TestPage_foreignHostOrOrigin_isRefused(t *testing.T) {
	api, user, org := startPage(t)
	for _, path := range append(pagePaths(user, org), "/_emulator/events", "/_emulator/changes", pagePrefix+"page.js") {
		for _, header := range []string{"Host: example.com", "Host: 127.0.0.1\r\nOrigin: https://example.com"} {
			if got := send(t, api.Server, "GET "+path, header); got != http.StatusForbidden {
				t.Errorf("%s with %q is answered %d", path, header, got)
			}
		}
	}
}

func TestPage_requests_areNotLogged(t *testing.T) {
	api, user, org := startPage(t)
	before := api.Stats().Total
	for _, path := range pagePaths(user, org) {
		api.request("GET", path, "")
	}
	if after := api.Stats().Total; after != before {
		t.Errorf("%d requests were logged", after-before)
	}
}

func TestPage_off_isAnsweredLikeTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	api.refused("GET", "/", "", 404, "resource_not_found")
	api.request("GET", pagePrefix+"users", "").mustBe(404)
	user := api.create(`{"username":"adalove"}`)
	if entry, _ := api.log.request(2); entry.answer != nil || user.ID == "" {
		t.Error("an answer is kept")
	}
}

func TestPage_unknownObject_isNotFound(t *testing.T) {
	api := startTest(t, Config{Page: true})
	for _, path := range []string{
		"nothing", "users/user_none", "organizations/org_none", "requests/7", "requests/x", "changes?recording=7",
	} {
		got := api.request("GET", pagePrefix+path, "")
		if got.status != 404 || !strings.Contains(string(got.body), "<h1>Not found</h1>") {
			t.Errorf("%s is answered %d", path, got.status)
		}
	}
	for _, path := range []string{"users?order_by=size", "users?status=x", "requests?status=x", "changes?recording=x", "users?offset=x"} {
		if got := api.request("GET", pagePrefix+path, ""); got.status != 400 {
			t.Errorf("%s is answered %d", path, got.status)
		}
	}
}

func TestPage_manyUsers_areInPages(t *testing.T) {
	api := startTest(t, Config{Page: true})
	api.SeedUsers(120)
	first := string(api.request("GET", pagePrefix+"users", "").body)
	last := string(api.request("GET", pagePrefix+"users?offset=100", "").body)
	if strings.Count(first, `<tr role="row">`) != rowsPerPage+1 || !strings.Contains(first, "1–50 of 120 users") ||
		strings.Contains(first, ">Previous<") || !strings.Contains(first, ">Next<") {
		t.Error("the first page is wrong")
	}
	if strings.Count(last, `<tr role="row">`) != 21 || !strings.Contains(last, "101–120 of 120 users") ||
		!strings.Contains(last, ">Previous<") || strings.Contains(last, ">Next<") {
		t.Error("the last page is wrong")
	}
}

// The page must load fast, and the program must stay small.
func TestPage_files_areSmall(t *testing.T) {
	const limit = 100 << 10
	total := int64(0)
	err := fs.WalkDir(pageFiles, ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if err != nil || total == 0 || total > limit {
		t.Errorf("the files have %d bytes, the limit is %d (%v)", total, limit, err)
	}
}

func TestPage_everyPreset_isAccepted(t *testing.T) {
	api := startTest(t, Config{Page: true})
	for _, preset := range faultPresets {
		api.request("POST", "/_emulator/faults", preset.JSON).mustBe(200)
	}
	content := string(api.request("GET", pagePrefix+"controls", "").body)
	if !strings.Contains(content, "applied to 0 requests") {
		t.Error("the controls do not show the rule in force")
	}
}

func TestPage_manyChanges_areCountedAndShownInPart(t *testing.T) {
	api := startTest(t, Config{Page: true})
	api.SeedUsers(150)
	users := api.Users()
	api.request("POST", "/_emulator/recording", `{"action":"start"}`).mustBe(200)
	for i, user := range users[:120] {
		err := api.ChangeUser(user.ID, func(u *User) {
			u.Banned = i%2 == 0
			u.FirstName = filled("Changed")
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	api.DeleteUser(users[140].ID)
	content := string(api.request("GET", pagePrefix+"changes", "").body)
	for _, want := range []string{"<strong>121 users</strong>", "1 deleted", "60 banned", "21 more objects"} {
		if !strings.Contains(content, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	if shown := strings.Count(content, `<article class="change">`); shown != shownChanges {
		t.Errorf("%d changes are shown", shown)
	}
}
