package organizationmemberships_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	membershipType = "clerk_organization_membership"
	createMember   = "POST /v1/organizations/{organization_id}/memberships"
	updateMember   = "PATCH /v1/organizations/{organization_id}/memberships/{user_id}"
	mergeMember    = "PATCH /v1/organizations/{organization_id}/memberships/{user_id}/metadata"
	removeMember   = "DELETE /v1/organizations/{organization_id}/memberships/{user_id}"
)

// seed has the organization org_engines with the administrator user_root, and the users user_ada and user_grace.
var seed = emulator.Seed{
	Users: []emulator.SeedUser{
		{ID: "user_root", Body: map[string]any{"username": "rootuser"}},
		{ID: "user_ada", Body: map[string]any{"username": "adalove"}},
		{ID: "user_grace", Body: map[string]any{"username": "gracehopper"}},
	},
	Organizations: []emulator.Organization{{ID: "org_engines", Name: "Engines"}, {ID: "org_looms", Name: "Looms"}},
	Memberships:   []emulator.SeedMembership{{UserID: "user_root", OrganizationID: "org_engines", Role: "org:admin"}},
}

func seeded(t *testing.T) (*acctest.Instance, *acctest.Protocol) {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(seed)
	return instance, acctest.NewProtocol(t, instance)
}

func ada(more ...acctest.Values) acctest.Values {
	return acctest.Values{"organization_id": "org_engines", "user_id": "user_ada", "role": "org:member"}.With(more...)
}

func TestMembership(t *testing.T) {
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_organization_membership", Seed: seed, Identity: []string{"organization_id", "user_id"},
		Config: ada(acctest.Values{"public_metadata": `{"team":{"a":1,"b":2}}`, "private_metadata": `{"cost":1}`}),
		Create: createMember, Creates: []string{createMember},
		Update:  ada(acctest.Values{"role": "org:admin", "public_metadata": `{"team":{"a":1}}`, "private_metadata": `{}`}),
		Updates: []string{updateMember, mergeMember}, Destroys: []string{removeMember},
		Exchange: ada(acctest.Values{"user_id": "user_grace"}),
		Another: func(i int) emulator.Seed {
			id := fmt.Sprintf("user_%d", i)
			return emulator.Seed{
				Users:       []emulator.SeedUser{{ID: id, Body: map[string]any{"username": fmt.Sprintf("member%d", i)}}},
				Memberships: []emulator.SeedMembership{{UserID: id, OrganizationID: "org_engines"}},
			}
		},
		Bad: []acctest.BadInput{
			{
				Name:      "no role",
				Config:    ada(acctest.Values{"role": ""}),
				Attribute: "role",
				Summary:   "Not the key of a role",
				Details:   "is empty",
			},
			{
				Name:      "no user",
				Config:    ada(acctest.Values{"user_id": "ada"}),
				Attribute: "user_id",
				Summary:   "Not the id of a user",
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
				Name:      "another on_destroy",
				Config:    ada(acctest.Values{"on_destroy": "delete"}),
				Attribute: "on_destroy",
				Summary:   "Not an allowed value",
				Details:   "demote",
			},
			{
				Name:      "metadata with null",
				Config:    ada(acctest.Values{"public_metadata": `{"a":{"b":null}}`}),
				Stage:     acctest.Planned,
				Attribute: "public_metadata",
				Summary:   "The metadata has a key with the value null",
				Details:   "Omit the key",
			},
			{
				Name: "a user who does not exist", Config: ada(acctest.Values{"user_id": "user_none"}), Stage: acctest.Applied,
				Summary: "Could not create the membership of user_none in org_engines", Details: "status 404|Check the ids",
			},
			{
				Name:      "a role that does not exist",
				Config:    ada(acctest.Values{"role": "admin"}),
				Stage:     acctest.Applied,
				Attribute: "role",
				Summary:   "Could not create the membership of user_ada in org_engines",
				Details:   "role set|org:member",
			},
			{
				Name: "a membership that exists", Config: ada(acctest.Values{"user_id": "user_root"}), Stage: acctest.Applied,
				Attribute: "user_id", Summary: "The user is already a member", Details: "org_engines/user_root|adopt_existing",
			},
			{
				Name:    "the last administrator",
				Before:  ada(acctest.Values{"user_id": "user_root", "role": "org:admin", "adopt_existing": true}),
				Destroy: true,
				Stage:   acctest.Applied,
				Summary: "Could not delete the membership of user_root in org_engines",
				Details: "organization_minimum_permissions_needed|on_destroy",
			},
			{
				Name:    "the last administrator demoted",
				Before:  ada(acctest.Values{"user_id": "user_root", "role": "org:admin", "adopt_existing": true}),
				Config:  ada(acctest.Values{"user_id": "user_root", "adopt_existing": true}),
				Stage:   acctest.Applied,
				Summary: "Could not update the membership of user_root in org_engines",
				Details: "last administrator",
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "org_…/user_…",
			},
			{
				Name:    "an id",
				Config:  acctest.Values{"id": "orgmem_1"},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "org_…/user_…",
			},
			{
				Name:    "no member",
				Config:  acctest.Values{"id": "org_engines/user_ada"},
				Stage:   acctest.Planned,
				Summary: "No such organization membership",
				Details: "user_ada in org_engines",
			},
			{
				Name:    "no organization",
				Config:  acctest.Values{"id": "org_none/user_ada"},
				Stage:   acctest.Planned,
				Summary: "No such organization membership",
				Details: "org_none",
			},
		},
	})
}

