package acctest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// ephemeralSecrets are the inputs of ephemeral resources and their results,
// as far as they are known before.
var ephemeralSecrets = map[string]string{
	"secret key":     emulator.DefaultSecretKey,
	"right password": "right-password-of-ada-51092",
	"wrong password": "wrong-password-of-ada-63815",
	"OAuth token":    "gho-oauth-token-of-ada-20417",
	"id token":       "id-token-of-ada-77310",
	"refused claim":  "claim-that-nobody-may-see-48826",
}

// everyEphemeral opens one of each type, and passes the results to a password,
// to failing conditions, which show their values, and to each other.
const everyEphemeral = `
variable "secret_key" { ephemeral = true }
variable "right_password" { ephemeral = true }
variable "wrong_password" { ephemeral = true }
variable "client_token" { ephemeral = true }

provider "clerk" {
  secret_key  = var.secret_key
  max_retries = 0
}

ephemeral "clerk_session_token" "plain" { session_id = "sess_ada" }
ephemeral "clerk_session_token" "template" {
  session_id    = "sess_ada"
  template_name = "telling"
}
ephemeral "clerk_session_verification" "plain" { jwt = ephemeral.clerk_session_token.plain.jwt }
ephemeral "clerk_session_verification" "template" { jwt = ephemeral.clerk_session_token.template.jwt }
ephemeral "clerk_session_verification" "refused" {
  jwt    = ephemeral.clerk_session_token.template.jwt
  issuer = "https://other.example.com"
}
ephemeral "clerk_client_verification" "laptop" { token = var.client_token }
ephemeral "clerk_password_verification" "right" {
  user_id  = "user_ada"
  password = var.right_password
}
ephemeral "clerk_password_verification" "wrong" {
  user_id  = "user_ada"
  password = var.wrong_password
}
ephemeral "clerk_user_oauth_access_token" "github" {
  user_id        = "user_ada"
  oauth_provider = "github"
}
ephemeral "clerk_sign_in_token" "ada" { user_id = "user_ada" }
ephemeral "clerk_actor_token" "ada" {
  user_id = "user_ada"
  actor   = jsonencode({ sub = "user_grace" })
}
ephemeral "clerk_testing_token" "e2e" {}

resource "clerk_user" "robot" {
  username            = "robot"
  password_wo         = ephemeral.clerk_testing_token.e2e.token
  password_wo_version = 1
}

check "values" {
  assert {
    condition     = ephemeral.clerk_session_verification.template.claims == ephemeral.clerk_session_token.plain.jwt
    error_message = "They differ."
  }
  assert {
    condition     = ephemeral.clerk_sign_in_token.ada.url == ephemeral.clerk_actor_token.ada.token
    error_message = "They differ as well."
  }
  assert {
    condition     = ephemeral.clerk_user_oauth_access_token.github.token == ephemeral.clerk_client_verification.laptop.token
    error_message = "So do these."
  }
  assert {
    condition     = ephemeral.clerk_password_verification.right.verified == ephemeral.clerk_password_verification.wrong.verified
    error_message = "One is right."
  }
  assert {
    condition     = ephemeral.clerk_session_verification.refused.verified
    error_message = "It is refused."
  }
}
`

// failingEphemerals open what cannot be opened.
const failingEphemerals = everyEphemeral + `
ephemeral "clerk_session_token" "ended" { session_id = "sess_ended" }
ephemeral "clerk_user_oauth_access_token" "several" {
  user_id        = "user_ada"
  oauth_provider = "google"
}
`

func newEphemeralRun(t *testing.T) *secretRun {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID:   "user_ada",
				Body: map[string]any{"username": "adalove", "password": ephemeralSecrets["right password"]},
				ExternalAccounts: []emulator.ExternalAccount{
					{Provider: "oauth_github"}, {ID: "eac_1", Provider: "oauth_google"}, {ID: "eac_2", Provider: "oauth_google"},
				},
			},
		},
		Sessions: []emulator.SeedSession{
			{ID: "sess_ada", UserID: "user_ada", ClientID: "client_laptop"},
			{ID: "sess_ended", UserID: "user_ada", Status: "ended"},
		},
		JWTTemplates: []emulator.SeedJWTTemplate{
			{
				Name:     "telling",
				Lifetime: 600,
				Claims:   map[string]any{"sid": "{{session.id}}", "secret": ephemeralSecrets["refused claim"]},
			},
		},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{
			{
				UserID:   "user_ada",
				Provider: "oauth_github",
				Token:    ephemeralSecrets["OAuth token"],
				IDToken:  ephemeralSecrets["id token"],
			},
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_1", Token: ephemeralSecrets["OAuth token"]},
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_2", Token: ephemeralSecrets["OAuth token"]},
		},
	})
	token, err := instance.ClientToken("client_laptop")
	if err != nil {
		t.Fatal(err)
	}
	run := &secretRun{
		t:         t,
		instance:  instance,
		workspace: acctest.NewBuiltWorkspace(t, instance),
		left:      map[string]string{},
	}
	run.workspace.Setenv("TF_VAR_secret_key", ephemeralSecrets["secret key"])
	run.workspace.Setenv("TF_VAR_right_password", ephemeralSecrets["right password"])
	run.workspace.Setenv("TF_VAR_wrong_password", ephemeralSecrets["wrong password"])
	run.workspace.Setenv("TF_VAR_client_token", token)
	return run
}

