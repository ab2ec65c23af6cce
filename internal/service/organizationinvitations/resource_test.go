package organizationinvitations_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	resourceType = "clerk_organization_invitation"
	invite       = "POST /v1/organizations/{organization_id}/invitations"
	revoke       = "POST /v1/organizations/{organization_id}/invitations/{invitation_id}/revoke"
)

var seed = emulator.Seed{
	Users: []emulator.SeedUser{
		{ID: "user_root", Body: map[string]any{"username": "rootuser", "email_address": []string{"root@example.com"}}},
		{ID: "user_plain", Body: map[string]any{"username": "plainuser"}},
	},
	Organizations: []emulator.Organization{{ID: "org_engines", Name: "Engines"}, {ID: "org_looms", Name: "Looms"}},
	Memberships: []emulator.SeedMembership{
		{UserID: "user_root", OrganizationID: "org_engines", Role: "org:admin"},
		{UserID: "user_plain", OrganizationID: "org_engines", Role: "org:member"},
	},
}

func seeded(t *testing.T, behaviour emulator.Behaviour) (*acctest.Instance, acctest.Calls) {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(seed)
	instance.SetBehaviour(behaviour)
	return instance, acctest.NewCalls(t, instance, resourceType)
}

func ada(more ...acctest.Values) acctest.Values {
	return acctest.Values{
		"organization_id": "org_engines",
		"email_address":   "Ada@example.com",
		"role":            "org:member",
	}.With(
		more...)
}

