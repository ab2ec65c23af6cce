package sessions_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withSessions is an instance with these sessions of Ada, user_ada, and Grace,
// user_grace.
func withSessions(t *testing.T, sessions ...emulator.SeedSession) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"username": "adalove"}},
			{ID: "user_grace", Body: map[string]any{"username": "gracehopper"}},
		},
		Sessions: sessions,
	})
	return instance
}

func session(name, arguments string) string {
	return fmt.Sprintf("data \"clerk_session\" %q {\n  %s\n}\n", name, arguments)
}

func sessions(name, arguments string) string {
	return fmt.Sprintf("data \"clerk_sessions\" %q {\n  %s\n}\n", name, arguments)
}

// ids expects a list of sessions with these ids, in this order.
func ids(address string, want ...string) []statecheck.StateCheck {
	return acctest.IDs(address, "sessions", want...)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

// whole is a session with all attributes.
var whole = emulator.SeedSession{
	ID:       "sess_whole",
	UserID:   "user_ada",
	ClientID: "client_laptop",
	Status:   "pending",
	Actor: json.RawMessage(
		`{"sub": "user_grace"}`,
	),
	Tasks:                    []emulator.SessionTask{{Key: "choose-organization"}},
	LastActiveOrganizationID: "org_engines",
	LatestActivity: &emulator.SessionActivity{
		Object: "session_activity", ID: "sess_activity_1", DeviceType: "Macintosh", IsMobile: true,
		BrowserName: "Firefox", BrowserVersion: "140", IPAddress: "192.0.2.1", City: "London", Country: "GB",
	},
	CreatedAt:    1_700_000_000_000,
	UpdatedAt:    1_700_000_001_000,
	LastActiveAt: 1_700_000_002_000,
	ExpireAt:     4_000_000_000_000,
	AbandonAt:    4_000_000_000_250,
}

var wholeSession = map[string]knownvalue.Check{
	"id": text(
		"sess_whole",
	),
	"user_id":                     text("user_ada"),
	"client_id":                   text("client_laptop"),
	"status":                      text("pending"),
	"actor":                       text(`{"sub":"user_grace"}`),
	"last_active_organization_id": text("org_engines"),
	"latest_activity": knownvalue.ObjectExact(map[string]knownvalue.Check{
		"id":          text("sess_activity_1"),
		"device_type": text("Macintosh"),
		"is_mobile":   knownvalue.Bool(true),
		"browser_name": text(
			"Firefox",
		),
		"browser_version": text("140"),
		"ip_address":      text("192.0.2.1"),
		"city":            text("London"),
		"country":         text("GB"),
	}),
	"tasks": knownvalue.ListExact(
		[]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{"key": text("choose-organization")})},
	),
	"created_at": text(
		"2023-11-14T22:13:20Z",
	),
	"updated_at":     text("2023-11-14T22:13:21Z"),
	"last_active_at": text("2023-11-14T22:13:22Z"),
	"expire_at":      text("2096-10-02T07:06:40Z"),
	"abandon_at":     text("2096-10-02T07:06:40.25Z"),
}

func TestAccSession_Read_hasAllAttributesAndNullForMissingValues(t *testing.T) {
	t.Parallel()
	instance := withSessions(t, whole, emulator.SeedSession{
		ID:             "sess_bare",
		UserID:         "user_grace",
		LatestActivity: &emulator.SessionActivity{Object: "session_activity", ID: "sess_activity_2"},
	})
	bare := map[string]knownvalue.Check{
		"status": text(
			"active",
		),
		"actor":                       knownvalue.Null(),
		"last_active_organization_id": knownvalue.Null(),
		"tasks":                       knownvalue.ListExact(nil),
		"exists":                      knownvalue.Bool(true),
		"latest_activity": knownvalue.ObjectExact(map[string]knownvalue.Check{
			"id":              text("sess_activity_2"),
			"device_type":     knownvalue.Null(),
			"is_mobile":       knownvalue.Bool(false),
			"browser_name":    knownvalue.Null(),
			"browser_version": knownvalue.Null(),
			"ip_address":      knownvalue.Null(),
			"city":            knownvalue.Null(),
			"country":         knownvalue.Null(),
		}),
	}
	config := session("whole", `id = "sess_whole"`) + session("bare", `id = "sess_bare"`)
	instance.Run(t, []acctest.Step{
		acctest.Reads(
			config,
			acctest.Attributes("data.clerk_session.whole", wholeSession),
			acctest.Attributes("data.clerk_session.bare", bare),
		),
	}, nil)
}

