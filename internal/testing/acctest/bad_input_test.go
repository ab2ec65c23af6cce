package acctest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// badInput is what cannot work, and the one thing that a person is told about it.
type badInput struct {
	name string
	// given are the attributes; id is the name in an import, argument that of a function.
	given acctest.Values
	// before is applied first, to the same resource.
	before acctest.Values
	// api changes the instance then.
	api func(*emulator.Emulator) error
	// stage is the first that fails; left out, it is Validated.
	stage acctest.Stage
	// at is the attribute of the error, "" for none.
	at, summary string
	// says are parts of the detail, with | between them.
	says string
}

// everyBadInput are the bad inputs of every type that the provider has.
var everyBadInput = map[string][]badInput{
	"provider":                          badProviderBlocks,
	"resource clerk_user":               slices.Concat(badUsers, badCredentials, refusedUserChanges),
	"resource clerk_email_address":      badEmailAddresses,
	"resource clerk_phone_number":       badPhoneNumbers,
	"resource clerk_user_metadata":      badUserMetadata,
	"resource clerk_user_profile_image": badProfileImages,
	"resource clerk_user_totp":          badTOTPs,
	"import clerk_user":                 badUserImports,
	"import clerk_email_address":        badIdentifierImports("email address", "ada@example.com"),
	"import clerk_phone_number":         badIdentifierImports("phone number", "+12025550123"),
	"import clerk_user_metadata":        badMetadataImports,
	"import clerk_user_profile_image":   badImageImports,
	"import clerk_user_totp":            badTOTPImports,

	"data clerk_client":                        badClientReads,
	"data clerk_clients":                       badClientLists,
	"data clerk_instance":                      badInstanceReads,
	"data clerk_jwks":                          badJWKSReads,
	"data clerk_session":                       badSessionReads,
	"data clerk_sessions":                      badSessionLists,
	"data clerk_user":                          badUserReads,
	"data clerk_user_count":                    badUserCounts,
	"data clerk_users":                         badUserLists,
	"data clerk_user_organization_invitations": badInvitationReads,
	"data clerk_user_organization_memberships": badReadsOfAUser("organization memberships"),
	"data clerk_user_trusted_devices":          badReadsOfAUser("trusted devices"),
	"list clerk_user":                          badUserQueries,

	"ephemeral clerk_actor_token":             badActorTokens,
	"ephemeral clerk_client_verification":     badClientVerifications,
	"ephemeral clerk_password_verification":   badPasswordVerifications,
	"ephemeral clerk_session_token":           badSessionTokens,
	"ephemeral clerk_session_verification":    badSessionVerifications,
	"ephemeral clerk_sign_in_token":           badSignInTokens,
	"ephemeral clerk_testing_token":           badTestingTokens,
	"ephemeral clerk_user_oauth_access_token": badOAuthTokens,

	"action clerk_session_revoke": append(badID("session_id", "session", "sess_", nil), badInput{
		name:    "an API that fails",
		given:   acctest.Values{"session_id": "sess_ada"},
		api:     failing("POST", 500),
		stage:   acctest.Applied,
		summary: "Could not revoke the session sess_ada",
		says:    "status 500|try again later",
	}),
	"action clerk_user_ban":                        badBans("ban"),
	"action clerk_user_unban":                      badBans("lift the ban of"),
	"action clerk_user_lock":                       badUserAction("lock the user", nil),
	"action clerk_user_unlock":                     badUserAction("unlock the user", nil),
	"action clerk_user_disable_mfa":                badUserAction("disable the MFA of the user", nil),
	"action clerk_user_delete_totp":                badUserAction("delete the TOTP of the user", nil),
	"action clerk_user_delete_backup_codes":        badUserAction("delete the backup codes of the user", nil),
	"action clerk_user_remove_password":            badUserAction("remove the password of the user", nil),
	"action clerk_user_set_password_compromised":   badUserAction("mark as compromised the password of the user", nil),
	"action clerk_user_unset_password_compromised": badUserAction("unmark the password of the user", nil),
	"action clerk_user_revoke_sessions":            badUserAction("revoke the sessions of the user", nil),
	"action clerk_user_verify_totp": badUserAction(
		"verify a code of the user",
		acctest.Values{"code": "123456"},
	),
	"action clerk_user_delete_passkey":          badPieceAction("passkey_id", "passkey", "idn_"),
	"action clerk_user_delete_web3_wallet":      badPieceAction("web3_wallet_id", "web3 wallet", "idn_"),
	"action clerk_user_delete_external_account": badPieceAction("external_account_id", "external account", "eac_"),
	"action clerk_user_revoke_trusted_device":   badDeviceAction,

	"function environment":      badFunctions["environment"],
	"function frontend_api_url": badFunctions["frontend_api_url"],
	"function issuer":           badFunctions["issuer"],
	"function password_hasher":  badFunctions["password_hasher"],
}