func TestInvitation(t *testing.T) {
	full := ada(acctest.Values{
		"public_metadata": `{"team":1}`, "private_metadata": `{"cost":1}`, "redirect_url": "https://example.com/welcome",
		"expires_in_days": 7, "notify": false, "inviter_user_id": "user_root",
	})
	held := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.MustSeed(emulator.Seed{Invitations: []emulator.SeedInvitation{{
			ID: "orginv_held", OrganizationID: "org_engines", EmailAddress: "ada@example.com", Role: "org:admin",
		}}})
	}
	const refused = "Could not create the invitation of Ada@example.com to the organization org_engines"
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_organization_invitation", Seed: seed, Identity: []string{"organization_id", "id"},
		Imports: []string{"{organization_id}/{email_address}"}, StaysAfterDestroy: true,
		NotImported: []string{"redirect_url", "expires_in_days", "notify"},
		Config:      full, Create: invite, Creates: []string{invite},
		Update: ada(acctest.Values{
			"email_address": "ada@EXAMPLE.com", "redirect_url": "https://example.com/welcome", "notify": true,
			"expires_in_days": 9, "resend_when": []any{"expired"}, "inviter_user_id": "user_other",
		}),
		Destroys: []string{revoke},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{Invitations: []emulator.SeedInvitation{{
				ID: fmt.Sprintf("orginv_%d", i), OrganizationID: "org_engines",
				EmailAddress: fmt.Sprintf("user%d@example.com", i), Role: "org:member",
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
				Name:      "no organization",
				Config:    ada(acctest.Values{"organization_id": "engines"}),
				Attribute: "organization_id",
				Summary:   "Not the id of an organization",
				Details:   "org_",
			},
			{
				Name:      "no role",
				Config:    ada(acctest.Values{"role": ""}),
				Attribute: "role",
				Summary:   "Not the key of a role",
				Details:   "is empty",
			},
			{
				Name:      "a relative URL",
				Config:    ada(acctest.Values{"redirect_url": "/welcome"}),
				Attribute: "redirect_url",
				Summary:   "Not an absolute URL",
				Details:   "/welcome",
			},
			{
				Name:      "too many days",
				Config:    ada(acctest.Values{"expires_in_days": 366}),
				Attribute: "expires_in_days",
				Summary:   "Number out of range",
				Details:   "1 to 365",
			},
			{
				Name:      "another resend_when",
				Config:    ada(acctest.Values{"resend_when": []any{"accepted"}}),
				Attribute: `resend_when["accepted"]`,
				Summary:   "Not an allowed value",
				Details:   "expired",
			},
			{
				Name:      "no inviter",
				Config:    ada(acctest.Values{"inviter_user_id": "root"}),
				Attribute: "inviter_user_id",
				Summary:   "Not the id of a user",
				Details:   `"root"`,
			},
			{
				Name:      "metadata that is no object",
				Config:    ada(acctest.Values{"public_metadata": "[]"}),
				Attribute: "public_metadata",
				Summary:   "Not a JSON object",
				Details:   "array",
			},
			{
				Name: "a role that does not exist", Config: ada(acctest.Values{"role": "admin"}), Stage: acctest.Applied,
				Attribute: "role", Summary: refused, Details: "role set",
			},
			{
				Name:    "an inviter who cannot manage members",
				Config:  ada(acctest.Values{"inviter_user_id": "user_plain"}),
				Stage:   acctest.Applied,
				Summary: refused,
				Details: "inviter_user_id must be",
			},
			{
				Name:      "an address of a member",
				Config:    ada(acctest.Values{"email_address": "root@example.com"}),
				Stage:     acctest.Applied,
				Attribute: "email_address",
				Summary:   "The invited user is a member already",
				Details:   "clerk_organization_membership|org_engines/user_root",
			},
			{
				Name:      "a pending invitation",
				Config:    ada(),
				API:       held,
				Stage:     acctest.Applied,
				Attribute: "email_address",
				Summary:   "The address has a pending invitation",
				Details:   "org_engines/orginv_held|adopt_existing",
			},
			{
				Name:    "an instance without addresses",
				Config:  ada(),
				API:     acctest.Behaves(emulator.Behaviour{InvitationsNotSupported: true}),
				Stage:   acctest.Applied,
				Summary: refused,
				Details: "Enable email addresses",
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "org_…/orginv_…",
			},
			{
				Name:    "one id",
				Config:  acctest.Values{"id": "orginv_1"},
				Stage:   acctest.Planned,
				Summary: "No such organization invitation",
				Details: "orginv_1",
			},
			{
				Name:    "an unknown id",
				Config:  acctest.Values{"id": "org_engines/orginv_none"},
				Stage:   acctest.Planned,
				Summary: "No such organization invitation",
				Details: "orginv_none",
			},
			{
				Name:    "an unknown address",
				Config:  acctest.Values{"id": "org_engines/none@example.com"},
				Stage:   acctest.Planned,
				Summary: "No such organization invitation",
				Details: "none@example.com",
			},
			{
				Name:    "three parts",
				Config:  acctest.Values{"id": "org_engines/orginv_1/x"},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "org_…/orginv_…",
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
		"forgotten": {AcceptedInvitationDays: 1}, "url kept": {InvitationURLKept: true},
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
	planned := calls.Plan(held, ada(acctest.Values{"role": "org:admin", "public_metadata": `{"a":1}`}))
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The invitation was accepted already", "Only the state")
	if len(planned.RequiresReplace) > 0 {
		t.Errorf("the plan replaces it: %v", planned.RequiresReplace)
	}
	updated, diagnostics := calls.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	calls.Configure(instance)
	again := calls.Plan(calls.Refreshed(updated), ada(acctest.Values{"role": "org:admin", "public_metadata": `{"a":1}`}))
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
		acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "keeps the membership", "stays a member of org_engines",
			"clerk_organization_membership", "org_engines/user_")
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
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "keeps the membership", "stays a member")
}

