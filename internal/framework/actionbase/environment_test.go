package actionbase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// environment is an instance with two users: one with everything that actions can
// remove, and one with nothing.
type environment struct {
	*acctest.Instance
	t        *testing.T
	protocol *acctest.Protocol
	ada      string
	bare     string
}

const totpSecret = "JBSWY3DPEHPK3PXPFIRSTADA"

func newEnvironment(t *testing.T, configure ...func(*emulator.Config)) *environment {
	t.Helper()
	instance := acctest.NewInstance(t, configure...)
	second := true
	seed := emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID: "user_ada",
				Body: map[string]any{
					"email_address": []string{"ada@example.com"}, "phone_number": []string{"+12025550123"},
					"web3_wallet": []string{"0x1234567890abcdef1234567890abcdef12345678"},
					"password":    "a-password-of-ada-83410", "totp_secret": totpSecret, "backup_codes": []string{"first-backup-code"},
				},
				Passkeys:         []emulator.Passkey{{ID: "idn_passkey"}},
				ExternalAccounts: []emulator.ExternalAccount{{ID: "eac_github", Provider: "oauth_github"}},
			},
			{ID: "user_bare", Body: map[string]any{"username": "bare_user", "skip_password_requirement": true}},
		},
		Sessions: []emulator.SeedSession{
			{ID: "sess_active", UserID: "user_ada"}, {ID: "sess_pending", UserID: "user_ada", Status: "pending"},
			{ID: "sess_ended", UserID: "user_ada", Status: "ended"}, {ID: "sess_bare", UserID: "user_bare"},
		},
		TrustedDevices: []emulator.SeedTrustedDevice{{ID: "tdev_phone", UserID: "user_ada"}},
	}
	instance.MustSeed(seed)
	w := &environment{
		Instance: instance,
		t:        t,
		protocol: acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0}),
		ada:      "user_ada",
		bare:     "user_bare",
	}
	w.change(func(u *emulator.User) { u.PhoneNumbers[0].ReservedForSecondFactor = second })
	return w
}

func (w *environment) change(change func(*emulator.User)) {
	w.t.Helper()
	if err := w.ChangeUser(w.ada, change); err != nil {
		w.t.Fatal(err)
	}
}

// user is Ada in the instance.
func (w *environment) user() emulator.User {
	w.t.Helper()
	user, ok := w.User(w.ada)
	if !ok {
		w.t.Fatal("the user is missing")
	}
	return user
}

// statuses are those of Ada's sessions.
func (w *environment) statuses() string {
	var statuses []string
	for _, session := range w.Sessions(w.ada) {
		statuses = append(statuses, strings.TrimPrefix(session.ID, "sess_")+" "+session.Status)
	}
	slices.Sort(statuses)
	return strings.Join(statuses, ", ")
}

// setFaults applies faults to requests.
func (w *environment) setFaults(rules ...emulator.FaultRule) {
	w.t.Helper()
	if err := w.SetFaults(emulator.Faults{Rules: rules}); err != nil {
		w.t.Fatal(err)
	}
}

// paths are the write requests since the last reset of the log, with ids and bodies.
func (w *environment) paths() []string {
	var paths []string
	for _, request := range w.Requests() {
		if request.Method != "GET" {
			paths = append(
				paths,
				strings.TrimSpace(request.Method+" "+strings.TrimPrefix(request.Path, "/v1")+" "+string(request.Body)),
			)
		}
	}
	return paths
}

// run plans an action and invokes it, as an apply does, and expects success.
func (w *environment) run(actionType string, values acctest.Values) (progress []string) {
	w.t.Helper()
	w.ResetLog()
	for _, diagnostic := range w.protocol.PlanAction(actionType, values) {
		w.t.Fatalf("the plan says: %s: %s", diagnostic.Summary, diagnostic.Detail)
	}
	if requests := w.Requests(); len(requests) != 0 {
		w.t.Errorf("the plan sent %d requests", len(requests))
	}
	invocation := w.protocol.InvokeAction(actionType, values)
	for _, diagnostic := range invocation.Diagnostics {
		w.t.Fatalf("the action says: %s: %s", diagnostic.Summary, diagnostic.Detail)
	}
	return invocation.Progress
}

// fail invokes an action and returns its one error.
func (w *environment) fail(actionType string, values acctest.Values) *tfprotov6.Diagnostic {
	w.t.Helper()
	w.ResetLog()
	return w.only(w.protocol.InvokeAction(actionType, values).Diagnostics)
}

func (w *environment) only(diagnostics []*tfprotov6.Diagnostic) *tfprotov6.Diagnostic {
	w.t.Helper()
	if len(diagnostics) != 1 || len(acctest.Errors(diagnostics)) != 1 {
		w.t.Fatalf("there are %d diagnostics, want one error: %+v", len(diagnostics), diagnostics)
	}
	return diagnostics[0]
}

// expect compares an error with its expected attribute and text.
func (w *environment) expect(got *tfprotov6.Diagnostic, at, summary string, says ...string) {
	w.t.Helper()
	where := ""
	if got.Attribute != nil {
		where = got.Attribute.String()
	}
	if at != "" {
		at = `AttributeName("` + at + `")`
	}
	if where != at {
		w.t.Errorf("the error is on %q, want %q", where, at)
	}
	if got.Summary != summary {
		w.t.Errorf("the error is %q, want %q", got.Summary, summary)
	}
	for _, text := range says {
		if !strings.Contains(got.Detail, text) {
			w.t.Errorf("the error lacks %q:\n%s", text, got.Detail)
		}
	}
}