func TestMembership_Create_adoptExisting_setsRoleAndMetadataInPlace(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	adopted := p.Apply(membershipType, nil, ada(acctest.Values{
		"user_id": "user_root", "role": "org:admin", "adopt_existing": true, "public_metadata": `{"a":1}`,
	}))
	acctest.ExpectNone(t, adopted.Diagnostics)
	instance.ExpectWrites(createMember, mergeMember)
	held := p.Attributes(membershipType, adopted.State)
	if held["role"] != "org:admin" || held["public_metadata"] != `{"a":1}` {
		t.Errorf("the state has %v", held)
	}
}

func TestMembership_Update_removedMetadataKey_isSentAsNull(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	made := p.Apply(membershipType, nil, ada(acctest.Values{"public_metadata": `{"a":1,"b":{"c":2,"d":3}}`}))
	instance.ResetLog()
	p.Configure(instance)
	acctest.ExpectNone(
		t,
		p.Apply(membershipType, made.State, ada(acctest.Values{"public_metadata": `{"b":{"c":2}}`})).Diagnostics,
	)
	var got string
	for _, request := range instance.Requests() {
		got += string(request.Body)
	}
	if got != `{"public_metadata":{"a":null,"b":{"d":null}}}` {
		t.Errorf("sent %s", got)
	}
}

func TestMembership_Update_anotherUser_addsItBeforeItRemovesTheOldOne(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	made := p.Apply(membershipType, nil, ada())
	instance.ResetLog()
	p.Configure(instance)
	moved := p.Apply(membershipType, made.State, ada(acctest.Values{"user_id": "user_grace"}))
	acctest.ExpectNone(t, moved.Diagnostics)
	instance.ExpectWrites(createMember, removeMember)
	if held := p.Attributes(membershipType, moved.State); held["user_id"] != "user_grace" {
		t.Errorf("the state has %v", held)
	}
}

func TestMembership_Update_anotherUserRemovalFails_completesWithTheNextApply(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	made := p.Apply(membershipType, nil, ada())
	acctest.Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	p.Configure(instance, acctest.Values{"max_retries": 0})
	half := p.Apply(membershipType, made.State, ada(acctest.Values{"user_id": "user_grace"}))
	acctest.ExpectOne(t, half.Diagnostics, acctest.IsError, "status 500")
	if held := p.Attributes(membershipType, half.State); held["user_id"] != "user_ada" {
		t.Errorf("the state has %v", held)
	}
	acctest.Faults(t, instance)
	instance.ResetLog()
	p.Configure(instance)
	acctest.ExpectNone(t, p.Apply(membershipType, half.State, ada(acctest.Values{"user_id": "user_grace"})).Diagnostics)
	instance.ExpectWrites(createMember, removeMember)
}