func TestInvitationResource_Delete_clerkRequiresAUser_revokesInTheNameOfTheInviter(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{RevokeNeedsUser: true})
	held := calls.Create(instance, ada(acctest.Values{"inviter_user_id": "user_root"}))
	other := calls.Create(instance, ada(acctest.Values{"email_address": "grace@example.com"}))
	calls.Configure(instance)
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Plan(held, nil))
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites(revoke, revoke)
	_, diagnostics = calls.Apply(calls.Plan(other, nil))
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not delete", "Set inviter_user_id")
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
		"address":      {acctest.Values{"email_address": "grace@example.com"}, true},
		"organization": {acctest.Values{"organization_id": "org_looms"}, true},
		"role":         {acctest.Values{"role": "org:admin"}, true},
		"metadata":     {acctest.Values{"public_metadata": `{"a":2}`}, true},
		"redirect":     {acctest.Values{"redirect_url": "https://example.com/b"}, true},
		"case":         {acctest.Values{"email_address": "ADA@example.com"}, false},
		"spelling":     {acctest.Values{"public_metadata": `{ "a": 1.0 }`}, false},
		"flags":        {acctest.Values{"notify": false, "expires_in_days": 3, "inviter_user_id": "user_root"}, false},
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
		"with another role":    {acctest.Values{"role": "org:admin"}, []string{invite, revoke, invite, revoke}},
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
	forEachSwitch(t, map[string]emulator.Behaviour{"duplicate_record": {DuplicateInvitationCode: "duplicate_record"}},
		func(t *testing.T, behaviour emulator.Behaviour) {
			instance, calls := seeded(t, behaviour)
			instance.MustSeed(emulator.Seed{Invitations: []emulator.SeedInvitation{{
				ID: "orginv_held", OrganizationID: "org_engines", EmailAddress: "ada@example.com", Role: "org:member",
			}}})
			made := calls.Create(instance, ada(acctest.Values{"adopt_existing": true}))
			if id := calls.Attributes(resourceType, made.State)["id"]; id != "orginv_held" {
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
	other := calls.Plan(acctest.Object{}, ada(acctest.Values{"email_address": "ADA@EXAMPLE.COM", "role": "org:admin"}))
	acctest.ExpectOne(t, other.Diagnostics, acctest.IsError, "Two resources manage the same organization invitation",
		"org_engines/ada@example.com")
	acctest.ExpectNone(t, calls.Plan(acctest.Object{}, ada(acctest.Values{"organization_id": "org_looms"})).Diagnostics)
	instance.ExpectWrites()
}

func TestInvitationResource_Create_hourlyLimit_failsAtOnceAndTheNextApplyContinues(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	err := instance.ChangeOrganization("org_engines", func(o *emulator.Organization) { o.MaxAllowedMemberships = 0 })
	if err != nil {
		t.Fatal(err)
	}
	address := func(n int) acctest.Values {
		return ada(acctest.Values{"email_address": fmt.Sprintf("user%d@example.com", n)})
	}
	held := calls.Create(instance, address(0))
	first := calls.Plan(held, ada(address(0), acctest.Values{"public_metadata": `{"a":1}`}))
	second := calls.Plan(acctest.Object{Private: first.PlannedPrivate}, ada(address(0), acctest.Values{
		"public_metadata": `{"a":1}`,
	}))
	calls.Configure(instance, acctest.Values{"rate_limit": 100_000})
	for n := range 250 - 1 {
		_, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, address(1+n)))
		acctest.ExpectNone(t, diagnostics)
	}
	instance.ResetLog()
	for n := range 3 {
		_, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, address(250+n)))
		acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not create", " UTC", "250 to organizations", "Apply again",
			"max_rate_limit_wait")
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
	_, diagnostics = calls.Apply(calls.Plan(acctest.Object{}, address(250)))
	acctest.ExpectNone(t, diagnostics)
}

func TestInvitationResource_Read_manyInvitations_takesFewRequests(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	more := emulator.Seed{}
	const count = 1200
	for n := range count {
		more.Invitations = append(more.Invitations, emulator.SeedInvitation{
			ID: fmt.Sprintf("orginv_%d", n), OrganizationID: "org_engines", EmailAddress: fmt.Sprintf("user%d@example.com", n),
			Role: "org:member",
		})
	}
	instance.MustSeed(more)
	held := calls.Imported(acctest.Values{"organization_id": "org_engines", "id": "orginv_7"})
	instance.ResetLog()
	calls.Configure(instance)
	calls.Refreshed(held)
	if reads := len(instance.Reads()); reads != 1 {
		t.Errorf("%d requests for one invitation", reads)
	}
	calls.Configure(instance)
	instance.ResetLog()
	for n := range 100 {
		calls.Imported(acctest.Values{"organization_id": "org_engines", "id": fmt.Sprintf("orginv_%d", n*12)})
	}
	if reads := len(instance.Reads()); reads > 6 {
		t.Errorf("%d requests for 100 of %d invitations", reads, count)
	}
}