func TestAccSession_Read_missingSessionWithAllowMissing_isNoError(t *testing.T) {
	t.Parallel()
	instance := withSessions(t, whole)
	gone := map[string]knownvalue.Check{"id": text("sess_purged"), "exists": knownvalue.Bool(false)}
	there := map[string]knownvalue.Check{"exists": knownvalue.Bool(true)}
	for name, value := range wholeSession {
		there[name] = value
		if name != "id" {
			gone[name] = knownvalue.Null()
		}
	}
	config := session(
		"gone",
		"id = \"sess_purged\"\n  allow_missing = true",
	) + session(
		"there",
		"id = \"sess_whole\"\n  allow_missing = true",
	)
	instance.Run(t, []acctest.Step{
		acctest.Reads(
			config,
			acctest.Attributes("data.clerk_session.gone", gone),
			acctest.Attributes("data.clerk_session.there", there),
		),
	}, nil)
}

func TestAccSessions_Read_filtersByUserClientAndStatus(t *testing.T) {
	t.Parallel()
	var seeds []emulator.SeedSession
	for i, seed := range []emulator.SeedSession{
		{ID: "sess_1", UserID: "user_ada", ClientID: "client_laptop"},
		{ID: "sess_2", UserID: "user_ada", ClientID: "client_phone", Status: "revoked"},
		{ID: "sess_3", UserID: "user_grace", ClientID: "client_laptop"},
		{ID: "sess_4", UserID: "user_ada", ClientID: "client_laptop", Status: "removed"},
	} {
		seed.CreatedAt = later(i)
		seeds = append(seeds, seed)
	}
	instance := withSessions(t, append(seeds, whole)...)
	last := knownvalue.ListPartial(map[int]knownvalue.Check{3: knownvalue.ObjectExact(wholeSession)})
	config := sessions("user", `user_id = "user_ada"`) +
		sessions("client", `client_id = "client_laptop"`) +
		sessions("both", "user_id = \"user_ada\"\n  client_id = \"client_laptop\"") +
		sessions("active", "user_id = \"user_ada\"\n  status = \"active\"") +
		sessions("none", "user_id = \"user_grace\"\n  status = \"expired\"") +
		sessions("unknown", `user_id = "user_nobody"`) +
		sessions("unknown_client", `client_id = "client_nothing"`)
	instance.Run(t, []acctest.Step{acctest.Reads(config,
		ids("data.clerk_sessions.user", "sess_4", "sess_2", "sess_1", "sess_whole"),
		acctest.Attributes("data.clerk_sessions.user", map[string]knownvalue.Check{"sessions": last}),
		ids("data.clerk_sessions.client", "sess_4", "sess_3", "sess_1", "sess_whole"),
		ids("data.clerk_sessions.both", "sess_4", "sess_1", "sess_whole"),
		ids("data.clerk_sessions.active", "sess_1"),
		ids("data.clerk_sessions.none"),
		ids("data.clerk_sessions.unknown"),
		ids("data.clerk_sessions.unknown_client"),
	)}, nil)
}

// later is the n-th second of a time so late that no session has expired.
func later(n int) int64 { return 4_000_000_000_000 + int64(n)*1000 }

func TestAccSessions_Read_severalPages_listsAllInOrder(t *testing.T) {
	t.Parallel()
	const count = 1100
	var seeds []emulator.SeedSession
	var want []string
	for i := range count {
		seeds = append(
			seeds,
			emulator.SeedSession{
				ID:        fmt.Sprintf("sess_%d", i),
				UserID:    "user_ada",
				ClientID:  "client_laptop",
				CreatedAt: later(i),
			},
		)
		want = append(want, fmt.Sprintf("sess_%d", count-1-i))
	}
	instance := withSessions(t, seeds...)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(
		sessions("all", `user_id = "user_ada"`) + "output \"ids\" {\n  value = data.clerk_sessions.all.sessions[*].id\n}\n",
	)
	workspace.Must("apply", "-auto-approve")
	var got []string
	for _, id := range workspace.State().Values.Outputs["ids"].Value.([]any) {
		got = append(got, id.(string))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read %d sessions: %v", len(got), got)
	}
	if reads := instance.Reads(); len(reads) != 3 {
		t.Errorf("%d requests for 3 pages: %v", len(reads), reads)
	}
}

func TestAccSessions_Read_inputKnownOnlyDuringApply_readsDuringApply(t *testing.T) {
	t.Parallel()
	instance := withSessions(t, whole)
	config := "resource \"terraform_data\" \"ids\" {\n  input = { user = \"user_ada\", session = \"sess_whole\", status = \"revoked\" }\n}\n" +
		session(
			"one",
			"id = terraform_data.ids.output.session",
		) +
		sessions(
			"all",
			"user_id = terraform_data.ids.output.user",
		) +
		sessions(
			"revoked",
			"user_id = terraform_data.ids.output.user\n  status = terraform_data.ids.output.status",
		)
	step := acctest.Reads(config,
		acctest.Attributes("data.clerk_session.one", map[string]knownvalue.Check{"status": text("pending")}),
		ids("data.clerk_sessions.all", "sess_whole"),
		ids("data.clerk_sessions.revoked"),
	)
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("data.clerk_session.one", tfjsonpath.New("status")),
		plancheck.ExpectUnknownValue("data.clerk_sessions.all", tfjsonpath.New("sessions")),
	}
	instance.Run(t, []acctest.Step{step}, nil)
}
