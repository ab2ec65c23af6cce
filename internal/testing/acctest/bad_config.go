package acctest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Phase says which command is the first to fail.
type Phase string

// The commands that can fail.
const (
	AtValidate Phase = "validate"
	AtPlan     Phase = "plan"
	AtApply    Phase = "apply"
)

// BadConfig is a configuration that cannot be applied, because of itself or of
// the API, and the error that the CLI must show.
type BadConfig struct {
	Name string
	// Before is applied first, unless it is empty.
	Before string
	// Change changes the instance then.
	Change func(t *testing.T, instance *Instance)
	// Environment has further variables of the runs that follow.
	Environment map[string]string
	// Secret is the value of var.secret, which must not be in any output.
	Secret string
	// Provider has the arguments of the provider block, max_retries = 0 if empty.
	Provider string
	// Config is what cannot be applied; options are further ones of apply.
	Config  string
	Options []string

	Phase Phase
	// Summary has user_… for the id of a user.
	Summary string
	// At is how the line begins that the diagnostic points at.
	At string
	// Details are parts of the detail: what happened, and what to do next.
	Details []string
	// PartlyApplied says that a part of the configuration is applied all the same.
	PartlyApplied bool
}

// UserConfig is a configuration of one user, an attribute a line.
func UserConfig(attributes ...string) string {
	return "resource \"clerk_user\" \"ada\" {\n  " + strings.Join(attributes, "\n  ") + "\n}\n"
}

// configuration is a whole file. The secret comes from a variable, because the
// CLI shows the lines that it points at.
func (b BadConfig) configuration(resources string) string {
	arguments := b.Provider
	if arguments == "" {
		arguments = "max_retries = 0"
	}
	return "provider \"clerk\" {\n  " + arguments + "\n}\n" +
		"variable \"secret\" {\n  type      = string\n  default   = null\n  sensitive = true\n  ephemeral = true\n}\n" +
		resources
}

// RunBadConfigs runs every case as a test of its own.
func RunBadConfigs(t *testing.T, inputs []BadConfig) {
	t.Parallel()
	for _, input := range inputs {
		t.Run(input.Name, func(t *testing.T) {
			t.Parallel()
			input.run(t)
		})
	}
}

// run holds the promise: one clear diagnostic, in time and in place, and a state
// that is as the API has it.
func (b BadConfig) run(t *testing.T) {
	instance := NewInstance(t)
	workspace := NewWorkspace(t, instance)
	if len(b.Environment) > 0 { // the messages name variables
		workspace = NewBuiltWorkspace(t, instance)
	}
	if b.Secret != "" {
		workspace.Setenv("TF_VAR_secret", b.Secret)
	}
	if b.Before != "" {
		workspace.Write(BadConfig{}.configuration(b.Before))
		workspace.Must("apply", "-json", "-auto-approve")
	}
	address, managed := instance.URL, instance.Users()
	if b.Change != nil {
		b.Change(t, instance)
		workspace.Setenv("CLERK_API_URL", instance.URL)
	}
	others := len(instance.Users()) - len(managed)
	for name, value := range b.Environment {
		workspace.Setenv(name, value)
	}

	config := b.configuration(b.Config)
	workspace.Write(config)
	applied := workspace.Run(append([]string{"apply", "-json", "-auto-approve"}, b.Options...)...)
	if got := b.failedAt(t, workspace, applied); got != b.Phase {
		t.Errorf("it fails at %s, want %s", got, b.Phase)
	}
	errors := applied.Errors()
	if len(errors) != 1 || applied.ExitCode == 0 {
		t.Fatalf("%d errors, want exactly one:\n%s", len(errors), applied)
	}
	b.checkDiagnostic(t, config, errors[0])
	b.checkOutput(t, applied)

	checkStateIsAsTheAPIHasIt(t, workspace, instance, others)
	if b.Before != "" && !b.PartlyApplied {
		b.checkNothingChanged(t, workspace, instance, address)
	}
}

// failedAt returns the first command that fails. A configuration that was planned is valid.
func (b BadConfig) failedAt(t *testing.T, workspace *Workspace, applied Result) Phase {
	if strings.Contains(applied.Stdout, `"operation":"plan"`) {
		return AtApply
	}
	validated := workspace.Run("validate", "-json")
	b.checkOutput(t, validated)
	if len(validated.Errors()) > 0 {
		return AtValidate
	}
	return AtPlan
}

