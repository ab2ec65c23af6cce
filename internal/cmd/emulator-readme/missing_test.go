package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMissing_operationsOfTheSDKs_areListedByPath(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"javascript.txt": "GET /v1/things/{} things.get\nGET /v1/users users.list\nPATCH /v1/things/{} things.update\n" +
			"PATCH /v1/things/{} things.rename\n",
		"go.txt": "DELETE /v1/users/{} user.Delete\nGET /v1/things/{} thing.Get\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := missing(dir, []string{"GET /v1/users", "DELETE /v1/users/{user_id}"})
	if err != nil {
		t.Fatal(err)
	}
	want := "| Path: 2 operations in all | JavaScript | Go |\n|---|---|---|\n| `/v1/things/{}` | GET, PATCH | GET |\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.txt"), []byte("GET /v1/users\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := missing(dir, nil); err == nil || !strings.Contains(err.Error(), "go.txt") {
		t.Errorf("the error is %v", err)
	}
}

// The emulator has every operation on users, sessions, clients, identifiers, tokens, organizations and lists that an SDK
// can call.
func TestMissing_README_hasNothingOfUsers(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(content), "<!-- missing operations: ")
	if !found {
		t.Fatal("the README has no section of missing operations")
	}
	for row := range strings.Lines(section) {
		for _, area := range []string{
			"users", "sessions", "clients", "email_addresses", "phone_numbers", "sign_in_tokens", "actor_tokens",
			"testing_tokens", "jwks", "organizations", "organization_memberships", "organization_invitations",
			"organization_roles", "organization_permissions", "allowlist_identifiers", "blocklist_identifiers",
			"waitlist_entries",
		} {
			if strings.HasPrefix(row, "| `/v1/"+area) && !strings.Contains(row, "/billing/") {
				t.Errorf("the emulator lacks %s", row)
			}
		}
	}
}
