package clients_test

import (
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

// withLaptop is an instance with the client client_laptop, which has all attributes,
// and further clients client_0 and so on.
func withLaptop(t *testing.T, further int, behaviour ...func(*emulator.Config)) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t, behaviour...)
	signIn, signUp, strategy := "sia_1", "sua_1", "oauth_google"
	seed := emulator.Seed{
		Users: []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}},
		Clients: []emulator.SeedClient{
			{
				ID:                         "client_laptop",
				SignInID:                   &signIn,
				SignUpID:                   &signUp,
				LastAuthenticationStrategy: &strategy,
				LastActiveSessionID:        "sess_1",
				CreatedAt:                  1_700_000_000_000,
				UpdatedAt:                  1_700_000_001_000,
			},
		},
		Sessions: []emulator.SeedSession{
			{
				ID:       "sess_1",
				UserID:   "user_ada",
				ClientID: "client_laptop",
				Tasks:    []emulator.SessionTask{{Key: "choose-organization"}},
			},
			{ID: "sess_2", UserID: "user_ada", ClientID: "client_laptop", Status: "removed"},
		},
	}
	for i := range further {
		seed.Clients = append(
			seed.Clients,
			emulator.SeedClient{ID: fmt.Sprintf("client_%d", i), CreatedAt: 1_600_000_000_000 - int64(i)},
		)
	}
	instance.MustSeed(seed)
	return instance
}

func client(name, arguments string) string {
	return fmt.Sprintf("data \"clerk_client\" %q {\n  %s\n}\n", name, arguments)
}

const clients = "data \"clerk_clients\" \"all\" {\n}\n"

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func sessionWith(attributes map[string]knownvalue.Check) knownvalue.Check {
	return knownvalue.ObjectPartial(attributes)
}

func TestAccClient_Read_hasAllAttributesAndSessions(t *testing.T) {
	t.Parallel()
	instance := withLaptop(t, 1)
	instance.Run(t, []acctest.Step{
		acctest.Reads(
			client(
				"laptop",
				`id = "client_laptop"`,
			)+client(
				"bare",
				`id = "client_0"`,
			)+client(
				"gone",
				"id = \"client_none\"\n  allow_missing = true",
			),
			acctest.Attributes("data.clerk_client.laptop", map[string]knownvalue.Check{
				"sign_in_id": text(
					"sia_1",
				),
				"sign_up_id":                   text("sua_1"),
				"last_active_session_id":       text("sess_1"),
				"last_authentication_strategy": text("oauth_google"),
				"created_at": text(
					"2023-11-14T22:13:20Z",
				),
				"updated_at":  text("2023-11-14T22:13:21Z"),
				"exists":      knownvalue.Bool(true),
				"session_ids": knownvalue.ListExact([]knownvalue.Check{text("sess_1"), text("sess_2")}),
				"sessions": knownvalue.ListExact([]knownvalue.Check{
					sessionWith(map[string]knownvalue.Check{
						"id": text(
							"sess_1",
						),
						"user_id":         text("user_ada"),
						"client_id":       text("client_laptop"),
						"status":          text("active"),
						"latest_activity": knownvalue.Null(),
						"tasks": knownvalue.ListExact(
							[]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{"key": text("choose-organization")})},
						),
					}),
					sessionWith(
						map[string]knownvalue.Check{"id": text("sess_2"), "status": text("removed"), "tasks": knownvalue.ListExact(nil)},
					),
				}),
			}),
			acctest.Attributes("data.clerk_client.bare", map[string]knownvalue.Check{
				"sign_in_id":                   knownvalue.Null(),
				"sign_up_id":                   knownvalue.Null(),
				"last_active_session_id":       knownvalue.Null(),
				"last_authentication_strategy": knownvalue.Null(),
				"session_ids":                  knownvalue.ListExact(nil),
				"sessions":                     knownvalue.ListExact(nil),
				"exists":                       knownvalue.Bool(true),
			}),
			acctest.Attributes("data.clerk_client.gone", map[string]knownvalue.Check{
				"id": text(
					"client_none",
				),
				"exists":      knownvalue.Bool(false),
				"sessions":    knownvalue.Null(),
				"session_ids": knownvalue.Null(),
				"created_at":  knownvalue.Null(),
			}),
		),
	}, nil)
}

func TestClients_Read_severalPages_listsAllNewestFirst(t *testing.T) {
	t.Parallel()
	const further = 700
	instance := withLaptop(t, further)
	want := []string{"client_laptop"}
	for i := range further {
		want = append(want, fmt.Sprintf("client_%d", i))
	}
	got, _ := acctest.NewProtocol(t, instance).ReadIDs("clerk_clients", "clients", nil)
	if !slices.Equal(got, want) {
		t.Errorf("read %v", got)
	}
	if reads := instance.Reads(); len(reads) != 2 {
		t.Errorf("%d requests for 2 pages: %v", len(reads), reads)
	}
}

func TestAccClients_Read_warnsOfTheDeprecation(t *testing.T) {
	t.Parallel()
	workspace := acctest.NewWorkspace(t, withLaptop(t, 0))
	workspace.Write(clients)
	warnings := workspace.Must("plan", "-json").Warnings()
	if len(warnings) == 0 {
		t.Error("there is no warning")
	}
	for _, warning := range warnings {
		if warning.Address != "data.clerk_clients.all" || !strings.Contains(warning.Detail, "clerk_sessions instead") ||
			!strings.Contains(warning.Detail, "clerk_client.") {
			t.Errorf("it warns %s: %s", warning.Address, warning.Detail)
		}
	}
}

func TestAccClients_Read_error_isOnTheAttributeWithAdvice(t *testing.T) {
	t.Parallel()
	instance := withLaptop(t, 0, func(config *emulator.Config) { config.Behaviour.ClientListGone = true })
	workspace := acctest.NewWorkspace(t, instance)
	workspace.ExpectProblems("validate", client("empty", `id = ""`),
		acctest.Problem{Address: "data.clerk_client.empty", At: "id", Summary: "Not the id of a client"})
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
	workspace.ExpectProblems(
		"plan",
		client("unknown", `id = "client_none"`)+clients,
		acctest.Problem{
			Address: "data.clerk_client.unknown",
			At:      "id",
			Summary: `Could not read the client "client_none"`,
			Says: []string{
				"No client was found with id client_none", "client_id of a session", "allow_missing = true",
			},
		},
		acctest.Problem{Address: "data.clerk_clients.all", Summary: "Could not list the clients", Says: []string{
			"status 410", "no longer lists all clients", "clerk_sessions", "clerk_client", "trace id",
		}},
	)
	if count := instance.Stats().Requests["GET /v1/clients"]; count != 1 {
		t.Errorf("a removed list was requested %d times", count)
	}
}

func TestAccClients_Read_inputKnownOnlyDuringApply_readsDuringApply(t *testing.T) {
	t.Parallel()
	step := acctest.Reads(
		"resource \"terraform_data\" \"id\" {\n  input = \"client_laptop\"\n}\n"+client(
			"it",
			"id = terraform_data.id.output",
		),
		acctest.Attributes(
			"data.clerk_client.it",
			map[string]knownvalue.Check{"last_authentication_strategy": text("oauth_google")},
		),
	)
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("data.clerk_client.it", tfjsonpath.New("sessions")),
	}
	withLaptop(t, 0).Run(t, []acctest.Step{step}, nil)
}
