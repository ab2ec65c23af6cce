package trusteddevices_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withDevices is an instance with Ada, user_ada, who has two active devices and
// a revoked one, and Grace, user_grace, who has none.
func withDevices(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"username": "adalove"}},
			{ID: "user_grace", Body: map[string]any{"username": "gracehopper"}},
		},
		TrustedDevices: []emulator.SeedTrustedDevice{
			{
				ID:            "tdev_phone",
				UserID:        "user_ada",
				Platform:      "android",
				AppIdentifier: "com.example.engine",
				Name:          "Phone",
				CreatedAt:     1_700_000_000_000,
				UpdatedAt:     1_700_000_001_000,
				LastUsedAt:    1_700_000_002_000,
			},
			{ID: "tdev_tablet", UserID: "user_ada", CreatedAt: 1_700_000_003_000},
			{ID: "tdev_lost", UserID: "user_ada", Status: "revoked"},
		},
	})
	return instance
}

func devices(name, userID string) string {
	return fmt.Sprintf("data \"clerk_user_trusted_devices\" %q {\n  user_id = %s\n}\n", name, userID)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccUserTrustedDevices_Read_hasAllAttributesOfActiveDevices(t *testing.T) {
	t.Parallel()
	const address = "data.clerk_user_trusted_devices."
	withDevices(t).Run(t, []acctest.Step{
		acctest.Reads(
			devices("ada", `"user_ada"`)+devices("grace", `"user_grace"`),
			acctest.IDs(address+"ada", "trusted_devices", "tdev_tablet", "tdev_phone"),
			acctest.IDs(address+"grace", "trusted_devices"),
			acctest.Attributes(
				address+"ada",
				map[string]knownvalue.Check{"trusted_devices": knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectPartial(
						map[string]knownvalue.Check{
							"name":         knownvalue.Null(),
							"last_used_at": knownvalue.Null(),
							"revoked_at":   knownvalue.Null(),
						},
					),
					knownvalue.ObjectExact(map[string]knownvalue.Check{
						"id": text(
							"tdev_phone",
						),
						"platform":       text("android"),
						"app_identifier": text("com.example.engine"),
						"name":           text("Phone"),
						"algorithm":      text("ES256"),
						"status":         text("active"),
						"created_at": text(
							"2023-11-14T22:13:20Z",
						),
						"updated_at":   text("2023-11-14T22:13:21Z"),
						"last_used_at": text("2023-11-14T22:13:22Z"),
						"revoked_at":   knownvalue.Null(),
					}),
				})},
			),
		),
	}, nil)
}

func TestUserTrustedDevices_Read_error_isOnTheAttributeWithAdvice(t *testing.T) {
	t.Parallel()
	const source = "clerk_user_trusted_devices"
	instance := withDevices(t)
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
		At: "user_id", Summary: `Could not list the trusted devices of the user "user_none"`,
		Says: []string{"No user was found with id user_none", "This instance has no such user", "trace id"},
	})
}

func TestAccUserTrustedDevices_Read_userKnownOnlyDuringApply_readsDuringApply(t *testing.T) {
	t.Parallel()
	step := acctest.Reads(
		"resource \"clerk_user\" \"new\" {\n  username = \"newcomer\"\n}\n"+devices("it", "clerk_user.new.id"),
		acctest.IDs("data.clerk_user_trusted_devices.it", "trusted_devices"),
	)
	step.Writes = []string{"POST /v1/users"}
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("data.clerk_user_trusted_devices.it", tfjsonpath.New("trusted_devices")),
	}
	withDevices(t).Run(t, []acctest.Step{step}, nil)
}