// returned are the tokens that the API has returned, and the beginning of every JWT that
// the instance signs.
func (r *secretRun) returned() map[string]string {
	r.t.Helper()
	returned := map[string]string{}
	for _, token := range r.instance.TestingTokens() {
		returned["testing token "+token.Token[:10]] = token.Token
	}
	for _, token := range slices.Concat(r.instance.SignInTokens(), r.instance.ActorTokens()) {
		returned[token.Object+" "+token.ID] = token.Token
	}
	if len(returned) < 6 {
		r.t.Errorf("a plan and an apply have returned %d tokens", len(returned))
	}
	jwt, err := r.instance.Sign(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	returned["header of a JWT"], _, _ = strings.Cut(jwt, ".")
	return returned
}

func TestSecrets_ofEphemeralResourcesAreInNoPlanStateOrLog(t *testing.T) {
	t.Parallel()
	run := newEphemeralRun(t)
	run.workspace.Write(everyEphemeral)
	run.planAndApply("open")
	if shown := run.left["open: output"]; strings.Count(shown, "Check block assertion failed") != 5 {
		t.Errorf("the conditions were to fail, so that they show what they are about: %s", shown)
	}
	for _, reason := range []string{"wrong_issuer", "incorrect_password"} {
		if !strings.Contains(run.left["open: log file"], "reason="+reason) {
			t.Errorf("the log does not say %s, and no message of the configuration can", reason)
		}
	}
	for _, token := range slices.Concat(run.instance.SignInTokens(), run.instance.ActorTokens()) {
		if token.Status != "revoked" {
			t.Errorf("a %s is left that is %s", token.Object, token.Status)
		}
	}

	run.workspace.Write(failingEphemerals)
	failed := run.trace("refused", "apply", "-auto-approve")
	for _, says := range []string{"Only an active session gets tokens", "2 accounts of oauth_google"} {
		if !strings.Contains(failed.Stderr, says) {
			t.Errorf("the apply was to fail with %q: %s", says, failed)
		}
	}
	run.workspace.Write(everyEphemeral)
	if err := run.instance.SetFaults(
		emulator.Faults{Rules: []emulator.FaultRule{{Path: "/v1/sign_in_tokens/*", Kind: emulator.FaultStatus, Status: 500}}},
	); err != nil {
		t.Fatal(err)
	}
	kept := run.trace("kept", "apply", "-auto-approve")
	if !strings.Contains(kept.Stderr, "it stays valid until it expires") {
		t.Errorf("the revocation was to fail: %s", kept)
	}
	run.keepState("kept")
	run.keepRequests()

	returned := run.returned()
	for name, text := range run.left {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s is empty, so it proves nothing", name)
		}
		for secret, value := range ephemeralSecrets {
			run.expectAbsent(name, secret, value)
		}
		for secret, value := range returned {
			run.expectAbsent(name, secret, value)
		}
		if strings.Contains(name, ": log file") && !strings.Contains(text, "Clerk answered") {
			t.Errorf("%s tells of no request", name)
		}
	}
}

// sensitiveAttributes are those that Terraform hides also in values that are shown,
// such as an output of a module.
var sensitiveAttributes = map[string][]string{
	"clerk_session_token":           {"jwt"},
	"clerk_session_verification":    {"jwt"},
	"clerk_client_verification":     {"token"},
	"clerk_password_verification":   {"password"},
	"clerk_user_oauth_access_token": {"id_token", "token", "token_secret"},
	"clerk_sign_in_token":           {"token", "url"},
	"clerk_actor_token":             {"token", "url"},
	"clerk_testing_token":           {"token"},
}

func TestSecrets_ofEveryEphemeralResourceAreMarkedAndLookedFor(t *testing.T) {
	t.Parallel()
	for name, schema := range acctest.NewProtocol(t, acctest.NewInstance(t)).Schemas.EphemeralResourceSchemas {
		var marked []string
		for _, attribute := range schema.Block.Attributes {
			if attribute.Sensitive {
				marked = append(marked, attribute.Name)
			}
		}
		if want := sensitiveAttributes[name]; !slices.Equal(marked, want) {
			t.Errorf("%s marks %v as sensitive, want %v", name, marked, want)
		}
		if !strings.Contains(everyEphemeral, "ephemeral \""+name+"\"") {
			t.Errorf("no test looks for what %s leaves behind", name)
		}
		if len(blocksOfType(t, "ephemeral-resources/"+name, "ephemeral")) == 0 {
			t.Errorf("%s has no example", name)
		}
	}
}
