package sessions_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// signedIn is an instance with one user who has so many active sessions, besides
// one that has ended.
func signedIn(t *testing.T, count int) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	seed := emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID:   "user_ada",
				Body: map[string]any{"email_address": []string{"ada@example.com"}, "skip_password_requirement": true},
			},
		},
		Sessions: []emulator.SeedSession{{ID: "sess_ended", UserID: "user_ada", Status: "ended"}},
	}
	for n := range count {
		seed.Sessions = append(seed.Sessions, emulator.SeedSession{ID: fmt.Sprintf("sess_%d", n), UserID: "user_ada"})
	}
	instance.MustSeed(seed)
	return instance
}

func activeSessions(instance *acctest.Instance) (ids []string) {
	for _, session := range instance.Sessions("user_ada") {
		if session.Status == "active" {
			ids = append(ids, session.ID)
		}
	}
	return ids
}

func revokeSessions(t *testing.T, instance *acctest.Instance, settings acctest.Values) acctest.Invocation {
	t.Helper()
	p := acctest.NewProtocol(t, instance, acctest.Values{"rate_limit": 100_000, "max_retries": 0}, settings)
	return p.InvokeAction("clerk_user_revoke_sessions", acctest.Values{"user_id": "user_ada"})
}

func TestActions_allSessionsOfAUserAreRevokedOnAllPagesWithProgress(t *testing.T) {
	instance := signedIn(t, 1201)
	invocation := revokeSessions(t, instance, nil)
	if len(invocation.Diagnostics) > 0 {
		t.Fatalf("it says %s", invocation.Diagnostics[0].Detail)
	}
	if left := activeSessions(instance); len(left) > 0 {
		t.Errorf("%d sessions are active", len(left))
	}
	if writes := instance.Writes(); len(writes) != 1201 {
		t.Errorf("it sent %d writes, want 1201: one for each active session", len(writes))
	}
	if reads := instance.Reads(); len(reads) > 5 {
		t.Errorf("it sent the reads %v, want one of the user and at most four pages", reads)
	}
	progress := invocation.Progress
	if len(progress) != 1+48+1 || progress[0] != "The user user_ada has 1201 active sessions." ||
		progress[1] != "25 of 1201 sessions of the user user_ada are revoked." ||
		progress[49] != "1201 of 1201 sessions of the user user_ada are revoked." {
		t.Errorf("the progress is %q", progress)
	}
}

// refusing answers the revocation of a session with a status.
func refusing(status int, id string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, id+"/revoke") {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, `{"errors":[{"code":"refused","message":"no"}]}`)
		return true
	}
}

func TestActions_aSessionThatClerkRefusesToRevokeDoesNotSaveTheOthers(t *testing.T) {
	instance := signedIn(t, 5)
	invocation := revokeSessions(t, instance, acctest.Values{"api_url": instance.Front(refusing(400, "sess_2"))})
	if len(invocation.Diagnostics) != 1 {
		t.Fatalf("there are %d diagnostics, want one", len(invocation.Diagnostics))
	}
	detail := invocation.Diagnostics[0].Detail
	if !strings.Contains(detail, "status 400 (refused)") || !strings.Contains(detail, "4 of 5 sessions are revoked.") ||
		!strings.Contains(detail, "[sess_2]") {
		t.Errorf("it says %s", detail)
	}
	if left := activeSessions(instance); !slices.Equal(left, []string{"sess_2"}) {
		t.Errorf("the sessions %v are active", left)
	}
}

func TestActions_anErrorHalfWaySaysHowManySessionsWereRevoked(t *testing.T) {
	instance := signedIn(t, 5)
	invocation := revokeSessions(t, instance, acctest.Values{"api_url": instance.Front(refusing(500, "sess_1"))})
	if len(invocation.Diagnostics) != 1 ||
		!strings.Contains(
			invocation.Diagnostics[0].Detail,
			"3 of 5 sessions are revoked. Repeating the action revokes those that are left.",
		) {
		t.Errorf("it says %v", invocation.Diagnostics)
	}
	if left := activeSessions(instance); !slices.Equal(left, []string{"sess_0", "sess_1"}) {
		t.Errorf("the sessions %v are active", left)
	}
}

// What Clerk answers to the revocation of a session that has ended is not known.
func TestActions_aSessionThatEndsMeanwhileNeedsNoRevoking(t *testing.T) {
	for _, status := range []int{400, 404, 422} {
		instance := signedIn(t, 3)
		refuse := refusing(status, "sess_1")
		url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
			if !refuse(w, r) {
				return false
			}
			instance.AdvanceClock(8 * 24 * time.Hour) // they expire
			return true
		})
		if invocation := revokeSessions(t, instance, acctest.Values{"api_url": url}); len(invocation.Diagnostics) > 0 {
			t.Errorf("after %d it says %s", status, invocation.Diagnostics[0].Detail)
		}
	}
}

// Clerk removes sessions some time after their end.
func TestActions_aSessionThatIsRemovedMeanwhileNeedsNoRevoking(t *testing.T) {
	instance := signedIn(t, 3)
	url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "/sess_1") {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = fmt.Fprint(w, `{"errors":[{"code":"resource_not_found","message":"Session not found"}]}`)
		return true
	})
	if invocation := revokeSessions(t, instance, acctest.Values{"api_url": url}); len(invocation.Diagnostics) > 0 {
		t.Errorf("it says %s", invocation.Diagnostics[0].Detail)
	}
}
