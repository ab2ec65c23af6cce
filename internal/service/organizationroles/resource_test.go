package organizationroles_test

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
	roleType = "clerk_organization_role"
	create   = "POST /v1/organization_roles"
	update   = "PATCH /v1/organization_roles/{organization_role_id}"
	remove   = "DELETE /v1/organization_roles/{organization_role_id}"
)

var seed = emulator.Seed{Permissions: []emulator.Permission{
	{ID: "perm_read", Key: "org:reports:read"}, {ID: "perm_sign", Key: "org:reports:sign"},
}}

func auditor(more acctest.Values) acctest.Values {
	return acctest.Values{"name": "Auditor", "key": "org:auditor", "include_in_initial_role_set": false}.With(more)
}

func TestRole(t *testing.T) {
	failed := "Could not create the organization role org:auditor"
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_organization_role", Seed: seed, Identity: []string{"id"}, Imports: []string{"{key}"},
		Config: auditor(acctest.Values{"description": "Reads reports", "permission_ids": []any{"perm_sign", "perm_read"}}),
		Create: create, Creates: []string{create}, NotImported: []string{"include_in_initial_role_set"},
		Update: acctest.Values{
			"name": "Inspector", "key": "org:inspector", "description": "", "permission_ids": []any{"perm_read"},
			"include_in_initial_role_set": false,
		},
		Updates: []string{update}, Destroys: []string{remove},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{Roles: []emulator.SeedRole{{
				ID: fmt.Sprintf("role_%d", i), Key: fmt.Sprintf("org:r%d", i), OutsideRoleSets: true,
			}}}
		},
		Bad: []acctest.BadInput{
			{
				Name:      "no name",
				Config:    auditor(acctest.Values{"name": ""}),
				Attribute: "name",
				Summary:   "Not a name",
				Details:   "is empty",
			},
			{
				Name:      "a key without org:",
				Config:    auditor(acctest.Values{"key": "auditor"}),
				Attribute: "key",
				Summary:   "Not the key of a role",
				Details:   "org:auditor",
			},
			{
				Name:      "the key of a permission",
				Config:    auditor(acctest.Values{"permission_ids": []any{"org:reports:read"}}),
				Attribute: `permission_ids["org:reports:read"]`,
				Summary:   "Not the id of a permission",
				Details:   "one word",
			},
			{
				Name:    "an unknown permission",
				Config:  auditor(acctest.Values{"permission_ids": []any{"perm_none"}}),
				Stage:   acctest.Applied,
				Summary: failed,
				Details: "has ids of this instance",
			},
			{
				Name: "a key of another role", Config: auditor(nil), API: holdAuditor(""), Stage: acctest.Applied,
				Attribute: "key", Summary: failed, Details: "Another role|import",
			},
			{
				Name:      "a key of another role, with another code",
				Config:    auditor(nil),
				API:       holdAuditor("duplicate_record"),
				Stage:     acctest.Applied,
				Attribute: "key",
				Summary:   failed,
				Details:   "Another role|import",
			},
			{
				Name:    "a plan without custom roles",
				Config:  auditor(nil),
				API:     acctest.Behaves(emulator.Behaviour{CustomRolesNeedPlan: true}),
				Stage:   acctest.Applied,
				Summary: failed,
				Details: "free in development|Upgrade the Clerk subscription",
			},
			{
				Name: "too many roles", Config: auditor(nil), API: acctest.Behaves(emulator.Behaviour{RoleQuota: -1}),
				Stage: acctest.Applied, Summary: failed, Details: "organization_instance_roles_quota_exceeded",
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "role_…|its key",
			},
			{
				Name:    "an unknown id",
				Config:  acctest.Values{"id": "role_none"},
				Stage:   acctest.Planned,
				Summary: "No such organization role",
				Details: "role_none",
			},
			{
				Name:    "an unknown key",
				Config:  acctest.Values{"id": "org:none"},
				Stage:   acctest.Planned,
				Summary: "No such organization role",
				Details: `"org:none"`,
			},
		},
	})
}

func holdAuditor(code string) func(*testing.T, *acctest.Instance) {
	return func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.SetBehaviour(emulator.Behaviour{DuplicateKeyCode: code})
		instance.MustSeed(emulator.Seed{Roles: []emulator.SeedRole{{Key: "org:auditor"}}})
	}
}