func (b BadConfig) checkDiagnostic(t *testing.T, config string, diagnostic tfjson.Diagnostic) {
	t.Logf("%s\n%s", diagnostic.Summary, diagnostic.Detail)
	if summary := userID.ReplaceAllString(diagnostic.Summary, "user_…"); summary != b.Summary {
		t.Errorf("the summary is %q, want %q", summary, b.Summary)
	}
	for _, part := range b.Details {
		if !strings.Contains(diagnostic.Detail, part) {
			t.Errorf("the detail lacks %q:\n%s", part, diagnostic.Detail)
		}
	}
	if diagnostic.Range == nil {
		if b.At != "" {
			t.Errorf("the diagnostic points at no line, want %q", b.At)
		}
		return
	}
	line := strings.TrimSpace(strings.Split(config, "\n")[diagnostic.Range.Start.Line-1])
	name, _, _ := strings.Cut(line, " =")
	if b.At == "" || strings.TrimSpace(name) != b.At && !strings.HasPrefix(line, b.At+" {") {
		t.Errorf("the diagnostic points at the line %q, want %q", line, b.At)
	}
}

// checkOutput expects no crash and no secret in the output.
func (b BadConfig) checkOutput(t *testing.T, result Result) {
	for _, bad := range []string{
		"panic", "goroutine ", "runtime error", "Plugin did not respond", "Provider produced inconsistent", "%!",
	} {
		if strings.Contains(result.Stdout+result.Stderr, bad) {
			t.Errorf("the output holds %q:\n%s", bad, result)
		}
	}
	for _, secret := range []string{b.Secret, b.Environment["CLERK_SECRET_KEY"], emulator.DefaultSecretKey} {
		if secret != "" && strings.Contains(result.Stdout+result.Stderr, secret) {
			t.Errorf("the output holds the secret %q:\n%s", secret, result)
		}
	}
}

// checkNothingChanged holds that the earlier configuration, on an API without
// faults, is still in force.
func (b BadConfig) checkNothingChanged(t *testing.T, workspace *Workspace, instance *Instance, address string) {
	if err := instance.SetFaults(emulator.Faults{}); err != nil {
		t.Fatal(err)
	}
	workspace.Setenv("CLERK_API_URL", address)
	workspace.Setenv("CLERK_SECRET_KEY", emulator.DefaultSecretKey)
	workspace.Write(BadConfig{}.configuration(b.Before))
	if result := workspace.Run("plan", "-json", "-detailed-exitcode"); result.ExitCode != 0 {
		t.Errorf("the earlier configuration does not plan no change any more:\n%s", result)
	}
}

// checkStateIsAsTheAPIHasIt compares every user of the state with the user of
// the API, and the number of both. others are users that Terraform does not manage.
func checkStateIsAsTheAPIHasIt(t *testing.T, workspace *Workspace, instance *Instance, others int) {
	t.Helper()
	managed := 0
	if attributes, ok := workspace.Resource("clerk_user.ada"); ok {
		managed = 1
		user, found := instance.User(attributes["id"].(string))
		if !found {
			t.Fatalf("the state has %s, which the API does not have", attributes["id"])
		}
		if diff := cmp.Diff(heldByAPI(user), heldByState(attributes)); diff != "" {
			t.Errorf("the state differs from what the API holds (-API +state):\n%s", diff)
		}
	}
	if users := len(instance.Users()); users != managed+others {
		t.Errorf("the API has %d users; the state has %d, and %d are others", users, managed, others)
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
		"public_metadata": compact(user.PublicMetadata),
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
	for name, values := range map[string][]string{
		"email_addresses": emails, "phone_numbers": phones, "web3_wallets": wallets,
	} {
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

// Faulty puts fault rules into force.
func Faulty(rules ...emulator.FaultRule) func(*testing.T, *Instance) {
	return func(t *testing.T, instance *Instance) { Faults(t, instance, rules...) }
}

// Answers gives the requests of a method an error status.
func Answers(method string, status int) func(*testing.T, *Instance) {
	return Faulty(emulator.FaultRule{Method: method, Kind: emulator.FaultStatus, Status: status})
}