func TestMembership_Delete_onDestroy_keepsOrDemotes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config acctest.Values
		writes []string
		warns  string
	}{
		"keep":              {acctest.Values{"on_destroy": "keep"}, nil, `on_destroy is "keep"`},
		"demote":            {acctest.Values{"on_destroy": "demote", "role": "org:admin"}, []string{updateMember}, "with the role org:member"},
		"demote, as before": {acctest.Values{"on_destroy": "demote"}, nil, "with the role org:member"},
		"demote to a role": {
			acctest.Values{"on_destroy": "demote", "demoted_role": "org:admin"}, []string{updateMember}, "with the role org:admin",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			made := p.Apply(membershipType, nil, ada(test.config))
			acctest.ExpectNone(t, made.Diagnostics)
			instance.ResetLog()
			p.Configure(instance)
			acctest.ExpectOne(t, p.Destroy(membershipType, made.State).Diagnostics, acctest.IsWarning, test.warns)
			instance.ExpectWrites(test.writes...)
		})
	}
}

func TestMembership_Delete_lastAdministrator_dependsOnTheOrganizationOfTheRun(t *testing.T) {
	t.Parallel()
	engines := acctest.Values{"name": "Engines"}
	for name, test := range map[string]struct {
		plan  func(*acctest.Protocol, acctest.PlannedChange)
		first bool
		says  string // of the one diagnostic, "" for none
	}{
		"the organization is destroyed":        {nil, true, ""},
		"the organization is kept":             {nil, true, "organization_minimum_permissions_needed"},
		"the organization is planned later":    {nil, false, "The last administrator stays in the organization"},
		"no resource manages the organization": {nil, false, "organization_minimum_permissions_needed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			organization := p.Import(
				"clerk_organization",
				p.IdentityOf("clerk_organization", acctest.Values{"id": "org_engines"}),
			)
			root := p.Import(membershipType, p.IdentityOf(membershipType, acctest.Values{
				"organization_id": "org_engines", "user_id": "user_root",
			}))
			p.Configure(instance)
			if !strings.HasPrefix(name, "no resource") {
				organization = p.Refresh("clerk_organization", organization)
			}
			if name == "the organization is destroyed" {
				acctest.ExpectNone(t, p.PlanDestroy("clerk_organization", organization))
			}
			if name == "the organization is kept" {
				acctest.ExpectNone(t, p.PlanChange("clerk_organization", organization, engines))
			}
			planned := p.PlannedDestroy(membershipType, root)
			p.Configure(instance) // the apply is another run
			change := p.ApplyPlanned(planned)
			if test.says == "" {
				acctest.ExpectNone(t, change.Diagnostics)
			} else if text := acctest.Text(change.Diagnostics); len(change.Diagnostics) != 1 || !strings.Contains(text, test.says) {
				t.Errorf("got %s", text)
			}
		})
	}
}

// lastAdministrator imports an organization and its only administrator, and refreshes them in this order.
func lastAdministrator(t *testing.T) (*acctest.Instance, acctest.Calls, acctest.Object) {
	t.Helper()
	instance, _ := seeded(t)
	calls := acctest.NewCalls(t, instance, membershipType)
	organization := calls.Import(
		"clerk_organization", calls.IdentityOf("clerk_organization", acctest.Values{"id": "org_engines"}))
	root := calls.Imported(acctest.Values{"organization_id": "org_engines", "user_id": "user_root"})
	calls.Configure(instance)
	calls.Refresh("clerk_organization", organization)
	return instance, calls, calls.Refreshed(root)
}

