package emulator

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// checkContract holds an answer against Clerk's specification, if there is one at hand. Every answer of every test
// comes through here.
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

// TestContract_everyRouteIsAnOperation holds the route table itself against the specification.
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
