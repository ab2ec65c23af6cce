package organizationmemberships_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withMemberships is an instance with Ada, user_ada, and Grace, user_grace, who
// have these memberships.
func withMemberships(t *testing.T, memberships ...emulator.SeedMembership) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	members, key := int64(3), "role_set:default"
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID:   "user_ada",
				Body: map[string]any{"username": "adalove", "first_name": "Ada", "email_address": []string{"ada@example.com"}},
			},
			{ID: "user_grace", Body: map[string]any{"username": "gracehopper"}},
		},
		Organizations: []emulator.Organization{
			{
				ID:                      "org_engines",
				Name:                    "Engines",
				Slug:                    "engines",
				ImageURL:                "https://img.clerk.com/engines",
				HasImage:                true,
				MembersCount:            &members,
				PendingInvitationsCount: &members,
				MissingMemberWithElevatedPermissions: new(
					bool,
				),
				MaxAllowedMemberships: 5,
				AdminDeleteEnabled:    true,
				CreatedBy:             "user_grace",
				RoleSetKey:            &key,
				PublicMetadata:        json.RawMessage(`{"c":3}`),
				PrivateMetadata:       json.RawMessage(`{"d":"secret-4"}`),
				CreatedAt:             1_700_000_000_000,
				UpdatedAt:             1_700_000_001_000,
				LastActiveAt:          1_700_000_002_000,
			},
		},
		Memberships: memberships,
	})
	return instance
}

func memberships(name, userID string) string {
	return fmt.Sprintf("data \"clerk_user_organization_memberships\" %q {\n  user_id = %s\n}\n", name, userID)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccUserOrganizationMemberships_Read_hasAllAttributesNewestFirst(t *testing.T) {
	t.Parallel()
	instance := withMemberships(
		t,
		emulator.SeedMembership{
			ID:             "orgmem_1",
			UserID:         "user_ada",
			OrganizationID: "org_engines",
			Role:           "org:builder",
			RoleName:       "Builder",
			Permissions:    []string{"org:engines:build"},
			PublicMetadata: json.RawMessage(
				`{"a":1}`,
			),
			PrivateMetadata: json.RawMessage(`{"b":"secret-2"}`),
			CreatedAt:       1_700_000_003_000,
			UpdatedAt:       1_700_000_004_000,
		},
		emulator.SeedMembership{
			ID:             "orgmem_2",
			UserID:         "user_ada",
			OrganizationID: "org_looms",
			CreatedAt:      1_700_000_005_000,
		},
	)
	instance.Run(t, []acctest.Step{
		acctest.Reads(
			memberships("ada", `"user_ada"`)+memberships("grace", `"user_grace"`),
			acctest.IDs("data.clerk_user_organization_memberships.ada", "memberships", "orgmem_2", "orgmem_1"),
			acctest.IDs("data.clerk_user_organization_memberships.grace", "memberships"),
			[]statecheck.StateCheck{
				statecheck.ExpectSensitiveValue(
					"data.clerk_user_organization_memberships.ada",
					tfjsonpath.New("private_metadata_by_id"),
				),
			},
			acctest.Attributes(
				"data.clerk_user_organization_memberships.ada",
				map[string]knownvalue.Check{"private_metadata_by_id": knownvalue.MapPartial(map[string]knownvalue.Check{
					"orgmem_1": text(`{"b":"secret-2"}`),
				}), "memberships": knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(
						map[string]knownvalue.Check{"organization": knownvalue.ObjectPartial(map[string]knownvalue.Check{
							"id": text(
								"org_looms",
							),
							"members_count":                            knownvalue.Null(),
							"pending_invitations_count":                knownvalue.Null(),
							"missing_member_with_elevated_permissions": knownvalue.Null(),
							"created_by":                               knownvalue.Null(),
							"role_set_key":                             knownvalue.Null(),
							"last_active_at":                           knownvalue.Null(),
							"max_allowed_memberships":                  knownvalue.Int64Exact(0),
						})},
					),
					knownvalue.ObjectExact(map[string]knownvalue.Check{
						"id": text(
							"orgmem_1",
						),
						"role":        text("org:builder"),
						"role_name":   text("Builder"),
						"permissions": knownvalue.ListExact([]knownvalue.Check{text("org:engines:build")}),
						"public_metadata": text(
							`{"a":1}`,
						),
						"created_at": text("2023-11-14T22:13:23Z"),
						"updated_at": text("2023-11-14T22:13:24Z"),
						"organization": knownvalue.ObjectExact(map[string]knownvalue.Check{
							"id": text(
								"org_engines",
							),
							"name":      text("Engines"),
							"slug":      text("engines"),
							"image_url": text("https://img.clerk.com/engines"),
							"has_image": knownvalue.Bool(true),
							"members_count": knownvalue.Int64Exact(
								3,
							),
							"pending_invitations_count": knownvalue.Int64Exact(3),
							"max_allowed_memberships":   knownvalue.Int64Exact(5),
							"admin_delete_enabled": knownvalue.Bool(
								true,
							),
							"missing_member_with_elevated_permissions": knownvalue.Bool(false),
							"created_by": text("user_grace"),
							"role_set_key": text(
								"role_set:default",
							),
							"public_metadata": text(`{"c":3}`),
							"created_at": text(
								"2023-11-14T22:13:20Z",
							),
							"updated_at":     text("2023-11-14T22:13:21Z"),
							"last_active_at": text("2023-11-14T22:13:22Z"),
						}),
						"public_user_data": knownvalue.ObjectExact(map[string]knownvalue.Check{
							"user_id": text(
								"user_ada",
							),
							"identifier":    text("ada@example.com"),
							"username":      text("adalove"),
							"first_name":    text("Ada"),
							"last_name":     knownvalue.Null(),
							"image_url":     knownvalue.NotNull(),
							"has_image":     knownvalue.Bool(false),
							"banned":        knownvalue.Bool(false),
							"deprovisioned": knownvalue.Bool(false),
						}),
					}),
				})},
			),
		),
	}, nil)
}

