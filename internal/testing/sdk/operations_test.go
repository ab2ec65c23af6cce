package sdk

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

var update = flag.Bool("update", false, "write testdata/operations")

// The files in testdata/operations are the source of a table in the README of the emulator.
func TestOperations_files_areCurrent(t *testing.T) {
	t.Parallel()
	for name, operations := range map[string]func(testing.TB) []Operation{
		"go.txt":         GoOperations,
		"javascript.txt": func(t testing.TB) []Operation { t.Helper(); return InstallJavaScript(t).Operations(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := format(operations(t))
			file := filepath.Join("testdata", "operations", name)
			if *update {
				if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != want {
				t.Errorf("the SDK has other operations than %s: run go test ./internal/testing/sdk -update && make generate", file)
			}
		})
	}
}

// A method of the SDK that the program did not get to send a request would be missing in the table.
func TestOperations_files_haveWhatTheEmulatorHas(t *testing.T) {
	t.Parallel()
	// The SDKs have no method for these operations.
	neither := []string{
		"POST /v1/users/ban", "POST /v1/users/unban", "GET /v1/users/{}/trusted_devices",
		"DELETE /v1/users/{}/trusted_devices/{}", "POST /v1/email_addresses/{}/prepare_verification",
		"POST /v1/email_addresses/{}/attempt_verification", "POST /v1/phone_numbers/{}/prepare_verification",
		"POST /v1/phone_numbers/{}/attempt_verification", "GET /v1/organizations/{}/invitations/pending",
	}
	for name, without := range map[string][]string{
		"javascript.txt": slices.Concat(neither, []string{"GET /v1/organization_invitations"}),
		"go.txt": slices.Concat(neither, []string{
			"POST /v1/users/{}/remove_password", "POST /v1/users/{}/verify_totp",
			"POST /v1/users/{}/password/set_compromised", "POST /v1/users/{}/password/unset_compromised",
			"PUT /v1/users/{}/email_address", "PUT /v1/users/{}/phone_number", "POST /v1/sessions/{}/refresh",
			"GET /v1/instance", "GET /v1/clients/handshake_payload", "GET /v1/organization_memberships",
			"PATCH /v1/organizations/{}/memberships/{}/metadata", "POST /v1/organizations/{}/invitations/bulk",
			"POST /v1/role_sets/{}/replace", "POST /v1/role_sets/{}/roles/replace", "DELETE /v1/waitlist_entries/{}",
			"POST /v1/waitlist_entries/{}/invite", "POST /v1/waitlist_entries/{}/reject",
			"GET /v1/instance/organization_settings",
		}),
	} {
		content, err := os.ReadFile(filepath.Join("testdata", "operations", name))
		if err != nil {
			t.Fatal(err)
		}
		operations, err := parse(strings.ReplaceAll(string(content), "\r\n", "\n"))
		if err != nil {
			t.Fatal(err)
		}
		var has []string
		for _, operation := range operations {
			has = append(has, operation.Method+" "+operation.Path)
		}
		for _, operation := range emulator.Operations() {
			shape := shapeOf(operation)
			// A method with an optional last argument has only the longer path.
			known := slices.Contains(has, shape) || slices.Contains(has, shape+"/{}")
			if known == slices.Contains(without, shape) {
				t.Errorf("%s: %s, want %t", name, shape, !known)
			}
		}
	}
}

// shapeOf replaces the names of the arguments of a path.
func shapeOf(operation string) string {
	parts := strings.Split(operation, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") {
			parts[i] = argument
		}
	}
	return strings.Join(parts, "/")
}

func TestParse_lineThatIsNoOperation_isAnError(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"? ? users.getUser\n", "GET /v1/users\n", "\n"} {
		if _, err := parse(text); err == nil {
			t.Errorf("%q was parsed", text)
		}
	}
}

func TestGoOperations_pathsOfAnyForm_areRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	source := `package thing
const path = "/things"
func (c *Client) List() { clerk.NewAPIRequest(http.MethodGet, fmt.Sprintf("%s?paginated=true", path)) }
func (c *Client) Create() { clerk.NewAPIRequest(http.MethodPost, path) }
func (c *Client) Upload(id string) {
	path, err := clerk.JoinPath(path, id, "/logo")
	clerk.NewMultipartAPIRequest(http.MethodPut, path)
}
func (c *Client) Token(p *Params) {
	path, err := clerk.JoinPath(path, p.ID, "/tokens", fmt.Sprintf("%s?paginated=true", p.Provider))
	clerk.NewAPIRequest(http.MethodGet, path)
}
func (c *Client) Sum(id string) {
	path := path + "/" + id
	path += "?" + p.Encode()
	clerk.NewAPIRequest(http.MethodDelete, path)
}
func noMethod() { clerk.NewAPIRequest(http.MethodGet, path) }
`
	if err := os.WriteFile(filepath.Join(dir, "thing.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	operations, err := goOperations(dir)
	if err != nil {
		t.Fatal(err)
	}
	area := filepath.Base(dir)
	want := strings.ReplaceAll(`DELETE /v1/things/{} AREA.Sum
GET /v1/things AREA.List
GET /v1/things/{}/tokens/{} AREA.Token
POST /v1/things AREA.Create
PUT /v1/things/{}/logo AREA.Upload
`, "AREA", area)
	if got := format(operations); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if _, err := goOperations(t.TempDir()); err == nil {
		t.Error("a module without requests was accepted")
	}
}
