package emulator

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// startKept starts an emulator with a data file.
func startKept(t *testing.T, path string) *testAPI {
	t.Helper()
	config := Config{Clock: func() time.Time { return testTime }}
	// An existing file has the keys of its instance, so a key that is not restored must be a new one.
	if _, err := os.Stat(path); err != nil {
		config.SigningKeys = SharedSigningKeys()
	}
	e := New(config)
	if err := e.KeepIn(path); err != nil {
		t.Fatal(err)
	}
	server, err := Listen(e, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return &testAPI{server, t}
}

func TestDataFile_restoresEverything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	user := first.create(
		`{"username":"adalove","email_address":["ada@example.com","two@example.com"],"password":"correct horse",
		"totp_secret":"JBSWY3DPEHPK3PXP","locked":true,"public_metadata":{"a":1}}`,
	)
	newer := first.create(`{"username":"graceh"}`)
	session := first.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}

	second := startKept(t, path)
	if got := second.get(user.ID); string(marshal(got)) != string(marshal(user)) {
		t.Errorf("the user changed:\n%s\n%s", marshal(got), marshal(user))
	}
	if password, _ := second.Password(user.ID); password != "correct horse" {
		t.Errorf("the password is %q", password)
	}
	if got := names(second.Users()); got != names([]User{newer, user}) {
		t.Errorf("the order is %s", got)
	}
	second.ok("GET", "/v1/sessions/"+session.ID, "")
	second.ok("GET", "/v1/clients/"+session.ClientID, "")
	second.refused(
		"POST",
		"/v1/users",
		`{"email_address":["two@example.com"]}`,
		422,
		"form_identifier_exists email_address",
	)
	second.ok("DELETE", "/v1/users/"+user.ID, "")
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if third := startKept(t, path); len(third.Users()) != 1 {
		t.Error("the deletion was not kept")
	}
}

func TestDataFile_restoresTokensOfBrowsersAndCodes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	user := first.create(`{"email_address":["ada@example.com"]}`)
	session := first.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	opened := first.handshake(session.ID, `{"origin":"https://app.example.com"}`)
	used := first.handshake(session.ID, "")
	refresh := "/v1/sessions/" + session.ID + "/refresh"
	first.ok("POST", refresh, refreshBody(used))
	email := "/v1/email_addresses/" + user.EmailAddresses[0].ID
	made, code := first.prepare(email)
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}

	second := startKept(t, path)
	second.ok("GET", "/v1/clients/handshake_payload?nonce="+opened.Nonce, "")
	second.ok("POST", refresh, refreshBody(opened))
	second.refused("POST", refresh, refreshBody(used), 401, "session_refresh_expired_session_token_consumed")
	if got := second.tryCode(email, made.ID, code); got.Status != "verified" {
		t.Errorf("the code is %+v", got)
	}
}

func TestDataFile_restoresTheSeed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	seedInvitations(t, first)
	err := first.Seed(Seed{
		Users: []SeedUser{
			{
				ID:           "user_hedy",
				Body:         map[string]any{"username": "hedyl"},
				SAMLAccounts: []SAMLAccount{{EmailAddress: "hedy@example.com"}},
			},
		},
		TrustedDevices: []SeedTrustedDevice{{User: "hedyl", Name: "Phone"}},
		Clients:        []SeedClient{{ID: "client_1", SignInID: filled("sia_1")}},
		Sessions: []SeedSession{
			{
				User:     "hedyl",
				ClientID: "client_1",
				Status:   "pending",
				Actor:    []byte(`{"sub":"user_ada"}`),
				Tasks:    []SessionTask{{Key: "k"}},
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	read := func(api *testAPI) (answers []string) {
		for _, path := range []string{
			"/users", "/users/user_ada/organization_memberships", "/users/user_ada/organization_invitations",
			"/users/user_hedy/trusted_devices",
			"/sessions?user_id=user_hedy", "/clients/client_1", "/instance", "/users?organization_id=org_1",
		} {
			answers = append(answers, string(api.ok("GET", "/v1"+path, "").body))
		}
		return answers
	}
	want := read(first)
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := startKept(t, path)
	for i, got := range read(second) {
		if got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[i])
		}
	}
	second.ok("DELETE", "/v1/users/user_hedy", "")
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	third := startKept(t, path)
	if got := third.TrustedDevices("user_hedy"); got != nil || len(third.Sessions("user_hedy")) != 0 {
		t.Errorf("what a deleted user had is still there: %s", marshal(got))
	}
}

func TestDataFile_hasMode0600AndLeavesNoOtherFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	api := startKept(t, path)
	api.create(`{"username":"adalove"}`)
	if err := api.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 { // Windows has no file modes
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("the folder holds %v", files)
	}
}

func TestDataFile_unusableFile_isRefused(t *testing.T) {
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.json")
	if err := os.WriteFile(broken, []byte(`{"users":[`), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		broken: "not a data file",
		filepath.Join(folder, "none", "clerk.json"): "none",
	} {
		if err := New(Config{}).KeepIn(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v", path, err)
		}
	}
	if content, _ := os.ReadFile(broken); string(content) != `{"users":[` {
		t.Error("the file was overwritten")
	}
}

func TestKeepIn_fileInUse_isRefused(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "clerk.json")
	first := startKept(t, path)
	first.create(`{"username":"adalove"}`)
	for range 2 {
		err := New(Config{}).KeepIn(filepath.Join(folder, ".", "clerk.json"))
		if err == nil || !strings.Contains(err.Error(), "in use by another emulator") {
			t.Fatalf("the error is %v", err)
		}
	}
	startKept(t, filepath.Join(folder, "other.json"))
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := startKept(t, path)
	if err := first.Close(); err != nil { // a second Close does not release the lock of the other emulator
		t.Fatal(err)
	}
	if err := New(Config{}).KeepIn(path); err == nil {
		t.Error("two emulators use one data file")
	}
	if len(second.Users()) != 1 {
		t.Error("the user is missing")
	}
}

// The lock file of a killed emulator must not lock the data file.
func TestKeepIn_oldLockFile_isUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	if err := os.WriteFile(path+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	startKept(t, path)
}

func TestKeepIn_oldTemporaryFiles_areRemoved(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "clerk.json")
	left := []string{"clerk.json.1234567890", "clerk.json.7"}
	kept := []string{
		"clerk.json",
		"clerk.json.lock",
		"clerk.json.bak",
		"clerk.json.1a",
		"other.json.7",
		"clerk.json.",
		"clerk.json.7.json",
	}
	for _, name := range append(left, kept[2:]...) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("hush"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "clerk.json.42"), 0o700); err != nil {
		t.Fatal(err)
	}
	startKept(t, path)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, file.Name())
	}
	want := slices.Concat(kept, []string{"clerk.json.42"})
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

func TestKeepIn_newFiles_haveMode0600(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "clerk.json")
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	startKept(t, path)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if info, err := file.Info(); err != nil ||
			runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 { // Windows has no file modes
			t.Errorf("%s has the mode %v, %v", file.Name(), info.Mode(), err)
		}
	}
	if len(files) != 2 {
		t.Errorf("there are %d files", len(files))
	}
}
