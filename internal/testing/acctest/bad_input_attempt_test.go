package acctest_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// hush is a secret of the inputs, which no message repeats.
const hush = "hush-4711"

const (
	anyUser   = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
	adaWallet = "0x1234567890abcdef1234567890abcdef12345678"
)

// badInputInstance holds Ada, who has a bit of everything, and Grace, who has not.
func badInputInstance(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	if err := instance.Seed(emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID: "user_ada",
				Body: map[string]any{
					"email_address": []string{
						"ada@example.com",
					},
					"phone_number":    []string{"+12025550123"},
					"web3_wallet":     []string{adaWallet},
					"username":        "adalove",
					"external_id":     "ada-1",
					"password":        "a-password-of-ada",
					"public_metadata": map[string]any{"team": "engines"},
				},
				ExternalAccounts: []emulator.ExternalAccount{
					{
						ID:       "eac_1",
						Provider: "oauth_google",
					},
					{ID: "eac_2", Provider: "oauth_google"},
					{ID: "eac_3", Provider: "oauth_github"},
				},
			},
			{ID: "user_grace", Body: map[string]any{"username": "gracehop", "skip_password_requirement": true}},
		},
		Sessions: []emulator.SeedSession{
			{ID: "sess_ada", UserID: "user_ada", ClientID: "client_laptop"},
			{ID: "sess_ended", UserID: "user_ada", Status: "ended"},
		},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_1", Token: hush},
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_2", Token: hush},
		},
	}); err != nil {
		t.Fatal(err)
	}
	return instance
}

// behaving and struck are what an API does that differs from the usual one.
func behaving(behaviour emulator.Behaviour) func(*emulator.Emulator) error {
	return func(e *emulator.Emulator) error { e.SetBehaviour(behaviour); return nil }
}

func struck(rules ...emulator.FaultRule) func(*emulator.Emulator) error {
	return func(e *emulator.Emulator) error { return e.SetFaults(emulator.Faults{Rules: rules}) }
}

// attempt does with an input what the CLI does, as far as it gets.
func attempt(
	p *acctest.Protocol,
	kind, typeName string,
	state *tfprotov6.DynamicValue,
	given acctest.Values,
) acctest.Change {
	switch kind {
	case "resource":
		return p.Apply(typeName, state, given)
	case "import":
		return acctest.Change{Stage: acctest.Planned, Diagnostics: p.TryImport(typeName, given["id"].(string))}
	case "data":
		return p.TryRead(typeName, given)
	case "list":
		return p.TryList(typeName, given)
	case "ephemeral":
		return p.TryOpen(typeName, given)
	case "action":
		return tryAction(p, typeName, given)
	case "function":
		return tryFunction(p, typeName, given["argument"])
	default:
		return p.TryConfigure(given)
	}
}

func tryAction(p *acctest.Protocol, typeName string, given acctest.Values) acctest.Change {
	change := acctest.Change{Stage: acctest.Validated, Diagnostics: p.PlanAction(typeName, given)}
	if len(acctest.Errors(change.Diagnostics)) == 0 {
		change.Stage = acctest.Applied
		change.Diagnostics = append(change.Diagnostics, p.InvokeAction(typeName, given).Diagnostics...)
	}
	return change
}

// tryFunction tells the error of a function as a diagnostic on its argument.
func tryFunction(p *acctest.Protocol, name string, argument any) acctest.Change {
	problem := p.Call(name, argument)
	diagnostic := &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "Error in function call",
		Detail:   problem.Text,
	}
	if problem.FunctionArgument != nil {
		diagnostic.Attribute = tftypes.NewAttributePath().WithAttributeName("argument")
	}
	return acctest.Change{Stage: acctest.Validated, Diagnostics: []*tfprotov6.Diagnostic{diagnostic}}
}
