package organizationinvitations_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withInvitations is an instance with Ada, user_ada, who has these invitations,
// and Grace, gracehopper.
func withInvitations(t *testing.T, invitations ...emulator.SeedInvitation) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"username": "adalove", "email_address": []string{"ada@example.com"}}},
			{ID: "user_grace", Body: map[string]any{"username": "gracehopper", "first_name": "Grace", "last_name": "Hopper"}},
		},
		Organizations: []emulator.Organization{
			{ID: "org_engines", Name: "Engines", Slug: "engines", ImageURL: "https://img.clerk.com/engines", HasImage: true},
		},
		Invitations: invitations,
	})
	return instance
}

func invitations(name, arguments string) string {
	return fmt.Sprintf("data \"clerk_user_organization_invitations\" %q {\n  %s\n}\n", name, arguments)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccUserOrganizationInvitations_Read_hasAllAttributesAndFiltersByStatus(t *testing.T) {
	t.Parallel()
	instance := withInvitations(
		t,
		emulator.SeedInvitation{
			ID:             "orginv_1",
			UserID:         "user_ada",
			OrganizationID: "org_engines",
			Role:           "org:admin",
			RoleName:       "Admin",
			Inviter:        "gracehopper",
			Status:         "accepted",
			PublicMetadata: json.RawMessage(
				`{"a":1}`,
			),
			PrivateMetadata: json.RawMessage(`{"b":2}`),
			URL:             "https://example.com/accept?ticket=sesame",
			CreatedAt:       1_700_000_000_000,
			UpdatedAt:       1_700_000_001_000,
			ExpiresAt:       1_700_000_002_000,
		},
		emulator.SeedInvitation{
			ID:             "orginv_2",
			UserID:         "user_ada",
			OrganizationID: "org_looms",
			ExpiresAt:      -1,
			CreatedAt:      1_700_000_003_000,
		},
		emulator.SeedInvitation{
			ID:             "orginv_3",
			UserID:         "user_ada",
			OrganizationID: "org_mills",
			CreatedAt:      1_600_000_000_000,
		},
	)
	config := invitations("all", `user_id = "user_ada"`)
	for _, status := range []string{"pending", "accepted", "revoked", "expired"} {
		config += invitations(status, fmt.Sprintf("user_id = \"user_ada\"\n  status = %q", status))
	}
	const address = "data.clerk_user_organization_invitations."
	instance.Run(t, []acctest.Step{
		acctest.Reads(
			config,
			acctest.IDs(address+"all", "invitations", "orginv_2", "orginv_1", "orginv_3"),
			acctest.IDs(address+"pending", "invitations", "orginv_2"),
			acctest.IDs(address+"accepted", "invitations", "orginv_1"),
			acctest.IDs(address+"revoked", "invitations"),
			acctest.IDs(address+"expired", "invitations", "orginv_3"),
			acctest.Attributes(
				address+"accepted",
				map[string]knownvalue.Check{"private_metadata_by_id": knownvalue.MapExact(map[string]knownvalue.Check{
					"orginv_1": text(`{"b":2}`),
				}), "invitations": knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectExact(map[string]knownvalue.Check{
						"id": text(
							"orginv_1",
						),
						"email_address": text("ada@example.com"),
						"role":          text("org:admin"),
						"role_name":     text("Admin"),
						"status":        text("accepted"),
						"organization_id": text(
							"org_engines",
						),
						"inviter_id":      text("user_grace"),
						"public_metadata": text(`{"a":1}`),
						"created_at": text(
							"2023-11-14T22:13:20Z",
						),
						"updated_at": text("2023-11-14T22:13:21Z"),
						"expires_at": text("2023-11-14T22:13:22Z"),
						"public_organization_data": knownvalue.ObjectExact(map[string]knownvalue.Check{
							"id": text(
								"org_engines",
							),
							"name":      text("Engines"),
							"slug":      text("engines"),
							"image_url": text("https://img.clerk.com/engines"),
							"has_image": knownvalue.Bool(true),
						}),
						"public_inviter_data": knownvalue.ObjectExact(map[string]knownvalue.Check{
							"user_id": text(
								"user_grace",
							),
							"identifier": text("gracehopper"),
							"first_name": text("Grace"),
							"last_name":  text("Hopper"),
							"image_url":  knownvalue.NotNull(),
							"has_image":  knownvalue.Bool(false),
						}),
					}),
				})},
			),
			acctest.Attributes(
				address+"pending",
				map[string]knownvalue.Check{"invitations": knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(map[string]knownvalue.Check{
						"status": text(
							"pending",
						),
						"inviter_id":          knownvalue.Null(),
						"public_inviter_data": knownvalue.Null(),
						"expires_at":          knownvalue.Null(),
						"public_metadata":     text(`{}`),
					}),
				})},
			),
		),
	}, nil)
}

func TestUserOrganizationInvitations_Read_severalPages_listsAllWithoutURLs(t *testing.T) {
	t.Parallel()
	const count = 600
	var seeds []emulator.SeedInvitation
	var want []string
	for i := range count {
		want = append(want, fmt.Sprintf("orginv_%d", i))
		seeds = append(seeds, emulator.SeedInvitation{
			ID: want[i], UserID: "user_ada", OrganizationID: "org_engines", URL: "https://example.com/accept?ticket=sesame",
			CreatedAt: 4_000_000_000_000 - int64(i),
		})
	}
	ids, state := acctest.NewProtocol(t, withInvitations(t, seeds...)).
		ReadIDs("clerk_user_organization_invitations", "invitations", acctest.Values{
			"user_id": "user_ada", "status": "pending",
		})
	if !slices.Equal(ids, want) {
		t.Errorf("read %d invitations: %v", len(ids), ids)
	}
	if strings.Contains(fmt.Sprint(state), "sesame") {
		t.Error("the state holds an address that accepts an invitation")
	}
}

func TestUserOrganizationInvitations_Read_error_isOnTheAttributeWithAdvice(t *testing.T) {
	t.Parallel()
	const source = "clerk_user_organization_invitations"
	instance := withInvitations(t)
	provider := acctest.NewProtocol(t, instance)
	provider.ExpectProblem(
		source,
		acctest.Values{"user_id": "ada@example.com"},
		acctest.Problem{At: "user_id", Summary: "Not the id of a user"},
	)
	provider.ExpectProblem(source, acctest.Values{"user_id": "user_ada", "status": "open"}, acctest.Problem{
		At: "status", Summary: "Not an allowed value", Says: []string{`"pending"`, `"expired"`},
	})
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
	provider.ExpectProblem(source, acctest.Values{"user_id": "user_none"}, acctest.Problem{
		At: "user_id", Summary: `Could not list the organization invitations of the user "user_none"`,
		Says: []string{"No user was found with id user_none", "This instance has no such user", "trace id"},
	})
}

func TestAccUserOrganizationInvitations_Read_userKnownOnlyDuringApply_readsDuringApply(t *testing.T) {
	t.Parallel()
	instance := withInvitations(t)
	step := acctest.Reads(
		"resource \"clerk_user\" \"new\" {\n  username = \"newcomer\"\n}\n"+invitations(
			"it",
			"user_id = clerk_user.new.id\n  status = clerk_user.new.id == \"\" ? \"revoked\" : \"pending\"",
		),
		acctest.IDs("data.clerk_user_organization_invitations.it", "invitations"),
	)
	step.Writes = []string{"POST /v1/users"}
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("data.clerk_user_organization_invitations.it", tfjsonpath.New("invitations")),
	}
	instance.Run(t, []acctest.Step{step}, nil)
}
