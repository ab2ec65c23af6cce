package emulator

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// checkContract checks an answer against Clerk's specification, if it is available. It checks the answers of all tests.
func checkContract(t *testing.T, request *http.Request, response *http.Response, body []byte) {
	t.Helper()
	specification, known := contract.Optional()
	if !known || !strings.HasPrefix(request.URL.Path, "/v1/") {
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

// TestContract_everyRouteIsAnOperation checks the route table against the specification.
func TestContract_everyRouteIsAnOperation(t *testing.T) {
	specified := map[string]bool{}
	for _, operation := range contract.FromEnvironment(t).Operations() {
		specified[operation] = true
	}
	for _, route := range routes {
		if operation := route.method + " " + route.pattern[len("/v1"):]; !specified[operation] {
			t.Errorf("%s is not in the specification", operation)
		}
	}
}
