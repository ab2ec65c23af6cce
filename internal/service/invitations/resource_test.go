package invitations_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	resourceType = "clerk_invitation"
	invite       = "POST /v1/invitations"
	revoke       = "POST /v1/invitations/{invitation_id}/revoke"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var seed = emulator.Seed{Users: []emulator.SeedUser{
	{ID: "user_root", Body: map[string]any{"username": "rootuser", "email_address": []string{"root@example.com"}}},
}}

func seeded(t *testing.T, behaviour emulator.Behaviour) (*acctest.Instance, acctest.Calls) {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(seed)
	instance.SetBehaviour(behaviour)
	return instance, acctest.NewCalls(t, instance, resourceType)
}

func ada(more ...acctest.Values) acctest.Values {
	return acctest.Values{"email_address": "Ada@example.com"}.With(more...)
}

func TestInvitation(t *testing.T) {
	held := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.MustSeed(emulator.Seed{UserInvitations: []emulator.SeedUserInvitation{
			{ID: "inv_held", EmailAddress: "ada@example.com"},
		}})
	}
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_invitation", Seed: seed, Identity: []string{"id"}, Imports: []string{"{email_address}"},
		StaysAfterDestroy: true,
		NotImported:       []string{"redirect_url", "expires_in_days", "notify", "template_slug", "ignore_existing"},
		Config: ada(acctest.Values{
			"public_metadata": `{"team":1}`, "redirect_url": "https://example.com/welcome", "expires_in_days": 7,
			"notify": false, "template_slug": "invitation", "ignore_existing": false,
		}),
		Create: invite, Creates: []string{invite},
		Update: ada(acctest.Values{
			"email_address": "ada@EXAMPLE.com", "redirect_url": "https://example.com/welcome", "notify": true,
			"template_slug": "waitlist_invitation", "resend_when": []any{"revoked"}, "ignore_existing": true,
		}),
		Destroys: []string{revoke},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{UserInvitations: []emulator.SeedUserInvitation{{
				ID: fmt.Sprintf("inv_%d", i), EmailAddress: fmt.Sprintf("user%d@example.com", i),
			}}}
		},
		Bad: []acctest.BadInput{
			{
				Name:      "no address",
				Config:    ada(acctest.Values{"email_address": "ada"}),
				Attribute: "email_address",
				Summary:   "Not an email address",
				Details:   `"ada"`,
			},
			{
				Name:      "a relative URL",
				Config:    ada(acctest.Values{"redirect_url": "welcome"}),
				Attribute: "redirect_url",
				Summary:   "Not an absolute URL",
				Details:   "welcome",
			},
			{
				Name:      "no days",
				Config:    ada(acctest.Values{"expires_in_days": 0}),
				Attribute: "expires_in_days",
				Summary:   "Number out of range",
				Details:   "1 to 365",
			},
			{
				Name:      "another template",
				Config:    ada(acctest.Values{"template_slug": "welcome"}),
				Attribute: "template_slug",
				Summary:   "Not an allowed value",
				Details:   "waitlist_invitation",
			},
			{
				Name:      "another resend_when",
				Config:    ada(acctest.Values{"resend_when": []any{"pending"}}),
				Attribute: `resend_when["pending"]`,
				Summary:   "Not an allowed value",
				Details:   "revoked",
			},
			{
				Name:      "metadata that is no object",
				Config:    ada(acctest.Values{"public_metadata": "[]"}),
				Attribute: "public_metadata",
				Summary:   "Not a JSON object",
				Details:   "array",
			},
			{
				Name:      "an address of a user",
				Config:    ada(acctest.Values{"email_address": "root@example.com"}),
				Stage:     acctest.Applied,
				Attribute: "email_address",
				Summary:   "The invited address belongs to a user",
				Details:   "of user_root|clerk_user|ignore_existing",
			},
			{
				Name: "a pending invitation", Config: ada(), API: held, Stage: acctest.Applied,
				Attribute: "email_address", Summary: "The address has a pending invitation", Details: "as inv_held|adopt_existing",
			},
			{
				Name:    "an instance without addresses",
				Config:  ada(),
				API:     acctest.Behaves(emulator.Behaviour{InvitationsNotSupported: true}),
				Stage:   acctest.Applied,
				Summary: "Could not create the invitation of Ada@example.com",
				Details: "Enable email addresses",
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "inv_…",
			},
			{
				Name:    "an unknown id",
				Config:  acctest.Values{"id": "inv_none"},
				Stage:   acctest.Planned,
				Summary: "No such invitation",
				Details: "inv_none",
			},
			{
				Name:    "an unknown address",
				Config:  acctest.Values{"id": "none@example.com"},
				Stage:   acctest.Planned,
				Summary: "No such invitation",
				Details: "none@example.com",
			},
			{
				Name:    "two parts",
				Config:  acctest.Values{"id": "org_1/inv_1"},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "inv_…",
			},
		},
	})
}

