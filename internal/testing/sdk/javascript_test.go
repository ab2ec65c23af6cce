package sdk

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// The newest JavaScript SDK calls every method about users, sessions, clients, identifiers, tokens, organizations,
// roles, permissions, invitations, lists of identifiers, the waitlist and the settings of the instance.
func TestJavaScriptSDK_everyMethod_works(t *testing.T) {
	t.Parallel()
	installed := InstallJavaScript(t)
	emulated := emulator.New(emulator.Config{})
	server := httptest.NewServer(checked(t, emulated))
	t.Cleanup(server.Close)

	var made, called []string
	for line := range bytes.Lines(installed.Run(t, "drive.mjs", "EMULATOR="+server.URL)) {
		var check struct {
			Name, Error string
			Called      []string
		}
		if err := json.Unmarshal(line, &check); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if check.Name == "" {
			called = check.Called
			continue
		}
		made = append(made, check.Name)
		t.Run(check.Name, func(t *testing.T) {
			if check.Error != "" {
				t.Error(check.Error)
			}
		})
	}
	if want := checksOfScript(t); !slices.Equal(made, want) {
		t.Errorf("the script made the checks %q, want %q", made, want)
	}
	if want := methodsOfAreas(t); !slices.Equal(called, want) {
		t.Errorf("the script called the methods %q, want %q", called, want)
	}
	for _, request := range emulated.Requests() {
		if agent := request.Header.Get("User-Agent"); strings.HasPrefix(request.Pattern, "/v1/users") &&
			agent != "@clerk/backend@"+installed.Version {
			t.Fatalf("%s %s is from %q", request.Method, request.Path, agent)
		}
	}
}

// checksOfScript returns the names of the checks in the source of the script, in order.
func checksOfScript(t *testing.T) (names []string) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(javaScriptDir, "drive.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(`(?m)^  async '(.+)'\(\) \{`).FindAllSubmatch(source, -1) {
		names = append(names, string(match[1]))
	}
	return names
}

// methodsOfAreas returns the methods of the SDK that must work, in order: all methods of some areas. The list is not
// that of the script, so that the test fails if the script loses an area.
func methodsOfAreas(t *testing.T) (methods []string) {
	t.Helper()
	areas := []string{
		"users",
		"sessions",
		"clients",
		"emailAddresses",
		"phoneNumbers",
		"signInTokens",
		"actorTokens",
		"testingTokens",
		"jwks",
		"organizations",
		"organizationRoles",
		"organizationPermissions",
		"roleSets",
		"invitations",
		"allowlistIdentifiers",
		"blocklistIdentifiers",
		"waitlistEntries",
		"instance",
	}
	// Clerk's specification lacks the first operation, and the emulator the second one.
	withoutOperation := []string{"invitations.deleteInvitation", "instance.update"}
	content, err := os.ReadFile(filepath.Join("testdata", "operations", "javascript.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(line)
		method := fields[len(fields)-1]
		if area, _, _ := strings.Cut(method, "."); slices.Contains(areas, area) &&
			!slices.Contains(withoutOperation, method) {
			methods = append(methods, method)
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

func TestJavaScriptSDK_exampleOfTheREADME_works(t *testing.T) {
	t.Parallel()
	installed := InstallJavaScript(t)
	emulated := emulator.New(emulator.Config{})
	server := httptest.NewServer(checked(t, emulated))
	t.Cleanup(server.Close)
	content, err := os.ReadFile("../../../cmd/clerk-emulator/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, found := strings.Cut(strings.ReplaceAll(string(content), "\r\n", "\n"), "```js\n")
	example, _, ended := strings.Cut(example, "\n```")
	if !found || !ended {
		t.Fatal("the README has no example for JavaScript")
	}
	installed.run(t, "README.md", []byte("const url = process.env.EMULATOR\n"+example), "EMULATOR="+server.URL)
	if users := emulated.Users(); len(users) != 1 || users[0].EmailAddresses[0].EmailAddress != "ada@example.com" {
		t.Errorf("the users are %+v", users)
	}
}

// checked checks the exchanges against Clerk's specification, if it is available. It does not check what the SDK sends
// and the specification lacks.
func checked(t *testing.T, emulated http.Handler) http.Handler {
	specification, known := contract.Optional()
	if !known {
		return emulated
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/clients/handshake_payload" {
			emulated.ServeHTTP(w, r)
			return
		}
		asSpecified := r.Clone(r.Context())
		if query := r.URL.Query(); query.Has("suffixed_cookies") {
			query.Del("suffixed_cookies")
			asSpecified.URL.RawQuery = query.Encode()
		}
		specification.Handler(t, http.HandlerFunc(func(w http.ResponseWriter, inner *http.Request) {
			asSent := inner.Clone(inner.Context())
			asSent.URL.RawQuery = r.URL.RawQuery
			emulated.ServeHTTP(w, asSent)
		})).ServeHTTP(w, asSpecified)
	})
}