// leastBadInputs is how many the suite is promised to have.
const leastBadInputs = 150

func TestBadInput_isToldOnceOnTheAttributeAndLeavesEverythingAsItWas(t *testing.T) {
	t.Parallel()
	count := 0
	for of, inputs := range everyBadInput {
		count += len(inputs)
		t.Run(of, func(t *testing.T) {
			t.Parallel()
			for _, input := range inputs {
				t.Run(input.name, func(t *testing.T) { input.try(t, of) })
			}
		})
	}
	if count < leastBadInputs {
		t.Errorf("there are %d bad inputs, want at least %d", count, leastBadInputs)
	}
}

func TestBadInput_isTriedOfEveryType(t *testing.T) {
	t.Parallel()
	schemas := acctest.NewProtocol(t, acctest.NewInstance(t)).Schemas
	declared := []string{"provider"}
	for name := range schemas.ResourceSchemas {
		declared = append(declared, "resource "+name, "import "+name)
	}
	for name := range schemas.DataSourceSchemas {
		declared = append(declared, "data "+name)
	}
	for name := range schemas.EphemeralResourceSchemas {
		declared = append(declared, "ephemeral "+name)
	}
	for name := range schemas.ListResourceSchemas {
		declared = append(declared, "list "+name)
	}
	for name := range schemas.ActionSchemas {
		declared = append(declared, "action "+name)
	}
	for name := range schemas.Functions {
		declared = append(declared, "function "+name)
	}
	for _, of := range declared {
		if len(everyBadInput[of]) == 0 {
			t.Errorf("%s: nobody has tried a bad input", of)
		}
	}
	if len(everyBadInput) != len(declared) {
		t.Errorf("%d types are tried, and the provider has %d", len(everyBadInput), len(declared))
	}
}

// try holds the promise of one input.
func (b badInput) try(t *testing.T, of string) {
	instance := badInputInstance(t)
	settings := acctest.Values{"max_retries": 0}
	p := acctest.NewProtocol(t, instance, settings)
	kind, typeName, _ := strings.Cut(of, " ")
	var state *tfprotov6.DynamicValue
	if b.before != nil {
		made := p.Apply(typeName, nil, b.before)
		if problems := acctest.Errors(made.Diagnostics); len(problems) > 0 {
			t.Fatalf("what is applied before fails: %s: %s", problems[0].Summary, problems[0].Detail)
		}
		state = made.State
		p.Configure(instance, settings) // the input is another run
	}
	if b.api != nil {
		if err := b.api(instance.Emulator); err != nil {
			t.Fatal(err)
		}
	}
	users := usersOf(t, instance)
	instance.ResetLog()

	change := attempt(p, kind, typeName, state, b.given)
	b.expectOneError(t, change)
	if want := b.stage; change.Stage != want && (want != "" || change.Stage != acctest.Validated) {
		t.Errorf("it fails at %q, want %q", change.Stage, want)
	}
	if change.Stage == acctest.Validated && len(instance.Requests()) > 0 {
		t.Errorf("the check of the configuration sent %v", instance.Requests())
	}
	// An ephemeral resource asks also by POST, in every plan.
	if change.Stage != acctest.Applied && kind != "ephemeral" && len(instance.Writes()) > 0 {
		t.Errorf("the plan wrote %v", instance.Writes())
	}
	if tokens := len(instance.SignInTokens()) + len(instance.ActorTokens()); tokens > 0 {
		t.Errorf("%d tokens were made", tokens)
	}
	if got := usersOf(t, instance); got != users {
		t.Errorf("the users were\n%s\nand are\n%s", users, got)
	}
	expectStateOfTheAPI(t, p, instance, typeName, state, change.State)
}

