package acctest

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// ObjectRow is the row of a resource that is a resourcebase.Object. RunObject derives tests from it, which are the same
// for all of them.
type ObjectRow struct {
	// Type is the resource type.
	Type string
	// Seed adds what the object refers to, with fixed ids, and returns nothing about the object itself.
	Seed emulator.Seed
	// Config creates the object with Create, the request that loses its answer in a test. Creates are all its requests.
	Config  Values
	Create  string
	Creates []string
	// Update changes the object with the requests Updates, and Destroys are the requests of a destroy.
	Update            Values
	Updates, Destroys []string
	// Exchange is an update that creates another object and deletes this one. It is nil if there is none.
	Exchange Values
	// Identity are the attributes of the identity.
	Identity []string
	// Imports are texts of an import besides the identity. {name} is the value of an attribute.
	Imports []string
	// NotImported are attributes of Terraform that an import does not set as Config does.
	NotImported []string
	// Bad are configurations that are refused, BadImports texts of imports. Other types of the noun, such as its data
	// sources, are tested with RunBadInputs.
	Bad, BadImports []BadInput
	// Another adds one of many objects. i is in its unique values, such as its id. IsUnpaged means that the API answers
	// with the whole list at once.
	Another   func(i int) emulator.Seed
	IsUnpaged bool
	// StaysAfterDestroy means that the API still has the object after a destroy, such as a revoked invitation.
	StaysAfterDestroy bool
}

// RunObject runs the tests of a row, each against an instance of its own.
func RunObject(t *testing.T, row ObjectRow) {
	t.Helper()
	t.Parallel()
	for name, test := range map[string]func(ObjectRow, *testing.T){
		"life":             ObjectRow.testLife,
		"imports":          ObjectRow.testImports,
		"lost answer":      ObjectRow.testLostAnswer,
		"gone":             ObjectRow.testGone,
		"another instance": ObjectRow.testAnotherInstance,
		"failed read":      ObjectRow.testFailedRead,
		"two resources":    ObjectRow.testTwoResources,
		"renamed":          ObjectRow.testRenamed,
		"replaced":         ObjectRow.testReplaced,
		"exchanged":        ObjectRow.testExchanged,
		"exchanged twice":  ObjectRow.testExchangedTwice,
		"query":            ObjectRow.testQuery,
		"many":             ObjectRow.testMany,
		"unknown key":      ObjectRow.testUnknownKey,
		"secrets":          ObjectRow.testSecrets,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(row, t)
		})
	}
	for kind, inputs := range map[string][]BadInput{"resource": row.Bad, "import": row.BadImports} {
		if len(inputs) == 0 {
			t.Errorf("the row of %s has no bad %s", row.Type, kind)
		}
		for _, input := range inputs {
			t.Run("bad "+kind+" "+input.Name, func(t *testing.T) {
				t.Parallel()
				input.Run(t, row.instance(t), kind+" "+row.Type)
			})
		}
	}
}

func (o ObjectRow) instance(t *testing.T) *Instance {
	t.Helper()
	instance := NewInstance(t)
	instance.MustSeed(o.Seed)
	return instance
}

// created is an instance with the object, and its state.
func (o ObjectRow) created(t *testing.T) (*Instance, *Protocol, *tfprotov6.DynamicValue) {
	t.Helper()
	instance := o.instance(t)
	p := NewProtocol(t, instance)
	made := p.Apply(o.Type, nil, o.Config)
	p.mustSucceed(made.Diagnostics)
	return instance, p, made.State
}

// next begins another run.
func (o ObjectRow) next(p *Protocol, instance *Instance) {
	instance.ResetLog()
	p.Configure(instance)
}

// expectEmptyPlan expects that Config changes nothing in a state.
func (o ObjectRow) expectEmptyPlan(t *testing.T, p *Protocol, state *tfprotov6.DynamicValue, plan string) {
	t.Helper()
	config := p.Config(p.Schemas.ResourceSchemas[o.Type], o.Config)
	if changed := p.PlanUpdate(o.Type, state, config); len(changed) > 0 {
		t.Errorf("%s changes %v", plan, changed)
	}
}

// testLife creates, plans again, updates and destroys the object, and checks the requests.
func (o ObjectRow) testLife(t *testing.T) {
	instance, p, state := o.created(t)
	instance.ExpectWrites(o.Creates...)
	o.next(p, instance)
	refreshed := p.Refresh(o.Type, state)
	o.expectEmptyPlan(t, p, refreshed, "the second plan")
	instance.ExpectWrites()
	o.next(p, instance)
	updated := p.Apply(o.Type, refreshed, o.Update)
	p.mustSucceed(updated.Diagnostics)
	instance.ExpectWrites(o.Updates...)
	o.next(p, instance)
	refreshed = p.Refresh(o.Type, updated.State)
	got, want := p.Attributes(o.Type, refreshed), p.Attributes(o.Type, updated.State)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("after the update the state is\n%v\nand the API holds\n%v", want, got)
	}
	o.next(p, instance)
	p.mustSucceed(p.Destroy(o.Type, refreshed).Diagnostics)
	instance.ExpectWrites(o.Destroys...)
}