// forEachSwitch runs a test with each behaviour that Clerk may have.
func forEachSwitch(t *testing.T, switches map[string]emulator.Behaviour, test func(*testing.T, emulator.Behaviour)) {
	t.Helper()
	switches["default"] = emulator.Behaviour{}
	for name, behaviour := range switches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, behaviour)
		})
	}
}

// accepted is an instance in which Ada has accepted her invitation, after the refresh.
func accepted(t *testing.T, behaviour emulator.Behaviour) (*acctest.Instance, acctest.Calls, acctest.Object) {
	t.Helper()
	instance, calls := seeded(t, behaviour)
	held := calls.Create(instance, ada())
	if _, err := instance.AcceptInvitation(calls.Attributes(resourceType, held.State)["id"].(string)); err != nil {
		t.Fatal(err)
	}
	instance.AdvanceClock(48 * time.Hour)
	instance.ResetLog()
	calls.Configure(instance)
	held = calls.Refreshed(held)
	return instance, calls, held
}

var acceptedSwitches = func() map[string]emulator.Behaviour {
	return map[string]emulator.Behaviour{
		"url kept": {InvitationURLKept: true}, "revoked listed": {RevokedInvitationsListed: true},
		"accepted can be revoked": {RevokeAcceptedAllowed: true},
	}
}

func TestInvitationResource_Read_accepted_plansNothingAndIsNotCreatedAgain(t *testing.T) {
	forEachSwitch(t, acceptedSwitches(), func(t *testing.T, behaviour emulator.Behaviour) {
		instance, calls, held := accepted(t, behaviour)
		if status := calls.Attributes(resourceType, held.State)["status"]; status != "accepted" {
			t.Fatalf("the status is %v", status)
		}
		instance.ResetLog()
		for range 2 {
			planned := calls.Plan(held, ada())
			acctest.ExpectNone(t, planned.Diagnostics)
			if len(planned.RequiresReplace) > 0 || fmt.Sprint(calls.Attributes(resourceType, planned.PlannedState)) !=
				fmt.Sprint(calls.Attributes(resourceType, held.State)) {
				t.Error("the plan changes the accepted invitation")
			}
			calls.Configure(instance)
			held = calls.Refreshed(held)
		}
		instance.ExpectWrites()
	})
}

func TestInvitationResource_Update_accepted_changesOnlyTheState(t *testing.T) {
	instance, calls, held := accepted(t, emulator.Behaviour{})
	planned := calls.Plan(held, ada(acctest.Values{"public_metadata": `{"a":1}`}))
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The invitation was accepted already", "Only the state")
	if len(planned.RequiresReplace) > 0 {
		t.Errorf("the plan replaces it: %v", planned.RequiresReplace)
	}
	updated, diagnostics := calls.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	calls.Configure(instance)
	again := calls.Plan(calls.Refreshed(updated), ada(acctest.Values{"public_metadata": `{"a":1}`}))
	acctest.ExpectNone(t, again.Diagnostics)
	instance.ExpectWrites()
	calls.Configure(instance)
	moved := calls.Plan(held, ada(acctest.Values{"email_address": "grace@example.com"}))
	acctest.ExpectOne(t, moved.Diagnostics, acctest.IsError, "The invitation was accepted already", "for_each")
}

func TestInvitationResource_Delete_answerOfAGateway_isConfirmedByARead(t *testing.T) {
	t.Parallel()
	instance, calls := seeded(t, emulator.Behaviour{})
	held := calls.Create(instance, ada())
	method, path, _ := strings.Cut(revoke, " ")
	acctest.Faults(
		t,
		instance,
		emulator.FaultRule{Method: method, Path: path, Kind: emulator.FaultForeignRefusal, Status: 413},
	)
	calls.Configure(instance, acctest.Values{"api_url": instance.UncheckedURL()})
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Plan(held, nil))
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites(revoke)
}