// A destroy of everything refreshes in another run, and plans the membership before the organization.
func TestMembership_Delete_lastAdministrator_destroyOfEverything_warns(t *testing.T) {
	t.Parallel()
	instance, calls, root := lastAdministrator(t)
	calls.Configure(instance)
	planned := calls.Plan(root, nil)
	calls.Configure(instance)
	_, diagnostics := calls.Apply(planned)
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "The last administrator stays in the organization")
}

// A replacement would find the membership that Clerk does not remove.
func TestMembership_Delete_replacedLastAdministrator_isAnError(t *testing.T) {
	t.Parallel()
	instance, calls, root := lastAdministrator(t)
	create := calls.Plan(acctest.Object{}, acctest.Values{
		"organization_id": "org_engines", "user_id": "user_root", "role": "org:admin",
	})
	calls.Configure(instance)
	left, diagnostics := calls.Apply(calls.Replaced(root, create))
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "cannot be replaced", "last administrator", "terraform untaint")
	if calls.Attributes(membershipType, left.State)["user_id"] != "user_root" {
		t.Error("the membership is no longer in the state")
	}
}

func TestMembership_Delete_lastAdministratorPlannedBeforeItsOrganization_isNoErrorIfItWasManaged(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ create, planned bool }{
		"created with the organization":       {create: true},
		"refreshed with it":                   {},
		"created after it, planned beside it": {planned: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			calls := acctest.NewCalls(t, instance, membershipType)
			organization := p.Apply("clerk_organization", nil, acctest.Values{"name": "Mills"}).State
			if test.create {
				calls.Protocol = p
			} else {
				calls.Refresh("clerk_organization", organization)
			}
			id := p.Attributes("clerk_organization", organization)["id"]
			planned := calls.Plan(acctest.Object{}, acctest.Values{
				"organization_id": id, "user_id": "user_ada", "role": "org:admin",
			})
			if test.planned {
				calls.Configure(instance) // the apply is another process, and does not read the organization
			}
			member, diagnostics := calls.Apply(planned)
			acctest.ExpectNone(t, diagnostics)
			if !test.create && !test.planned {
				member = calls.Refreshed(member)
			}
			calls.Configure(instance)
			_, diagnostics = calls.Apply(calls.Plan(member, nil))
			acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "The last administrator stays in the organization")
		})
	}
}

func TestMembership_Update_oldOneIsGoneAfterAnIncompleteMove_keepsTheNewOne(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]struct {
		userID string
		writes []string
	}{
		"the old one is gone": {"user_grace", nil},
		"another target":      {"user_root", []string{createMember, removeMember, removeMember}},
		"the old target":      {"user_ada", []string{removeMember}},
		"destroyed":           {"", []string{removeMember, removeMember}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, _ := seeded(t)
			calls := acctest.NewCalls(t, instance, membershipType)
			in := acctest.Values{"organization_id": "org_looms"}
			member := calls.Create(instance, ada(in))
			acctest.Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: emulator.FaultStatus, Status: 500})
			calls.Configure(instance, acctest.Values{"max_retries": 0})
			half, diagnostics := calls.Apply(calls.Plan(member, ada(in, acctest.Values{"user_id": "user_grace"})))
			acctest.ExpectOne(t, diagnostics, acctest.IsError, "status 500")
			acctest.Faults(t, instance)
			if next.writes == nil {
				instance.DeleteUser("user_ada")
			}
			instance.ResetLog()
			calls.Configure(instance)
			half = calls.Refreshed(half)
			config := ada(in, acctest.Values{"user_id": next.userID})
			if next.userID == "" {
				config = nil
			}
			_, diagnostics = calls.Apply(calls.Plan(half, config))
			acctest.ExpectNone(t, diagnostics)
			instance.ExpectWrites(next.writes...)
			var members []string
			for _, held := range instance.Memberships("org_looms") {
				members = append(members, held.PublicUserData.UserID)
			}
			if text := strings.Join(members, " "); text != next.userID {
				t.Errorf("the members are %s, want %s", text, next.userID)
			}
		})
	}
}