func TestUserOrganizationMemberships_Read_severalPages_listsAll(t *testing.T) {
	t.Parallel()
	const count = 600
	var seeds []emulator.SeedMembership
	var want []string
	for i := range count {
		want = append(want, fmt.Sprintf("orgmem_%d", i))
		seeds = append(seeds, emulator.SeedMembership{
			ID: want[i], UserID: "user_ada", OrganizationID: fmt.Sprintf("org_%d", i), CreatedAt: 1_700_000_000_000 - int64(i),
		})
	}
	ids, _ := acctest.NewProtocol(t, withMemberships(t, seeds...)).
		ReadIDs("clerk_user_organization_memberships", "memberships", acctest.Values{"user_id": "user_ada"})
	if !slices.Equal(ids, want) {
		t.Errorf("read %d memberships: %v", len(ids), ids)
	}
}

func TestUserOrganizationMemberships_Read_error_isOnTheAttributeWithAdvice(t *testing.T) {
	t.Parallel()
	const source = "clerk_user_organization_memberships"
	instance := withMemberships(t)
	provider := acctest.NewProtocol(t, instance)
	provider.ExpectProblem(
		source,
		acctest.Values{"user_id": "ada@example.com"},
		acctest.Problem{At: "user_id", Summary: "Not the id of a user"},
	)
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
	provider.ExpectProblem(source, acctest.Values{"user_id": "user_none"}, acctest.Problem{
		At: "user_id", Summary: `Could not list the organization memberships of the user "user_none"`,
		Says: []string{"No user was found with id user_none", "This instance has no such user", "trace id"},
	})
	instance.SetBehaviour(emulator.Behaviour{OrganizationsDisabled: true})
	provider.ExpectProblem(source, acctest.Values{"user_id": "user_ada"}, acctest.Problem{
		Summary: `Could not list the organization memberships of the user "user_ada"`,
		Says:    []string{"status 403", "not enabled", "Clerk Dashboard"},
	})
}

func TestAccUserOrganizationMemberships_Read_userKnownOnlyDuringApply_readsDuringApply(t *testing.T) {
	t.Parallel()
	instance := withMemberships(t)
	step := acctest.Reads(
		"resource \"clerk_user\" \"new\" {\n  username = \"newcomer\"\n}\n"+memberships("it", "clerk_user.new.id"),
		acctest.IDs("data.clerk_user_organization_memberships.it", "memberships"),
	)
	step.Writes = []string{"POST /v1/users"}
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("data.clerk_user_organization_memberships.it", tfjsonpath.New("memberships")),
	}
	instance.Run(t, []acctest.Step{step}, nil)
}