func TestInvitationResource_Delete_accepted_warnsAndKeepsTheMembership(t *testing.T) {
	forEachSwitch(t, acceptedSwitches(), func(t *testing.T, behaviour emulator.Behaviour) {
		instance, calls, held := accepted(t, behaviour)
		planned := calls.Plan(held, nil)
		acctest.ExpectNone(t, planned.Diagnostics)
		_, diagnostics := calls.Apply(planned)
		acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "keeps the account", "stays", "clerk_user")
		instance.ExpectWrites()
	})
}

func TestInvitationResource_Delete_acceptedSinceThePlan_warnsAndKeepsTheMembership(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	held := calls.Create(instance, ada())
	calls.Configure(instance)
	planned := calls.Plan(held, nil)
	if _, err := instance.AcceptInvitation(calls.Attributes(resourceType, held.State)["id"].(string)); err != nil {
		t.Fatal(err)
	}
	_, diagnostics := calls.Apply(planned)
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "keeps the account", "stays")
}

func TestInvitationResource_Plan_expired_warnsOrResendsOnlyWhenConfigured(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	held := calls.Create(instance, ada(acctest.Values{"expires_in_days": 1}))
	instance.AdvanceClock(25 * time.Hour)
	calls.Configure(instance)
	held = calls.Refreshed(held)
	planned := calls.Plan(held, ada(acctest.Values{"expires_in_days": 1}))
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The invitation is expired", `resend_when = ["expired"]`)
	if len(planned.RequiresReplace) > 0 {
		t.Error("it is sent again")
	}
	calls.Configure(instance)
	resent := calls.Plan(held, ada(acctest.Values{"expires_in_days": 1, "resend_when": []any{"expired"}}))
	acctest.ExpectNone(t, resent.Diagnostics)
	if len(resent.RequiresReplace) != 1 {
		t.Errorf("it is not sent again: %v", resent.RequiresReplace)
	}
	calls.Configure(instance)
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Plan(held, nil))
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites()
}

func TestInvitationResource_Plan_pending_replacesForWhatClerkCannotChange(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	config := ada(acctest.Values{"redirect_url": "https://example.com/a", "public_metadata": `{"a":1}`})
	held := calls.Create(instance, config)
	for name, test := range map[string]struct {
		change   acctest.Values
		replaces bool
	}{
		"address":  {acctest.Values{"email_address": "grace@example.com"}, true},
		"metadata": {acctest.Values{"public_metadata": `{"a":2}`}, true},
		"redirect": {acctest.Values{"redirect_url": "https://example.com/b"}, true},
		"case":     {acctest.Values{"email_address": "ADA@example.com"}, false},
		"spelling": {acctest.Values{"public_metadata": `{ "a": 1.0 }`}, false},
		"flags":    {acctest.Values{"notify": false, "expires_in_days": 3, "ignore_existing": true, "template_slug": "invitation"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			calls.Configure(instance)
			changed := ada(config, test.change)
			planned := calls.Plan(held, changed)
			if replaces := len(planned.RequiresReplace) > 0; replaces != test.replaces {
				t.Errorf("it replaces: %v", planned.RequiresReplace)
			}
			if test.replaces {
				acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The pending invitation is replaced", "stops working")
			} else {
				acctest.ExpectNone(t, planned.Diagnostics)
			}
		})
	}
}

func TestInvitationResource_Create_beforeTheOldOneIsDestroyed_keepsThePendingOne(t *testing.T) {
	for name, test := range map[string]struct {
		change acctest.Values
		writes []string
	}{
		"with other metadata":  {acctest.Values{"public_metadata": `{"a":1}`}, []string{invite, revoke, invite, revoke}},
		"with the same values": {acctest.Values{}, []string{invite}},
	} {
		t.Run(name, func(t *testing.T) {
			instance, calls := seeded(t, emulator.Behaviour{})
			held := calls.Create(instance, ada())
			calls.Configure(instance)
			instance.ResetLog()
			config := ada(acctest.Values{"adopt_existing": true}, test.change)
			created := calls.Plan(acctest.Object{}, config)
			made, diagnostics := calls.Apply(created)
			acctest.ExpectNone(t, diagnostics)
			_, diagnostics = calls.Apply(calls.Replaced(held, created))
			if len(test.writes) == 1 {
				acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "was kept")
			} else {
				acctest.ExpectNone(t, diagnostics)
			}
			instance.ExpectWrites(test.writes...)
			calls.Configure(instance)
			if status := calls.Attributes(resourceType, calls.Refreshed(made).State)["status"]; status != "pending" {
				t.Errorf("the new invitation is %v", status)
			}
		})
	}
}