func TestOrganizationInvitationsDataSource_Read_severalPages_listsAllWithoutURLs(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	more := emulator.Seed{}
	for n := range 600 {
		more.Invitations = append(more.Invitations, emulator.SeedInvitation{
			ID: fmt.Sprintf("orginv_%d", n), OrganizationID: []string{"org_engines", "org_looms"}[n%2],
			EmailAddress: fmt.Sprintf("user%d@example.com", n), URL: "https://example.com/accept?ticket=sesame",
			Status: []string{"pending", "revoked"}[n%4/2],
		})
	}
	instance.MustSeed(more)
	for name, test := range map[string]struct {
		arguments acctest.Values
		want      int
	}{
		"all":             {acctest.Values{}, 600},
		"status":          {acctest.Values{"status": "pending"}, 300},
		"organization":    {acctest.Values{"organization_id": "org_engines"}, 300},
		"address":         {acctest.Values{"email_address": "USER1@example.com"}, 1},
		"address of both": {acctest.Values{"email_address": "user2@example.com", "organization_id": "org_engines"}, 1},
		"none":            {acctest.Values{"email_address": "user2@example.com", "organization_id": "org_looms"}, 0},
	} {
		ids, state := calls.ReadIDs("clerk_organization_invitations", "invitations", test.arguments)
		if len(ids) != test.want || strings.Contains(fmt.Sprint(state), "sesame") {
			t.Errorf("%s: %d invitations, want %d", name, len(ids), test.want)
		}
	}
}

func TestOrganizationInvitationsDataSource_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_organization_invitations", []acctest.BadInput{
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
		{
			Name:      "an unknown organization",
			Config:    acctest.Values{"organization_id": "org_none"},
			Stage:     acctest.Planned,
			Attribute: "organization_id",
			Summary:   "Could not list the invitations to organizations",
			Details:   "no such organization",
		},
	})
}

func TestInvitationList_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "list clerk_organization_invitation", []acctest.BadInput{{
		Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
		Summary: "Could not list the organization invitations", Details: "status 500",
	}})
}

func TestRevokeAction_badInput(t *testing.T) {
	acctest.RunBadInputs(t, "action clerk_organization_invitation_revoke", []acctest.BadInput{
		{
			Name:      "no id",
			Config:    acctest.Values{"organization_id": "org_engines", "invitation_id": "ada@example.com"},
			Attribute: "invitation_id",
			Summary:   "Not the id of an invitation",
			Details:   "one word",
		},
		{
			Name:      "an unknown id",
			Config:    acctest.Values{"organization_id": "org_engines", "invitation_id": "orginv_none"},
			Stage:     acctest.Applied,
			Attribute: "invitation_id",
			Summary:   "Could not revoke the invitation orginv_none",
			Details:   "no such invitation",
		},
	})
}

func TestRevokeAction_Invoke_revokesOnceAndIsSafeToRepeat(t *testing.T) {
	instance, calls := seeded(t, emulator.Behaviour{})
	held := calls.Create(instance, ada())
	id := calls.Attributes(resourceType, held.State)["id"]
	instance.ResetLog()
	inputs := acctest.Values{"organization_id": "org_engines", "invitation_id": id}
	for _, want := range []string{"Done: the invitation %s is revoked.", "Nothing to do: the invitation %s is revoked already."} {
		got := calls.InvokeAction("clerk_organization_invitation_revoke", inputs)
		acctest.ExpectNone(t, got.Diagnostics)
		if want = fmt.Sprintf(want, id); len(got.Progress) != 1 || got.Progress[0] != want {
			t.Errorf("the progress is %q, want %q", got.Progress, want)
		}
	}
	instance.ExpectWrites(revoke)
	missing := calls.InvokeAction("clerk_organization_invitation_revoke",
		acctest.Values{"organization_id": "org_engines", "invitation_id": "orginv_none"})
	acctest.ExpectOne(
		t,
		missing.Diagnostics,
		acctest.IsError,
		"Could not revoke the invitation orginv_none",
		"no such invitation",
	)
}