func TestRole_plan_outsideOfEveryRoleSet_warns(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	config := acctest.Values{"name": "Auditor", "key": "org:auditor"}
	acctest.ExpectOne(
		t,
		p.PlanCreate(roleType, config),
		acctest.IsWarning,
		"No member can have the new role",
		"include_in_initial_role_set = true",
	)
	acctest.ExpectNone(
		t,
		p.PlanCreate(roleType, acctest.Values{"name": "B", "key": "org:b", "include_in_initial_role_set": true}),
	)
	p.Configure(instance) // another run
	made := p.Apply(roleType, nil, auditor(nil))
	p.Configure(instance)
	acctest.ExpectOne(t, p.PlanChange(roleType, made.State, auditor(acctest.Values{"include_in_initial_role_set": true})),
		acctest.IsWarning, "used only at creation")
}

// A new key reaches the members, and the role is not deleted while a member has it.
func TestRole_inUse_isRenamedAndNotDeleted(t *testing.T) {
	t.Parallel()
	for _, inSet := range []bool{false, true} {
		t.Run(fmt.Sprintf("role in a set deletable %v", inSet), func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.SetBehaviour(emulator.Behaviour{RoleInSetDeletable: inSet})
			p := acctest.NewProtocol(t, instance)
			made := p.Apply(roleType, nil, auditor(acctest.Values{"include_in_initial_role_set": true}))
			acctest.ExpectNone(t, made.Diagnostics)
			instance.MustSeed(emulator.Seed{
				Users:         []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}},
				Organizations: []emulator.Organization{{ID: "org_engines", Name: "Engines"}},
				Memberships:   []emulator.SeedMembership{{UserID: "user_ada", OrganizationID: "org_engines", Role: "org:auditor"}},
			})
			renamed := p.Apply(
				roleType,
				made.State,
				auditor(acctest.Values{"key": "org:inspector", "include_in_initial_role_set": true}),
			)
			acctest.ExpectNone(t, renamed.Diagnostics)
			acctest.ExpectOne(t, p.Destroy(roleType, renamed.State).Diagnostics, acctest.IsError,
				"organization_role_assigned_members", "Give these members another role first")
			acctest.ExpectNone(t, p.Apply("clerk_organization_membership", nil, acctest.Values{
				"organization_id": "org_engines", "user_id": "user_ada", "role": "org:member", "adopt_existing": true,
			}).Diagnostics)
			destroyed := p.Destroy(roleType, renamed.State).Diagnostics
			if inSet {
				acctest.ExpectNone(t, destroyed)
			} else {
				acctest.ExpectOne(
					t,
					destroyed,
					acctest.IsError,
					"role set",
					"remove it from its role sets",
					"/roles/replace",
					"destroy = false",
				)
			}
		})
	}
}

func TestRoles_refresh_moreThanAPage_sendsFewRequests(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	var all emulator.Seed
	for i := range 520 {
		all.Roles = append(
			all.Roles,
			emulator.SeedRole{ID: fmt.Sprintf("role_%d", i), Key: fmt.Sprintf("org:r%d", i), OutsideRoleSets: true},
		)
	}
	instance.MustSeed(all)
	p := acctest.NewProtocol(t, instance)
	for i := range 520 {
		p.Import(roleType, p.IdentityOf(roleType, acctest.Values{"id": fmt.Sprintf("role_%d", i)}))
	}
	if reads := instance.Reads(); len(reads) > 4 {
		t.Errorf("%d requests were sent: %v", len(reads), reads)
	}
	ids, _ := p.ReadIDs("clerk_organization_roles", "roles", acctest.Values{})
	if len(ids) != 522 {
		t.Errorf("the data source has %d roles", len(ids))
	}
	ids, _ = p.ReadIDs("clerk_organization_roles", "roles", acctest.Values{"key": "org:r51"})
	if !slices.Equal(ids, []string{"role_51"}) {
		t.Errorf("the data source has %v", ids)
	}
	_, state := p.ReadIDs("clerk_organization_roles", "roles", acctest.Values{"key": "org:admin"})
	if text := fmt.Sprint(state["roles"]); !strings.Contains(text, "org:sys_memberships:manage") {
		t.Errorf("the role has no permission: %s", text)
	}
}

func TestRoleTypes_badInput_isOneError(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_organization_roles", []acctest.BadInput{
		{Name: "an empty key", Config: acctest.Values{"key": ""}, Attribute: "key", Summary: "Empty value", Details: "empty"},
		{
			Name:    "organizations disabled",
			Config:  acctest.Values{},
			API:     acctest.Behaves(emulator.Behaviour{OrganizationsDisabled: true}),
			Stage:   acctest.Planned,
			Summary: "Could not list the organization roles",
			Details: "Enable organizations",
		},
	})
	t.Run("query", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_organization_role", []acctest.BadInput{{
			Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
			Summary: "Could not list the organization roles", Details: "status 500",
		}})
	})
}