// The plan deletes the new member of an exchange that is not complete. Another resource has it in the state.
func TestMembership_Plan_backFromAnIncompleteMove_conflictsWithTheResourceOfTheNewOne(t *testing.T) {
	t.Parallel()
	instance, _ := seeded(t)
	calls := acctest.NewCalls(t, instance, membershipType)
	member := calls.Create(instance, ada())
	acctest.Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	calls.Configure(instance, acctest.Values{"max_retries": 0})
	grace := ada(acctest.Values{"user_id": "user_grace"})
	half, _ := calls.Apply(calls.Plan(member, grace))
	acctest.Faults(t, instance)
	calls.Configure(instance)
	other := calls.Imported(acctest.Values{"organization_id": "org_engines", "user_id": "user_grace"})
	calls.Configure(instance)
	half, other = calls.Refreshed(half), calls.Refreshed(other)
	acctest.ExpectNone(t, calls.Plan(other, grace).Diagnostics)
	acctest.ExpectOne(t, calls.Plan(half, ada()).Diagnostics, acctest.IsError, "user_grace", "another resource manages")
}

func TestMembership_Replace_onDestroyKeeps_isRefused(t *testing.T) {
	t.Parallel()
	instance, _ := seeded(t)
	calls := acctest.NewCalls(t, instance, membershipType)
	keeps := ada(acctest.Values{"on_destroy": "keep"})
	held := calls.Create(instance, keeps)
	calls.Configure(instance)
	first := calls.Plan(held, keeps)
	again := calls.Plan(acctest.Object{Private: first.PlannedPrivate}, keeps)
	acctest.ExpectOne(t, again.Diagnostics, acctest.IsError, "cannot be replaced", "adopt_existing = true")
	calls.Configure(instance) // a tainted one is planned without its private state
	tainted := calls.Plan(acctest.Object{}, keeps)
	calls.Configure(instance)
	_, diagnostics := calls.Apply(calls.Replaced(held, tainted))
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "cannot be replaced", "terraform untaint")
}

func TestMemberships_refresh_moreThanAPage_sendsFewRequests(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	all := emulator.Seed{Organizations: seed.Organizations}
	for i := range 520 {
		id := fmt.Sprintf("user_m%d", i)
		all.Users = append(all.Users, emulator.SeedUser{ID: id, Body: map[string]any{"username": fmt.Sprintf("member%d", i)}})
		all.Memberships = append(
			all.Memberships,
			emulator.SeedMembership{UserID: id, OrganizationID: "org_engines", Role: "org:admin"},
		)
	}
	instance.MustSeed(all)
	p := acctest.NewProtocol(t, instance)
	for i := range 520 {
		if 20 <= i && i < 500 && i%13 != 0 {
			continue // both pages are read, and the data source below reads all memberships
		}
		p.Import(membershipType, p.IdentityOf(membershipType, acctest.Values{
			"organization_id": "org_engines", "user_id": fmt.Sprintf("user_m%d", i),
		}))
	}
	if reads := instance.Reads(); len(reads) > 6 {
		t.Errorf("%d requests were sent: %v", len(reads), reads)
	}
	ids, _ := p.ReadIDs("clerk_organization_memberships", "memberships", acctest.Values{"organization_id": "org_engines"})
	if len(ids) != 520 {
		t.Errorf("the data source has %d memberships", len(ids))
	}
	ids, _ = p.ReadIDs("clerk_organization_memberships", "memberships",
		acctest.Values{"organization_id": "org_engines", "role": "org:member"})
	if len(ids) != 0 {
		t.Errorf("the data source has %d members", len(ids))
	}
	acctest.ExpectNone(
		t,
		p.TryRead("clerk_organization_memberships", acctest.Values{"organization_id": "org_looms"}).Diagnostics,
	)
}

