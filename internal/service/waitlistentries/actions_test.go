package waitlistentries_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	inviteRequest = "POST /v1/waitlist_entries/{waitlist_entry_id}/invite"
	rejectRequest = "POST /v1/waitlist_entries/{waitlist_entry_id}/reject"
)

func waiting(t *testing.T, instance *acctest.Instance) {
	t.Helper()
	instance.MustSeed(emulator.Seed{WaitlistEntries: []emulator.SeedWaitlistEntry{
		{
			ID:           "wle_ada",
			EmailAddress: "ada@example.com",
		},
		{ID: "wle_locked", EmailAddress: "locked@example.com", IsLocked: true},
		{ID: "wle_done", EmailAddress: "done@example.com", Status: "completed"},
	}})
}

func TestWaitlistActions_Invoke_againSendsNothingTwice(t *testing.T) {
	t.Parallel()
	for _, refused := range []bool{false, true} {
		instance := acctest.NewInstance(t)
		instance.SetBehaviour(emulator.Behaviour{InviteAfterRejectRefused: refused})
		waiting(t, instance)
		p := acctest.NewProtocol(t, instance)
		ada := acctest.Values{"waitlist_entry_id": "wle_ada"}
		run := func(run acctest.Invocation, want string) {
			t.Helper()
			acctest.ExpectNone(t, run.Diagnostics)
			if text := strings.Join(run.Progress, "\n"); !strings.Contains(text, want) {
				t.Errorf("the progress is %q, want %q", text, want)
			}
		}
		run(p.InvokeAction("clerk_waitlist_entry_invite", ada), "Done: the waitlist entry wle_ada is invited")
		run(
			p.InvokeAction("clerk_waitlist_entry_invite", ada),
			"Nothing to do: the waitlist entry wle_ada is invited already",
		)
		run(p.InvokeAction("clerk_waitlist_entry_reject", ada), "Done: the waitlist entry wle_ada is rejected")
		run(
			p.InvokeAction("clerk_waitlist_entry_reject", ada),
			"Nothing to do: the waitlist entry wle_ada is rejected already",
		)
		again := p.InvokeAction("clerk_waitlist_entry_invite", ada)
		if refused {
			acctest.ExpectOne(t, again.Diagnostics, acctest.IsError, "waitlist_entry_already_rejected")
		} else {
			run(again, "Done")
		}
		run(p.InvokeAction("clerk_waitlist_entry_invite", acctest.Values{"waitlist_entry_id": "wle_done"}), "has signed up")
		instance.ExpectWrites(inviteRequest, inviteRequest, rejectRequest, rejectRequest, inviteRequest, inviteRequest)
	}
}

// The address of an entry can be that of a user, or of another invitation. It is unknown whether ignore_existing applies
// to users.
func TestInviteAction_Invoke_addressIsTaken_dependsOnIgnoreExistingAndTheInstance(t *testing.T) {
	t.Parallel()
	for behaviour, ignoresUsers := range map[string]bool{"": true, "always": true, "never": false} {
		for holder, code := range map[string]string{"user": "form_identifier_exists", "invitation": "duplicate_record"} {
			for _, asked := range []bool{false, true} {
				t.Run(fmt.Sprintf("%q, %s, ignore_existing %t", behaviour, holder, asked), func(t *testing.T) {
					t.Parallel()
					instance := acctest.NewInstance(t)
					instance.SetBehaviour(emulator.Behaviour{IgnoreExistingUsers: behaviour})
					waiting(t, instance)
					if holder == "user" {
						instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
					} else {
						instance.MustSeed(emulator.Seed{UserInvitations: []emulator.SeedUserInvitation{
							{ID: "inv_held", EmailAddress: "ada@example.com"},
						}})
					}
					p := acctest.NewProtocol(t, instance)
					instance.ResetLog()
					run := p.InvokeAction("clerk_waitlist_entry_invite", acctest.Values{
						"waitlist_entry_id": "wle_ada", "ignore_existing": asked,
					})
					instance.ExpectWrites(inviteRequest)
					if asked && (ignoresUsers || holder == "invitation") {
						acctest.ExpectNone(t, run.Diagnostics)
						return
					}
					acctest.ExpectOne(t, run.Diagnostics, acctest.IsError,
						"Could not invite the waitlist entry wle_ada", code, "The email address of the entry", holder)
					acctest.ExpectError(t, run.Diagnostics, "waitlist_entry_id", code)
					text := acctest.Text(run.Diagnostics)
					if advised := strings.Contains(text, "set ignore_existing = true"); advised == asked {
						t.Errorf("with ignore_existing = %t, the advice is %s", asked, text)
					}
					if strings.Contains(text, "adopt_existing") {
						t.Errorf("an action has no adopt_existing: %s", text)
					}
				})
			}
		}
	}
}

