package actionbase_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// stoppedAt runs an action that is stopped while its nth request is under way. That request is not answered. With 0, it
// is not stopped. It returns the methods of the requests that were sent.
func stoppedAt(
	t *testing.T, w *environment, actionType string, inputs acctest.Values, nth int,
) (got acctest.Invocation, methods []string) {
	t.Helper()
	var wire *acctest.Wire
	var mu sync.Mutex
	var sent []string
	url := w.Front(func(_ http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if sent = append(sent, r.Method); len(sent) != nth {
			return false
		}
		_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that the client has gone
		wire.Stop()
		<-r.Context().Done()
		return true
	})
	wire = acctest.NewWire(t, acctest.NewProtocol(t, w.Instance, acctest.Values{"api_url": url, "max_retries": 0}))
	invocation := wire.InvokeAction(actionType, inputs)
	mu.Lock()
	defer mu.Unlock()
	return invocation, sent
}

func TestActions_Invoke_interrupted_isAnErrorWithTheObject(t *testing.T) {
	for name, test := range everyAction {
		prepared := func() *environment {
			w := newEnvironment(t)
			if test.before != nil {
				test.before(w)
			}
			return w
		}
		_, methods := stoppedAt(t, prepared(), name, test.inputs, 0)
		for nth := 1; nth <= len(methods); nth++ {
			w := prepared()
			invocation, sent := stoppedAt(t, w, name, test.inputs, nth)
			if len(sent) != nth {
				t.Errorf("%s, stopped at request %d, sent %v", name, nth, sent)
			}
			got := w.only(invocation.Diagnostics)
			object := "user user_ada"
			if name == "clerk_session_revoke" {
				object = "session sess_active"
			}
			if !strings.Contains(got.Summary, object) || !strings.Contains(got.Detail, "The run was interrupted.") {
				t.Errorf("%s, stopped at request %d of %d, ends with: %s\n%s", name, nth, len(methods), got.Summary, got.Detail)
			}
			unknown := strings.Contains(got.Detail, "It is unknown whether Clerk carried out the last request.")
			if unknown != (methods[nth-1] != http.MethodGet) {
				t.Errorf("%s, stopped at %s, ends with:\n%s", name, methods[nth-1], got.Detail)
			}
		}
	}
}
