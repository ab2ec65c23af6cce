package users_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// phase says which command is the first to fail.
type phase string

const (
	atValidate phase = "validate"
	atPlan     phase = "plan"
	atApply    phase = "apply"
)

// badInput is a configuration that cannot be applied, or an API that does not
// let it, and what the user is told about it.
type badInput struct {
	name string
	// before is applied first, unless it is empty.
	before string
	// given changes the instance then.
	given func(t *testing.T, instance *acctest.Instance)
	// environment has further variables of the runs that follow.
	environment map[string]string
	// secret is the value of var.secret, which must not be in any output.
	secret string
	// provider has the arguments of the provider block, max_retries = 0 if empty.
	provider string
	// config is what cannot be applied; options are further ones of apply.
	config  string
	options []string

	phase phase
	// summary has user_… for the id of a user.
	summary string
	// at is how the line begins that the diagnostic points at.
	at string
	// says are parts of the detail: what happened, and what to do next.
	says []string
	// partly says that a part of the configuration is applied all the same.
	partly bool
}

// theUser is a configuration of one user, an attribute a line.
func theUser(attributes ...string) string {
	return "resource \"clerk_user\" \"ada\" {\n  " + strings.Join(attributes, "\n  ") + "\n}\n"
}

// configuration is a whole file. The secret comes from a variable, because the
// CLI shows the lines that it points at.
func (b badInput) configuration(resources string) string {
	arguments := b.provider
	if arguments == "" {
		arguments = "max_retries = 0"
	}
	return "provider \"clerk\" {\n  " + arguments + "\n}\n" +
		"variable \"secret\" {\n  type      = string\n  default   = null\n  sensitive = true\n  ephemeral = true\n}\n" +
		resources
}

// runAll runs every case as a test of its own.
func runAll(t *testing.T, inputs []badInput) {
	t.Parallel()
	for _, input := range inputs {
		t.Run(input.name, func(t *testing.T) {
			t.Parallel()
			input.run(t)
		})
	}
}

// run holds the promise: one clear diagnostic, in time and in place, and a state
// that is as the API has it.
func (b badInput) run(t *testing.T) {
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	if b.secret != "" {
		workspace.Setenv("TF_VAR_secret", b.secret)
	}
	if b.before != "" {
		workspace.Write(badInput{}.configuration(b.before))
		workspace.Must("apply", "-json", "-auto-approve")
	}
	address, managed := instance.URL, instance.Users()
	if b.given != nil {
		b.given(t, instance)
		workspace.Setenv("CLERK_API_URL", instance.URL)
	}
	others := len(instance.Users()) - len(managed)
	for name, value := range b.environment {
		workspace.Setenv(name, value)
	}

	config := b.configuration(b.config)
	workspace.Write(config)
	applied := workspace.Run(append([]string{"apply", "-json", "-auto-approve"}, b.options...)...)
	if got := b.failedAt(t, workspace, applied); got != b.phase {
		t.Errorf("it fails at %s, want %s", got, b.phase)
	}
	errors := applied.Errors()
	if len(errors) != 1 || applied.ExitCode == 0 {
		t.Fatalf("%d errors, want exactly one:\n%s", len(errors), applied)
	}
	b.checkDiagnostic(t, config, errors[0])
	b.checkOutput(t, applied)

	checkStateIsAsTheAPIHasIt(t, workspace, instance, others)
	if b.before != "" && !b.partly {
		b.checkNothingChanged(t, workspace, instance, address)
	}
}

// failedAt tells the first command that fails. What planned has been validated.
func (b badInput) failedAt(t *testing.T, workspace *acctest.Workspace, applied acctest.Result) phase {
	if strings.Contains(applied.Stdout, `"operation":"plan"`) {
		return atApply
	}
	validated := workspace.Run("validate", "-json")
	b.checkOutput(t, validated)
	if len(validated.Errors()) > 0 {
		return atValidate
	}
	return atPlan
}

var userID = regexp.MustCompile(`user_[0-9A-Za-z]{27}`)

func (b badInput) checkDiagnostic(t *testing.T, config string, diagnostic tfjson.Diagnostic) {
	t.Logf("%s\n%s", diagnostic.Summary, diagnostic.Detail)
	if summary := userID.ReplaceAllString(diagnostic.Summary, "user_…"); summary != b.summary {
		t.Errorf("the summary is %q, want %q", summary, b.summary)
	}
	for _, part := range b.says {
		if !strings.Contains(diagnostic.Detail, part) {
			t.Errorf("the detail lacks %q:\n%s", part, diagnostic.Detail)
		}
	}
	if diagnostic.Range == nil {
		if b.at != "" {
			t.Errorf("the diagnostic points at no line, want %q", b.at)
		}
		return
	}
	line := strings.TrimSpace(strings.Split(config, "\n")[diagnostic.Range.Start.Line-1])
	if name, _, _ := strings.Cut(line, " ="); b.at == "" || strings.TrimSpace(name) != b.at && !strings.HasPrefix(line, b.at+" {") {
		t.Errorf("the diagnostic points at the line %q, want %q", line, b.at)
	}
}

