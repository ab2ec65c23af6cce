package acctest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// BadSecret is a secret for bad inputs. No diagnostic may contain it.
const BadSecret = "hush-4711"

// BadInput must fail with one error, at one stage, and must not change any user.
type BadInput struct {
	Name string
	// Config has the attributes; id is the ID of an import, argument that of a function.
	Config Values
	// Before is applied first, to the same resource.
	Before Values
	// Provider has further arguments of the provider block.
	Provider Values
	// API changes the instance after Before.
	API func(*testing.T, *Instance)
	// Destroy destroys the resource of Before instead of applying Config.
	Destroy bool
	// Stage is the stage that fails. The zero value is Validated.
	Stage Stage
	// Attribute is the attribute of the error, empty for the whole object.
	Attribute string
	// Summary has user_… for generated ids of users.
	Summary string
	// Details are parts of the detail, separated by |.
	Details string
	// Warning is the summary of a warning that the error comes with, empty for none.
	Warning string
	// Secret is a further text that no diagnostic may contain.
	Secret string
	// PartlyApplied allows changes of the users.
	PartlyApplied bool
}

// RunBadInputs runs each input of a type, such as "resource clerk_user", against
// an instance of its own.
func RunBadInputs(t *testing.T, typeName string, inputs []BadInput) {
	t.Helper()
	t.Parallel()
	for _, input := range inputs {
		t.Run(input.Name, func(t *testing.T) {
			t.Parallel()
			input.Run(t, NewInstance(t), typeName)
		})
	}
}

// Run runs the input of a type against an instance.
func (b BadInput) Run(t *testing.T, instance *Instance, of string) {
	t.Helper()
	settings := Values{"max_retries": 0}
	p := NewProtocol(t, instance, settings)
	kind, typeName, _ := strings.Cut(of, " ")
	var state *tfprotov6.DynamicValue
	if b.Before != nil {
		created := p.Apply(typeName, nil, b.Before)
		p.mustSucceed(created.Diagnostics)
		state = created.State
	}
	p.Configure(b.changeInstance(t, instance), settings, b.Provider) // the input is another run
	users := usersOf(t, instance)
	instance.ResetLog()

	change := b.attempt(p, kind, typeName, state)
	b.ExpectError(t, change.Diagnostics)
	b.expectStage(t, instance, kind, change.Stage)
	if tokens := len(instance.SignInTokens()) + len(instance.ActorTokens()); tokens > 0 {
		t.Errorf("%d tokens were created", tokens)
	}
	if got := usersOf(t, instance); got != users && !b.PartlyApplied {
		t.Errorf("the users were\n%s\nand are\n%s", users, got)
	}
	if kind == "resource" || kind == "refresh" {
		p.Configure(instance, settings)
		expectStateOfAPI(t, p, typeName, state, change.State)
	}
}

// changeInstance applies API. The instance that it returns can have another URL.
func (b BadInput) changeInstance(t *testing.T, instance *Instance) *Instance {
	t.Helper()
	if b.API == nil {
		return instance
	}
	changed := *instance
	b.API(t, &changed)
	return &changed
}

func (b BadInput) attempt(p *Protocol, kind, typeName string, state *tfprotov6.DynamicValue) Change {
	if b.Destroy {
		return p.Destroy(typeName, state)
	}
	return p.Try(kind, typeName, state, b.Config)
}

func (b BadInput) expectStage(t *testing.T, instance *Instance, kind string, got Stage) {
	t.Helper()
	want := b.Stage
	if want == "" {
		want = Validated
	}
	if got != want {
		t.Errorf("it fails at %q, want %q", got, want)
	}
	if got == Validated && len(instance.Requests()) > 0 {
		t.Errorf("the validation sent %v", instance.Requests())
	}
	// Reads of ephemeral resources can be POST requests.
	if got != Applied && kind != "ephemeral" && len(instance.Writes()) > 0 {
		t.Errorf("the plan sent the write requests %v", instance.Writes())
	}
}

var userID = regexp.MustCompile(`user_[0-9A-Za-z]{27}`)

// ExpectError expects one error, with the attribute and texts of the input.
func (b BadInput) ExpectError(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	// Every input of a deprecated type has this warning.
	diagnostics = slices.DeleteFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Summary == "Deprecated" })
	text := Text(diagnostics)
	if b.Warning != "" {
		all := len(diagnostics)
		diagnostics = slices.DeleteFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
			return d.Severity == IsWarning && userID.ReplaceAllString(d.Summary, "user_…") == b.Warning
		})
		if len(diagnostics) == all {
			t.Errorf("the warning %q is missing:\n%s", b.Warning, text)
		}
	}
	if len(diagnostics) != 1 || diagnostics[0].Severity != IsError {
		t.Fatalf("%d diagnostics, want exactly one error:\n%s", len(diagnostics), text)
	}
	found := diagnostics[0]
	if at := pathText(found.Attribute); at != b.Attribute {
		t.Errorf("the error is on %q, want %q", at, b.Attribute)
	}
	summary := found.Summary
	if !strings.Contains(b.Summary, found.Summary) {
		summary = userID.ReplaceAllString(found.Summary, "user_…")
	}
	if summary != b.Summary {
		t.Errorf("the summary is %q, want %q", summary, b.Summary)
	}
	for part := range strings.SplitSeq(b.Details, "|") {
		if part == "" || !strings.Contains(found.Detail, part) {
			t.Errorf("the detail lacks %q:\n%s", part, found.Detail)
		}
	}
	b.expectNoSecretAndNoCrash(t, text)
}

func (b BadInput) expectNoSecretAndNoCrash(t *testing.T, text string) {
	t.Helper()
	for _, bad := range []string{
		"panic", "goroutine ", "runtime error", "nil pointer", "%!", ".go:", emulator.DefaultSecretKey, BadSecret, b.Secret,
	} {
		if bad != "" && strings.Contains(text, bad) {
			t.Errorf("the text contains %q:\n%s", bad, text)
		}
	}
}

// expectStateOfAPI expects that the state after a failure is what a refresh of
// the earlier state finds.
func expectStateOfAPI(t *testing.T, p *Protocol, typeName string, before, after *tfprotov6.DynamicValue) {
	t.Helper()
	if before == nil {
		if after != nil && len(p.Attributes(typeName, after)) > 0 {
			t.Errorf("the state holds a resource that was not created: %v", p.Attributes(typeName, after))
		}
		return
	}
	if err := p.instance.SetFaults(emulator.Faults{}); err != nil {
		t.Fatal(err)
	}
	refreshed := p.Refresh(typeName, before)
	if got, want := fmt.Sprint(p.Attributes(typeName, after)), fmt.Sprint(p.Attributes(typeName, refreshed)); got != want {
		t.Errorf("the state is\n%s\nand the API holds\n%s", got, want)
	}
}

func usersOf(t *testing.T, instance *Instance) string {
	t.Helper()
	users, err := json.MarshalIndent(instance.Users(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(users)
}

// Behaves sets the switches of the instance.
func Behaves(behaviour emulator.Behaviour) func(*testing.T, *Instance) {
	return func(_ *testing.T, instance *Instance) { instance.SetBehaviour(behaviour) }
}