func (b badInput) expectOneError(t *testing.T, change acctest.Change) {
	t.Helper()
	// That a type is deprecated is said of every input.
	change.Diagnostics = slices.DeleteFunc(
		change.Diagnostics,
		func(d *tfprotov6.Diagnostic) bool { return d.Summary == "Deprecated" },
	)
	if len(change.Diagnostics) != 1 || change.Diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("%d diagnostics, want exactly one error:\n%s", len(change.Diagnostics), textOf(change.Diagnostics))
	}
	found := change.Diagnostics[0]
	if at := attributeOf(found.Attribute); at != b.at {
		t.Errorf("the error is on %q, want %q", at, b.at)
	}
	if found.Summary != b.summary {
		t.Errorf("the summary is %q, want %q", found.Summary, b.summary)
	}
	for part := range strings.SplitSeq(b.says, "|") {
		if part == "" || !strings.Contains(found.Detail, part) {
			t.Errorf("the detail lacks %q:\n%s", part, found.Detail)
		}
	}
	text := textOf(change.Diagnostics)
	for _, bad := range []string{"panic", "goroutine ", "runtime error", "nil pointer", "%!", ".go:", emulator.DefaultSecretKey, hush} {
		if strings.Contains(text, bad) {
			t.Errorf("it says %q:\n%s", bad, text)
		}
	}
}

// expectStateOfTheAPI expects that a failure leaves the state of before, and that
// a refresh finds nothing else.
func expectStateOfTheAPI(
	t *testing.T,
	p *acctest.Protocol,
	instance *acctest.Instance,
	typeName string,
	before, after *tfprotov6.DynamicValue,
) {
	t.Helper()
	if before == nil {
		if after != nil && len(p.Attributes(typeName, after)) > 0 {
			t.Errorf("something is recorded that was not made: %v", p.Attributes(typeName, after))
		}
		return
	}
	if err := instance.SetFaults(emulator.Faults{}); err != nil {
		t.Fatal(err)
	}
	held := p.Refresh(typeName, before)
	if got, want := fmt.Sprint(p.Attributes(typeName, after)), fmt.Sprint(p.Attributes(typeName, held)); got != want {
		t.Errorf("the state is\n%s\nand the API holds\n%s", got, want)
	}
}

func textOf(diagnostics []*tfprotov6.Diagnostic) string {
	var text strings.Builder
	for _, diagnostic := range diagnostics {
		fmt.Fprintf(
			&text,
			"%s on %q: %s\n%s\n",
			diagnostic.Severity,
			attributeOf(diagnostic.Attribute),
			diagnostic.Summary,
			diagnostic.Detail,
		)
	}
	return text.String()
}

// attributeOf writes a path as people do, such as user_ids[1].
func attributeOf(path *tftypes.AttributePath) string {
	var text strings.Builder
	if path == nil {
		return ""
	}
	for i, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if i > 0 {
				text.WriteString(".")
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&text, "[%d]", int64(step))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&text, "[%q]", string(step))
		case tftypes.ElementKeyValue:
			var value string
			if tftypes.Value(step).As(&value) == nil {
				fmt.Fprintf(&text, "[%q]", value)
			}
		}
	}
	return text.String()
}

func usersOf(t *testing.T, instance *acctest.Instance) string {
	t.Helper()
	users, err := json.MarshalIndent(instance.Users(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(users)
}