func TestWaitlistEntries_read_allPagesAndFilters(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	waiting(t, instance)
	var all emulator.Seed
	for i := range 520 {
		all.WaitlistEntries = append(all.WaitlistEntries, emulator.SeedWaitlistEntry{
			ID: fmt.Sprintf("wle_%d", i), EmailAddress: fmt.Sprintf("u%d@example.com", i), Status: "rejected",
		})
	}
	instance.MustSeed(all)
	p := acctest.NewProtocol(t, instance)
	acctest.ExpectNone(t, p.TryRead("clerk_waitlist_entries", acctest.Values{}).Diagnostics)
	ids, _ := p.ReadIDs("clerk_waitlist_entries", "entries", acctest.Values{"status": "rejected"})
	if len(ids) != 520 {
		t.Errorf("the data source has %d entries", len(ids))
	}
	ids, _ = p.ReadIDs("clerk_waitlist_entries", "entries", acctest.Values{"query": "ADA@example.com"})
	if !slices.Equal(ids, []string{"wle_ada"}) {
		t.Errorf("the data source has %v", ids)
	}
}

func TestWaitlistTypes_badInput_isOneError(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_waitlist_entries", []acctest.BadInput{
		{
			Name:      "an unknown status",
			Config:    acctest.Values{"status": "open"},
			Attribute: "status",
			Summary:   "Not an allowed value",
			Details:   "pending",
		},
		{
			Name:      "an empty query",
			Config:    acctest.Values{"query": ""},
			Attribute: "query",
			Summary:   "Empty value",
			Details:   "empty",
		},
	})
	unknown := acctest.BadInput{
		Name: "an unknown entry", Config: acctest.Values{"waitlist_entry_id": "wle_none"}, Stage: acctest.Applied,
		Attribute: "waitlist_entry_id", Details: "does not exist, or was deleted",
	}
	locked := acctest.BadInput{
		Name:      "a locked entry",
		Config:    acctest.Values{"waitlist_entry_id": "wle_locked"},
		API:       waiting,
		Provider:  acctest.Values{"max_retries": 0},
		Stage:     acctest.Applied,
		Attribute: "waitlist_entry_id",
		Details:   "Try again",
	}
	id := acctest.BadInput{
		Name: "no id", Config: acctest.Values{"waitlist_entry_id": "ada@example.com"}, Attribute: "waitlist_entry_id",
		Summary: "Not the id of a waitlist entry", Details: "one word",
	}
	t.Run("invite", func(t *testing.T) {
		unknown.Summary, locked.Summary = "Could not invite the waitlist entry wle_none", "Could not invite the waitlist entry wle_locked"
		acctest.RunBadInputs(t, "action clerk_waitlist_entry_invite", []acctest.BadInput{id, unknown, locked})
	})
	t.Run("reject", func(t *testing.T) {
		unknown.Summary, locked.Summary = "Could not reject the waitlist entry wle_none", "Could not reject the waitlist entry wle_locked"
		done := acctest.BadInput{
			Name:      "an entry whose user has signed up",
			Config:    acctest.Values{"waitlist_entry_id": "wle_done"},
			API:       waiting,
			Stage:     acctest.Applied,
			Attribute: "waitlist_entry_id",
			Summary:   "Could not reject the waitlist entry wle_done",
			Details:   "Ban or delete the user",
		}
		acctest.RunBadInputs(t, "action clerk_waitlist_entry_reject", []acctest.BadInput{id, unknown, locked, done})
	})
}