func TestMembershipTypes_badInput_isOneError(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_organization_memberships", []acctest.BadInput{
		{
			Name:      "no organization",
			Config:    acctest.Values{"organization_id": "x"},
			Attribute: "organization_id",
			Summary:   "Not the id of an organization",
			Details:   "org_",
		},
		{
			Name:      "an unknown organization",
			Config:    acctest.Values{"organization_id": "org_none"},
			Stage:     acctest.Planned,
			Attribute: "organization_id",
			Summary:   `Could not list the memberships of the organization "org_none"`,
			Details:   "has no such organization",
		},
	})
	t.Run("query", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_organization_membership", []acctest.BadInput{{
			Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
			Summary: "Could not list the organization memberships", Details: "status 500",
		}})
	})
	t.Run("action", func(t *testing.T) {
		inputs := acctest.Values{"organization_id": "org_none", "user_id": "user_ada"}
		acctest.RunBadInputs(t, "action clerk_organization_membership_remove", []acctest.BadInput{
			{
				Name:      "an unknown organization",
				Config:    inputs,
				Stage:     acctest.Applied,
				Attribute: "organization_id",
				Summary:   "Could not remove the user user_ada from the organization org_none",
				Details:   "does not exist, or was deleted",
			},
			{
				Name: "no user", Config: acctest.Values{"organization_id": "org_none", "user_id": "ada"}, Attribute: "user_id",
				Summary: "Not the id of a user", Details: `"ada"`,
			},
		})
	})
}

func TestRemoveMembership_Invoke_removesTheUserOnce(t *testing.T) {
	t.Parallel()
	// The action "clerk_organization_membership_remove" is tested with its requests, and repeated.
	instance, p := seeded(t)
	p.Apply(membershipType, nil, ada())
	inputs := acctest.Values{"organization_id": "org_engines", "user_id": "user_ada"}
	for _, want := range []string{"Done: the user user_ada is removed", "Nothing to do: the user user_ada is no member"} {
		run := p.InvokeAction("clerk_organization_membership_remove", inputs)
		acctest.ExpectNone(t, run.Diagnostics)
		if text := strings.Join(run.Progress, "\n"); !strings.Contains(text, want) {
			t.Errorf("the progress is %q, want %q", text, want)
		}
	}
	instance.ExpectWrites(createMember, removeMember)
	last := p.InvokeAction("clerk_organization_membership_remove", acctest.Values{
		"organization_id": "org_engines", "user_id": "user_root",
	})
	acctest.ExpectOne(t, last.Diagnostics, acctest.IsError, "last administrator", "Make another member")
}

func TestRemoveMembership_Invoke_refusedByARule_isOneErrorOnTheUser(t *testing.T) {
	t.Parallel()
	for code, test := range map[string]struct {
		behaviour emulator.Behaviour
		scim      bool
		advice    string
	}{
		"":                              {},
		"personal_accounts_not_allowed": {emulator.Behaviour{PersonalAccountsDisabled: true}, false, "Add the user to another"},
		"organization_membership_managed_by_scim": {emulator.Behaviour{}, true, "Change it in the directory"},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			instance.SetBehaviour(test.behaviour)
			instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
				{UserID: "user_ada", OrganizationID: "org_engines", ManagedBySCIM: test.scim},
			}})
			run := p.InvokeAction("clerk_organization_membership_remove", acctest.Values{
				"organization_id": "org_engines", "user_id": "user_ada",
			})
			instance.ExpectWrites(removeMember)
			if code == "" {
				acctest.ExpectNone(t, run.Diagnostics)
				return
			}
			acctest.ExpectOne(t, run.Diagnostics, acctest.IsError,
				"Could not remove the user user_ada from the organization org_engines", code, test.advice)
			acctest.ExpectError(t, run.Diagnostics, "user_id", code)
			if text := acctest.Text(run.Diagnostics); strings.Contains(text, "on_destroy") {
				t.Errorf("an action has no on_destroy: %s", text)
			}
		})
	}
}
