package sessions_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccSessions_Validate_badInput_isAnErrorBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	instance := withSessions(t)
	config := session("empty", `id = ""`) +
		session("path", `id = "sess_1/revoke"`) +
		sessions("neither", `status = "active"`) +
		sessions("empty", `user_id = ""`) +
		sessions("email", `user_id = "ada@example.com"`) +
		sessions("blank", `client_id = " "`) +
		sessions("other", `client_id = "sess_1"`) +
		sessions("pending", "user_id = \"user_ada\"\n  status = \"pending\"")
	acctest.NewWorkspace(t, instance).ExpectProblems("validate", config,
		acctest.Problem{
			Address: "data.clerk_session.empty",
			At:      "id",
			Summary: "Not the id of a session",
			Says:    []string{`"" is not the id`},
		},
		acctest.Problem{
			Address: "data.clerk_session.path",
			At:      "id",
			Summary: "Not the id of a session",
			Says:    []string{"one word of letters"},
		},
		acctest.Problem{
			Address: "data.clerk_sessions.neither",
			Summary: "No user_id or client_id",
			Says:    []string{"One of user_id and client_id is required"},
		},
		acctest.Problem{Address: "data.clerk_sessions.empty", At: "user_id", Summary: "Not the id of a user"},
		acctest.Problem{
			Address: "data.clerk_sessions.email",
			At:      "user_id",
			Summary: "Not the id of a user",
			Says:    []string{`such as "user_`},
		},
		acctest.Problem{Address: "data.clerk_sessions.blank", At: "client_id", Summary: "Not the id of a client"},
		acctest.Problem{
			Address: "data.clerk_sessions.other",
			At:      "client_id",
			Summary: "Not the id of a client",
			Says:    []string{"client_"},
		},
		acctest.Problem{
			Address: "data.clerk_sessions.pending",
			At:      "status",
			Summary: "Not an allowed value",
			Says:    []string{`"active"`, `"revoked"`},
		},
	)
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
}

func TestAccSessions_Read_inputNullDuringApply_isAnError(t *testing.T) {
	t.Parallel()
	workspace := acctest.NewWorkspace(t, withSessions(t, whole))
	config := "resource \"terraform_data\" \"id\" {\n  input = { user = null }\n}\n" +
		sessions("all", "user_id = terraform_data.id.output.user")
	workspace.Write(config)
	result := workspace.Run("apply", "-json", "-auto-approve")
	if errors := result.Errors(); len(errors) != 1 || errors[0].Address != "data.clerk_sessions.all" {
		t.Errorf("want one error about the list of everybody's sessions: %s", result)
	}
}

func TestAccSessions_Read_error_isOnTheAttributeWithAdvice(t *testing.T) {
	t.Parallel()
	instance := withSessions(t)
	err := instance.SetFaults(
		emulator.Faults{Rules: []emulator.FaultRule{{Method: "GET", Path: "/v1/sessions", Kind: "status", Status: 500}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	acctest.NewWorkspace(t, instance).ExpectProblems("plan",
		"provider \"clerk\" {\n  max_retries = 0\n}\n"+session(
			"purged",
			`id = "sess_purged"`,
		)+sessions(
			"broken",
			`user_id = "user_ada"`,
		),
		acctest.Problem{
			Address: "data.clerk_session.purged",
			At:      "id",
			Summary: `Could not read the session "sess_purged"`,
			Says: []string{
				"No session was found with id sess_purged", "purges old sessions", "allow_missing = true", "trace id",
			},
		},
		acctest.Problem{Address: "data.clerk_sessions.broken", Summary: "Could not list the sessions", Says: []string{
			"GET /sessions with status 500", "status.clerk.com",
		}},
	)
}

func TestAccSessions_Read_withoutSecretKey_isAnErrorWithAdvice(t *testing.T) {
	t.Parallel()
	workspace := acctest.NewWorkspace(t, nil)
	workspace.ExpectProblems(
		"plan",
		"resource \"terraform_data\" \"key\" {\n  input = \"sk_test_1\"\n}\nprovider \"clerk\" {\n  secret_key = terraform_data.key.output\n}\n"+session(
			"it",
			`id = "sess_1"`,
		),
		acctest.Problem{
			Address: "data.clerk_session.it",
			Summary: "The provider has no secret key",
			Says:    []string{"Apply the source of the key first"},
		},
	)
}
