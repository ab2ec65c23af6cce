package emulator

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// checkContract checks an answer against Clerk's specification, if it is available. It checks the answers of all tests.
func checkContract(t *testing.T, request *http.Request, response *http.Response, body []byte) {
	t.Helper()
	specification, known := contract.Optional()
	if !known || !strings.HasPrefix(request.URL.Path, "/v1/") || request.URL.Path == "/v1/clients/handshake_payload" {
		return
	}
	err := specification.CheckResponse(request, response.StatusCode, response.Header, body)
	if errors.Is(err, contract.ErrUnknownOperation) && response.StatusCode >= http.StatusBadRequest {
		return
	}
	if err != nil {
		t.Errorf("the answer is not as the specification says: %v\n%s", err, body)
	}
}

// unspecified are operations that the official SDKs have and the specification does not.
var unspecified = []string{"GET /clients/handshake_payload", "POST /sessions/{session_id}/verify"}

// The emulator has every operation of these areas. An area is the first part of a path.
var (
	userAreas = []string{
		"users", "email_addresses", "phone_numbers", "sessions", "clients", "sign_in_tokens", "actor_tokens",
		"testing_tokens", "jwks",
	}
	accessAreas = []string{
		"organizations", "organization_memberships", "organization_invitations", "organization_roles",
		"organization_permissions", "role_sets", "invitations", "allowlist_identifiers", "blocklist_identifiers",
		"waitlist_entries",
	}
	// partialAreas have other operations as well, which the emulator lacks.
	partialAreas = []string{"instance"}
)

func TestContract_routes_areInAnArea(t *testing.T) {
	t.Parallel()
	for _, route := range routes {
		area, _, _ := strings.Cut(strings.TrimPrefix(route.pattern, "/v1/"), "/")
		if !slices.Contains(slices.Concat(userAreas, accessAreas, partialAreas), area) {
			t.Errorf("add the area %s of %s to the areas that are compared with the specification", area, route.pattern)
		}
	}
}

// TestContract_everyRouteIsAnOperation checks the route table against the specification.
func TestContract_everyRouteIsAnOperation(t *testing.T) {
	specified := contract.FromEnvironment(t).Operations()
	for _, route := range routes {
		operation := route.method + " " + route.pattern[len("/v1"):]
		if slices.Contains(specified, operation) == slices.Contains(unspecified, operation) {
			t.Errorf("%s is not in the specification, or it is and unspecified has it", operation)
		}
	}
}

// TestContract_operationsOfUsers_areRoutes checks that the emulator has every operation on users and on what they hold,
// without billing.
func TestContract_operationsOfUsers_areRoutes(t *testing.T) {
	checkAreas(t, userAreas, "/billing/")
}

// TestContract_operationsOfAccess_areRoutes checks that the emulator has every operation on organizations and on the
// lists of the instance, without billing and the DNS check of domains.
func TestContract_operationsOfAccess_areRoutes(t *testing.T) {
	checkAreas(t, accessAreas, "/billing/", "/verify_ownership")
}

// checkAreas checks that the emulator has every operation of the areas, without those with a part of their path.
func checkAreas(t *testing.T, areas []string, without ...string) {
	t.Helper()
	found := map[string]bool{}
	for _, operation := range contract.FromEnvironment(t).Operations() {
		method, path, _ := strings.Cut(operation, " /")
		area, _, _ := strings.Cut(path, "/")
		omitted := slices.ContainsFunc(without, func(part string) bool { return strings.Contains(path, part) })
		if !slices.Contains(areas, area) || omitted {
			continue
		}
		found[area] = true
		if !slices.Contains(Operations(), method+" /v1/"+path) {
			t.Errorf("the emulator lacks %s", operation)
		}
	}
	if len(found) != len(areas) {
		t.Errorf("the specification has only operations of %v", found)
	}
}