// testImports imports the object by each text and by its identity. The plan after it is empty.
func (o ObjectRow) testImports(t *testing.T) {
	instance, p, state := o.created(t)
	held := p.Attributes(o.Type, state)
	identity := Values{}
	var ids []string
	for _, name := range o.Identity {
		identity[name] = held[name]
		ids = append(ids, fmt.Sprint(held[name]))
	}
	config := maps.Clone(o.Config)
	for _, name := range o.NotImported {
		delete(config, name)
	}
	states := map[string]*tfprotov6.DynamicValue{}
	for _, text := range append([]string{strings.Join(ids, "/")}, o.Imports...) {
		for name, value := range held {
			text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(value))
		}
		o.next(p, instance)
		states[text] = NewCalls(t, instance, o.Type).ImportedByID(text).State
	}
	o.next(p, instance)
	states["identity"] = p.Import(o.Type, p.IdentityOf(o.Type, identity))
	for name, imported := range states {
		o.next(p, instance)
		if changed := p.PlanUpdate(o.Type, imported, p.Config(p.Schemas.ResourceSchemas[o.Type], config)); len(changed) > 0 {
			t.Errorf("the plan after an import by %s changes %v", name, changed)
		}
	}
	read, err := p.Server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: o.Type, CurrentState: state})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Identity(o.Type, read.NewIdentity); fmt.Sprint(got) != fmt.Sprint(map[string]any(identity)) {
		t.Errorf("the identity of a state without one is %v", got)
	}
	instance.ExpectWrites()
}

// testLostAnswer loses the answer to the create. The object is found, and created once.
func (o ObjectRow) testLostAnswer(t *testing.T) {
	instance := o.instance(t)
	method, path, _ := strings.Cut(o.Create, " ")
	Faults(t, instance, emulator.FaultRule{Method: method, Path: path, Kind: emulator.FaultResetAfter, Count: 1})
	p := NewProtocol(t, instance)
	made := p.Apply(o.Type, nil, o.Config)
	p.mustSucceed(made.Diagnostics)
	if n := len(slices.DeleteFunc(instance.Writes(), func(write string) bool { return write != o.Create })); n != 1 {
		t.Errorf("%d creates were sent", n)
	}
	o.next(p, instance)
	o.expectEmptyPlan(t, p, p.Refresh(o.Type, made.State), "the plan after it")
}

// testGone removes the object outside Terraform. A refresh removes it from the state with a warning, and a destroy
// succeeds.
func (o ObjectRow) testGone(t *testing.T) {
	instance, p, state := o.created(t)
	o.next(p, instance)
	if o.StaysAfterDestroy {
		instance.Reset()
		instance.MustSeed(o.Seed)
	} else {
		p.mustSucceed(p.Destroy(o.Type, state).Diagnostics)
	}
	o.next(p, instance)
	change := p.tryRefresh(o.Type, state)
	ExpectOne(t, change.Diagnostics, IsWarning, "were removed outside Terraform", "no longer exists")
	if len(p.Attributes(o.Type, change.State)) > 0 {
		t.Error("the object is still in the state")
	}
	o.next(p, instance)
	p.mustSucceed(p.Destroy(o.Type, state).Diagnostics)
}

// testQuery lists the objects, and generates a configuration that changes nothing.
func (o ObjectRow) testQuery(t *testing.T) {
	instance, p, state := o.created(t)
	if p.Schemas.ListResourceSchemas[o.Type] == nil {
		t.Skip("the API has no list")
	}
	o.next(p, instance)
	held := p.Attributes(o.Type, state)
	for _, result := range p.Listed(o.Type, ListQuery{IncludeResource: true}) {
		if p.Identity(o.Type, result.Identity)[o.Identity[0]] != held[o.Identity[0]] {
			continue
		}
		if result.DisplayName == "" {
			t.Error("it has no name")
		}
		if changed := p.PlanUpdate(o.Type, result.Resource, p.GenerateConfig(o.Type, result.Resource)); len(changed) > 0 {
			t.Errorf("the generated configuration changes %v", changed)
		}
		return
	}
	t.Error("the list does not have the object")
}

// testSecrets sends sensitive values to an API that repeats each write request in its refusal.
func (o ObjectRow) testSecrets(t *testing.T) {
	instance := o.instance(t)
	front := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet {
			return false
		}
		body, _ := io.ReadAll(r.Body)
		text, _ := json.Marshal(string(body))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = fmt.Fprintf(w, `{"errors":[{"code":"form_param_value_invalid","message":"m","long_message":%s}]}`, text)
		return true
	})
	p := NewProtocol(t, instance, Values{"api_url": front, "max_retries": 0})
	config, secret := maps.Clone(o.Config), false
	for _, attribute := range p.Schemas.ResourceSchemas[o.Type].Block.Attributes {
		if attribute.Sensitive && (attribute.Optional || attribute.Required) {
			secret = true
			if config[attribute.Name] == nil {
				t.Errorf("the row does not set %s", attribute.Name)
			}
			config[attribute.Name] = `{"key":"` + BadSecret + `"}`
		}
	}
	if !secret {
		t.Skip("it has no secret")
	}
	text := Text(p.Apply(o.Type, nil, config).Diagnostics)
	if !strings.Contains(text, "status 422") || strings.Contains(text, BadSecret) {
		t.Errorf("got %s", text)
	}
}

// testUnknownKey plans and refreshes while the secret key is not known yet.
func (o ObjectRow) testUnknownKey(t *testing.T) {
	instance, p, state := o.created(t)
	instance.ResetLog()
	p.Configure(instance, Values{"secret_key": Unknown})
	ExpectNone(t, p.PlanCreate(o.Type, o.Config))
	change := p.tryRefresh(o.Type, state)
	ExpectOne(t, change.Diagnostics, IsWarning, "Not refreshed")
	if len(instance.Requests()) > 0 {
		t.Errorf("%d requests were sent", len(instance.Requests()))
	}
}