// checkOutput holds that nothing crashed and that no secret was told.
func (b badInput) checkOutput(t *testing.T, result acctest.Result) {
	for _, bad := range []string{"panic", "goroutine ", "runtime error", "Plugin did not respond", "Provider produced inconsistent", "%!"} {
		if strings.Contains(result.Stdout+result.Stderr, bad) {
			t.Errorf("the output holds %q:\n%s", bad, result)
		}
	}
	for _, secret := range []string{b.secret, b.environment["CLERK_SECRET_KEY"], emulator.DefaultSecretKey} {
		if secret != "" && strings.Contains(result.Stdout+result.Stderr, secret) {
			t.Errorf("the output holds the secret %q:\n%s", secret, result)
		}
	}
}

// checkNothingChanged holds that the earlier configuration, on an API without
// faults, is still in force.
func (b badInput) checkNothingChanged(t *testing.T, workspace *acctest.Workspace, instance *acctest.Instance, address string) {
	if err := instance.SetFaults(emulator.Faults{}); err != nil {
		t.Fatal(err)
	}
	workspace.Setenv("CLERK_API_URL", address)
	workspace.Setenv("CLERK_SECRET_KEY", emulator.DefaultSecretKey)
	workspace.Write(badInput{}.configuration(b.before))
	if result := workspace.Run("plan", "-json", "-detailed-exitcode"); result.ExitCode != 0 {
		t.Errorf("the earlier configuration does not plan no change any more:\n%s", result)
	}
}

// checkStateIsAsTheAPIHasIt compares every user of the state with the user of
// the API, and the number of both; others are users whom Terraform does not manage.
func checkStateIsAsTheAPIHasIt(t *testing.T, workspace *acctest.Workspace, instance *acctest.Instance, others int) {
	t.Helper()
	managed := 0
	if attributes, ok := workspace.Resource("clerk_user.ada"); ok {
		managed = 1
		user, found := instance.User(attributes["id"].(string))
		if !found {
			t.Fatalf("the state holds %s, whom the API does not hold", attributes["id"])
		}
		if diff := cmp.Diff(heldByAPI(user), heldByState(attributes)); diff != "" {
			t.Errorf("the state differs from what the API holds (-API +state):\n%s", diff)
		}
	}
	if users := len(instance.Users()); users != managed+others {
		t.Errorf("the API holds %d users, of whom the state holds %d and %d are others", users, managed, others)
	}
}

// heldByAPI are the attributes of a user that a failed apply could get wrong.
func heldByAPI(user emulator.User) map[string]any {
	text := func(value *string) string {
		if value == nil {
			return ""
		}
		return *value
	}
	held := map[string]any{
		"id": user.ID, "username": text(user.Username), "external_id": text(user.ExternalID),
		"first_name": text(user.FirstName), "last_name": text(user.LastName), "locale": text(user.Locale),
		"banned": user.Banned, "locked": user.Locked, "password_enabled": user.PasswordEnabled,
		"primary_email_address_id": text(user.PrimaryEmailAddressID),
		"public_metadata":          compact(user.PublicMetadata),
	}
	emails, phones, wallets := []string{}, []string{}, []string{}
	for _, email := range user.EmailAddresses {
		emails = append(emails, email.EmailAddress)
	}
	for _, phone := range user.PhoneNumbers {
		phones = append(phones, phone.PhoneNumber)
	}
	for _, wallet := range user.Web3Wallets {
		wallets = append(wallets, wallet.Web3Wallet)
	}
	for name, values := range map[string][]string{"email_addresses": emails, "phone_numbers": phones, "web3_wallets": wallets} {
		slices.Sort(values)
		held[name] = values
	}
	return held
}

func compact(text []byte) string {
	var compacted bytes.Buffer
	_ = json.Compact(&compacted, text)
	return compacted.String()
}

func heldByState(attributes map[string]any) map[string]any {
	held := map[string]any{}
	for name := range heldByAPI(emulator.User{}) {
		held[name] = attributes[name]
		if values, ok := attributes[name].([]any); ok {
			texts := []string{}
			for _, value := range values {
				texts = append(texts, value.(string))
			}
			slices.Sort(texts)
			held[name] = texts
		}
	}
	held["public_metadata"] = compact([]byte(attributes["public_metadata"].(string)))
	return held
}