func TestInvitationResource_Create_adoptExisting_takesOverThePendingOne(t *testing.T) {
	forEachSwitch(t, map[string]emulator.Behaviour{"unpaged": {UnpagedListsWhole: true}},
		func(t *testing.T, behaviour emulator.Behaviour) {
			instance, calls := seeded(t, behaviour)
			instance.MustSeed(emulator.Seed{UserInvitations: []emulator.SeedUserInvitation{{
				ID: "inv_held", EmailAddress: "ada@example.com",
			}}})
			made := calls.Create(instance, ada(acctest.Values{"adopt_existing": true}))
			if id := calls.Attributes(resourceType, made.State)["id"]; id != "inv_held" {
				t.Errorf("the state has %v", id)
			}
		})
}

func TestInvitationResource_Create_sendsOneRequest(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, ada()))
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites(invite)
	if reads := fmt.Sprint(instance.Reads()); reads != "[GET /v1/instance]" { // its id is kept in the private state
		t.Errorf("it sent %s", reads)
	}
}

func TestInvitationResource_Plan_twoResourcesOfOneAddress_isOneError(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	acctest.ExpectNone(t, calls.Plan(acctest.Object{}, ada()).Diagnostics)
	other := calls.Plan(acctest.Object{}, ada(acctest.Values{"email_address": "ADA@EXAMPLE.COM"}))
	acctest.ExpectOne(t, other.Diagnostics, acctest.IsError, "Two resources manage the same invitation",
		"ada@example.com")
	acctest.ExpectNone(t, calls.Plan(acctest.Object{}, ada(acctest.Values{"ignore_existing": true})).Diagnostics)
	instance.ExpectWrites()
}

func TestInvitationResource_Create_hourlyLimit_failsAtOnceAndTheNextApplyContinues(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	address := func(n int) acctest.Values {
		return ada(acctest.Values{"email_address": fmt.Sprintf("user%d@example.com", n)})
	}
	held := calls.Create(instance, address(0))
	first := calls.Plan(held, ada(address(0), acctest.Values{"public_metadata": `{"a":1}`}))
	second := calls.Plan(acctest.Object{Private: first.PlannedPrivate}, ada(address(0), acctest.Values{
		"public_metadata": `{"a":1}`,
	}))
	calls.Configure(instance, acctest.Values{"rate_limit": 100_000, "max_rate_limit_wait": "90s"})
	for n := range 100 - 1 {
		_, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, address(1+n)))
		acctest.ExpectNone(t, diagnostics)
	}
	instance.ResetLog()
	for n := range 3 {
		_, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, address(100+n)))
		acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not create", " UTC", "100 to the instance", "Apply again",
			"max_rate_limit_wait in the provider block. It is 1m30s now")
	}
	if requests := len(instance.Requests()); requests != 1 {
		t.Errorf("%d requests were sent after the limit, want one", requests)
	}
	// A pending invitation is not revoked while no new one can be sent.
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Replaced(held, second))
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not delete", " UTC")
	instance.ExpectWrites()
	instance.AdvanceClock(time.Hour)
	calls.Configure(instance)
	_, diagnostics = calls.Apply(calls.Plan(acctest.Object{}, address(100)))
	acctest.ExpectNone(t, diagnostics)
}

