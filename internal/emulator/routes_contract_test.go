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
	areas := []string{
		"users", "email_addresses", "phone_numbers", "sessions", "clients", "sign_in_tokens", "actor_tokens",
		"testing_tokens", "jwks",
	}
	found := 0
	for _, operation := range contract.FromEnvironment(t).Operations() {
		method, path, _ := strings.Cut(operation, " /")
		area, _, _ := strings.Cut(path, "/")
		if !slices.Contains(areas, area) || strings.Contains(path, "/billing/") {
			continue
		}
		found++
		if !slices.Contains(Operations(), method+" /v1/"+path) {
			t.Errorf("the emulator lacks %s", operation)
		}
	}
	if found == 0 {
		t.Error("the specification has no operation on users")
	}
}
