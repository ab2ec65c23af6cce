package organizationpermissions_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	permissionType = "clerk_organization_permission"
	create         = "POST /v1/organization_permissions"
	update         = "PATCH /v1/organization_permissions/{permission_id}"
	remove         = "DELETE /v1/organization_permissions/{permission_id}"
)

func reading(key string) acctest.Values {
	return acctest.Values{"name": "Read reports", "key": key, "description": "All reports"}
}

func TestPermission(t *testing.T) {
	read := reading("org:reports:read")
	failed := "Could not create the organization permission org:reports:read"
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_organization_permission", Identity: []string{"id"}, Imports: []string{"{key}"},
		Config: read, Create: create, Creates: []string{create},
		Update:  acctest.Values{"name": "View", "key": "org:reports:view", "description": ""},
		Updates: []string{update}, Destroys: []string{remove},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{Permissions: []emulator.Permission{{
				ID: fmt.Sprintf("perm_%d", i), Key: fmt.Sprintf("org:r%d:read", i),
			}}}
		},
		Bad: []acctest.BadInput{
			{
				Name:      "a key without an action",
				Config:    reading("org:reports"),
				Attribute: "key",
				Summary:   "Not the key of a permission",
				Details:   "org:reports:read",
			},
			{
				Name:      "a system key",
				Config:    reading("org:sys_profile:manage"),
				Attribute: "key",
				Summary:   "A system permission cannot be managed",
				Details:   "clerk_organization_permissions",
			},
			{
				Name: "a key of another permission", Config: read, API: holdReading, Stage: acctest.Applied,
				Attribute: "key", Summary: failed, Details: "Another permission|import",
			},
			{
				Name:    "a plan without custom permissions",
				Config:  read,
				API:     acctest.Behaves(emulator.Behaviour{CustomPermissionsNeedPlan: true}),
				Stage:   acctest.Applied,
				Summary: failed,
				Details: "Upgrade the Clerk subscription",
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "perm_…|its key",
			},
			{
				Name:    "an unknown id",
				Config:  acctest.Values{"id": "perm_none"},
				Stage:   acctest.Planned,
				Summary: "No such organization permission",
				Details: "perm_none",
			},
		},
	})
}

func holdReading(t *testing.T, instance *acctest.Instance) {
	t.Helper()
	instance.MustSeed(emulator.Seed{Permissions: []emulator.Permission{{Key: "org:reports:read"}}})
}

// A role that is refreshed after the permission is deleted shows the change.
func TestPermission_Delete_ofAPermissionThatARoleHas(t *testing.T) {
	t.Parallel()
	for _, kept := range []bool{false, true} {
		t.Run(fmt.Sprintf("kept %v", kept), func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.SetBehaviour(emulator.Behaviour{AssignedPermissionsKept: kept})
			p := acctest.NewProtocol(t, instance)
			made := p.Apply(permissionType, nil, reading("org:reports:read"))
			id := fmt.Sprint(p.Attributes(permissionType, made.State)["id"])
			role := p.Apply("clerk_organization_role", nil, acctest.Values{
				"name": "Auditor", "key": "org:auditor", "include_in_initial_role_set": false, "permission_ids": []any{id},
			})
			acctest.ExpectNone(t, role.Diagnostics)
			refreshed := p.Refresh("clerk_organization_role", role.State)
			removed := p.Destroy(permissionType, made.State).Diagnostics
			after := p.Attributes("clerk_organization_role", p.Refresh("clerk_organization_role", refreshed))
			permissions, _ := after["permission_ids"].([]any)
			if kept {
				acctest.ExpectOne(t, removed, acctest.IsError, "assigned to the role org:auditor")
			} else {
				acctest.ExpectNone(t, removed)
			}
			if kept != (len(permissions) == 1) {
				t.Errorf("the role has %v", after["permission_ids"])
			}
		})
	}
}

func TestPermissions_list_omitsSystemPermissionsAndReadsAllPages(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	var all emulator.Seed
	for i := range 520 {
		all.Permissions = append(
			all.Permissions,
			emulator.Permission{ID: fmt.Sprintf("perm_%d", i), Key: fmt.Sprintf("org:r%d:read", i)},
		)
	}
	instance.MustSeed(all)
	p := acctest.NewProtocol(t, instance)
	if listed := p.Listed(permissionType, acctest.ListQuery{}); len(listed) != 520 {
		t.Errorf("the list has %d permissions", len(listed))
	}
	for i := range 520 {
		p.Import(permissionType, p.IdentityOf(permissionType, acctest.Values{"id": fmt.Sprintf("perm_%d", i)}))
	}
	if reads := instance.Reads(); len(reads) > 6 {
		t.Errorf("%d requests were sent: %v", len(reads), reads)
	}
	ids, _ := p.ReadIDs(
		"clerk_organization_permissions",
		"organization_permissions",
		acctest.Values{"key": "org:r51:read"},
	)
	if !slices.Equal(ids, []string{"perm_51"}) {
		t.Errorf("the data source has %v", ids)
	}
	acctest.ExpectNone(t, p.TryRead("clerk_organization_permissions", acctest.Values{}).Diagnostics)
}

func TestPermissionTypes_badInput_isOneError(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_organization_permissions", []acctest.BadInput{
		{Name: "an empty key", Config: acctest.Values{"key": ""}, Attribute: "key", Summary: "Empty value", Details: "empty"},
	})
	t.Run("query", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_organization_permission", []acctest.BadInput{{
			Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
			Summary: "Could not list the organization permissions", Details: "status 500",
		}})
	})
}