func TestInvitationResource_Read_manyInvitations_takesFewRequests(t *testing.T) {
	forEachSwitch(t, map[string]emulator.Behaviour{"revoked listed": {RevokedInvitationsListed: true}},
		func(t *testing.T, behaviour emulator.Behaviour) {
			instance, calls := seeded(t, behaviour)
			more := emulator.Seed{}
			const count = 1200
			for n := range count {
				more.UserInvitations = append(more.UserInvitations, emulator.SeedUserInvitation{
					ID: fmt.Sprintf("inv_%d", n), EmailAddress: fmt.Sprintf("user%d@example.com", n),
				})
			}
			more.UserInvitations[5].Status = "revoked"
			instance.MustSeed(more)
			held := calls.Imported(acctest.Values{"id": "inv_7"})
			instance.ResetLog()
			calls.Configure(instance)
			calls.Refreshed(held)
			if reads := len(instance.Reads()); reads != 1 {
				t.Errorf("%d requests for one invitation", reads)
			}
			calls.Configure(instance)
			instance.ResetLog()
			for n := range 100 {
				calls.Imported(acctest.Values{"id": fmt.Sprintf("inv_%d", n*12)})
			}
			if reads := len(instance.Reads()); reads > 6 {
				t.Errorf("%d requests for 100 of %d invitations", reads, count)
			}
			revoked := calls.Imported(acctest.Values{"id": "inv_5"})
			if status := calls.Attributes(resourceType, revoked.State)["status"]; status != "revoked" {
				t.Errorf("the revoked invitation is %v", status)
			}
			for name, test := range map[string]struct {
				arguments acctest.Values
				want      int
			}{
				"all": {acctest.Values{}, count}, "pending": {acctest.Values{"status": "pending"}, count - 1},
				"address": {acctest.Values{"email_address": "USER1@example.com"}, 1},
			} {
				ids, _ := calls.ReadIDs("clerk_invitations", "invitations", test.arguments)
				if len(ids) != test.want {
					t.Errorf("%s: %d invitations, want %d", name, len(ids), test.want)
				}
			}
		})
}

func TestInvitationsDataSource_Read_omitsURLs(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	made := calls.Create(instance, ada())
	if url := fmt.Sprint(calls.Attributes(resourceType, made.State)["url"]); !strings.Contains(url, "ticket=") {
		t.Errorf("the URL of the resource is %s", url)
	}
	_, state := calls.ReadIDs("clerk_invitations", "invitations", acctest.Values{})
	if strings.Contains(fmt.Sprint(state), "ticket=") {
		t.Error("the state holds a URL that accepts an invitation")
	}
}

func TestInvitationsDataSource_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_invitations", []acctest.BadInput{
		{
			Name:      "another status",
			Config:    acctest.Values{"status": "open"},
			Attribute: "status",
			Summary:   "Not an allowed value",
			Details:   "pending",
		},
		{
			Name:      "no address",
			Config:    acctest.Values{"email_address": "ada"},
			Attribute: "email_address",
			Summary:   "Not an email address",
			Details:   `"ada"`,
		},
	})
}

func TestInvitationList_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "list clerk_invitation", []acctest.BadInput{{
		Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
		Summary: "Could not list the invitations", Details: "status 500",
	}})
}

func TestRevokeAction_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "action clerk_invitation_revoke", []acctest.BadInput{
		{
			Name:      "no id",
			Config:    acctest.Values{"invitation_id": "ada@example.com"},
			Attribute: "invitation_id",
			Summary:   "Not the id of an invitation",
			Details:   "one word",
		},
		{
			Name:      "an unknown id",
			Config:    acctest.Values{"invitation_id": "inv_none"},
			Stage:     acctest.Applied,
			Attribute: "invitation_id",
			Summary:   "Could not revoke the invitation inv_none",
			Details:   "no such invitation",
		},
	})
}

func TestRevokeAction_Invoke_revokesOnceAndIsSafeToRepeat(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	id := calls.Attributes(resourceType, calls.Create(instance, ada()).State)["id"]
	instance.ResetLog()
	for _, want := range []string{"Done: the invitation %s is revoked.", "Nothing to do: the invitation %s is revoked already."} {
		got := calls.InvokeAction("clerk_invitation_revoke", acctest.Values{"invitation_id": id})
		acctest.ExpectNone(t, got.Diagnostics)
		if want = fmt.Sprintf(want, id); len(got.Progress) != 1 || got.Progress[0] != want {
			t.Errorf("the progress is %q, want %q", got.Progress, want)
		}
	}
	instance.ExpectWrites(revoke)
	missing := calls.InvokeAction("clerk_invitation_revoke", acctest.Values{"invitation_id": "inv_none"})
	acctest.ExpectOne(
		t,
		missing.Diagnostics,
		acctest.IsError,
		"Could not revoke the invitation inv_none",
		"no such invitation",
	)
}
