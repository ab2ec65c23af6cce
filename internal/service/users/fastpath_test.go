package users_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Each seed draws a user, a state of it, and a configuration.
func TestFastPath_answersLikeTheFramework(t *testing.T) {
	t.Parallel()
	c := newFastPathCase(t)
	for seed := range 3 * uint64(*rounds) {
		c.name, c.draw = fmt.Sprintf("seed %d", seed), rand.New(rand.NewPCG(seed, 1))
		state := c.refreshed(c.ids[c.draw.IntN(len(c.ids))])
		drifted, config, null := c.drifted(state), c.config(state, c.draw.IntN(3)), tftypes.NewValue(c.object, nil)
		c.compareUpgrade(state)
		c.compareRead(drifted)
		c.compareValidate(config)
		for _, prior := range []tftypes.Value{state, drifted, null} {
			c.comparePlan(prior, config)
		}
		c.comparePlan(state, null)
		c.comparePlan(null, c.config(state, 0)) // mostly valid, so that the fast path answers
	}
	for call, answers := range c.answered {
		if answers < 20 {
			t.Errorf("the fast path answered %d calls of %s: too few for a test", answers, call)
		}
	}
	if t.Failed() || testing.Verbose() {
		t.Log(c.answered)
	}
}

// Without these answers, thousands of users take minutes of processor time.
func TestFastPath_answersFrequentCalls(t *testing.T) {
	t.Parallel()
	c := newFastPathCase(t)
	state := c.refreshed(c.ids[0])
	config := c.configOf(state, "first_name", "last_name", "email_addresses", "public_metadata")
	if c.handler.Validate(t.Context(), c.validation(config)) == nil {
		t.Error("the fast path does not validate a valid configuration")
	}
	withPassword := c.attributes(config)
	withPassword["password_wo"] = tftypes.NewValue(tftypes.String, "correct-horse-4711")
	withPassword["password_wo_version"] = tftypes.NewValue(tftypes.Number, 1)
	secret := tftypes.NewValue(c.object, withPassword)
	sent := c.attributes(state)
	sent["password_wo_version"] = tftypes.NewValue(tftypes.Number, 1)
	if c.handler.Validate(t.Context(), c.validation(secret)) == nil ||
		c.handler.Plan(t.Context(), c.plan(tftypes.NewValue(c.object, sent), secret)) == nil {
		t.Error("the fast path does not plan a user with a password")
	}
	if c.handler.Upgrade(c.upgrade(state)) == nil {
		t.Error("the fast path does not upgrade a state of this release")
	}
	if _, resp := c.handler.Read(t.Context(), c.read(state)); resp == nil {
		t.Error("the fast path does not read an unchanged user")
	}
	if c.handler.Plan(t.Context(), c.plan(state, config)) == nil {
		t.Error("the fast path does not plan an unchanged user")
	}
	if c.handler.Plan(t.Context(), c.plan(tftypes.NewValue(c.object, nil), config)) == nil {
		t.Error("the fast path does not plan a new user")
	}
}

// The framework uses the answer of the API that the fast path has read.
func TestFastPath_Read_withoutAnAnswer_makesOneRequest(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	seedKindsOfUsers(t, instance, 1)
	p := acctest.NewProtocol(t, instance, acctest.Values{"read_strategy": "individual"})
	before := len(instance.Reads())
	read, err := p.Server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "clerk_user",
		CurrentState: p.Config(
			p.Schemas.ResourceSchemas["clerk_user"],
			acctest.Values{"id": instance.OnlyUser().ID, "email_addresses": []any{"ada@example.org"}},
		),
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatal(err, read.Diagnostics)
	}
	if sent := instance.Reads()[before:]; len(sent) != 1 {
		t.Errorf("a refresh sent %v", sent)
	}
}

// A provider with -debug is one process for several provider blocks. One of them can be configured while users of
// another one are read.
func TestFastPath_Read_duringAnotherConfiguration_hasNoAnswer(t *testing.T) {
	t.Parallel()
	c := newFastPathCase(t)
	client, err := clerk.New(emulator.DefaultSecretKey)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	handler, err := users.NewFastPath(func() service.Run {
		if calls++; calls == 1 {
			return service.Run{Client: client}
		}
		return service.Run{}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, resp := handler.Read(t.Context(), c.read(c.refreshed(c.ids[0]))); resp != nil {
		t.Errorf("a fast path without a client read %v", resp)
	}
}

// fastPathCase has the fast path, and a provider without one, for an instance with all kinds of users.
type fastPathCase struct {
	t         *testing.T
	name      string
	answered  map[string]int
	draw      *rand.Rand
	protocol  *acctest.Protocol
	framework tfprotov6.ProviderServer
	handler   fastpath.Handler
	schema    *tfprotov6.Schema
	object    tftypes.Object
	ids       []string
	settings  *tfprotov6.DynamicValue
}

// newRun configures the framework again: plans of several states are not one run.
func (c *fastPathCase) newRun() {
	c.t.Helper()
	configured, err := c.framework.ConfigureProvider(
		context.Background(),
		&tfprotov6.ConfigureProviderRequest{Config: c.settings},
	)
	if err != nil || len(configured.Diagnostics) > 0 {
		c.t.Fatal(err, configured.Diagnostics)
	}
}

func newFastPathCase(t *testing.T) *fastPathCase {
	t.Helper()
	instance := acctest.NewInstance(t)
	seedKindsOfUsers(t, instance, len(kindsOfUsers))
	p := acctest.NewProtocol(t, instance)
	settings := acctest.Values{"secret_key": emulator.DefaultSecretKey, "api_url": instance.URL, "rate_limit": 100_000}
	framework := providerserver.NewProtocol6(provider.New("test")())()
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(instance.URL), clerk.WithRateLimit(100_000))
	if err != nil {
		t.Fatal(err)
	}
	handler, err := users.NewFastPath(func() service.Run { return service.Run{Client: client} })
	if err != nil {
		t.Fatal(err)
	}
	c := &fastPathCase{
		t:         t,
		answered:  map[string]int{},
		protocol:  p,
		framework: framework,
		handler:   handler,
		schema:    p.Schemas.ResourceSchemas["clerk_user"],
	}
	c.settings = p.Config(p.Schemas.Provider, settings)
	c.newRun()
	c.object = c.schema.ValueType().(tftypes.Object)
	for _, user := range instance.Users() {
		c.ids = append(c.ids, user.ID)
	}
	return c
}

// refreshed is the state of a user after an import.
func (c *fastPathCase) refreshed(id string) tftypes.Value {
	c.t.Helper()
	empty := map[string]tftypes.Value{}
	for name, of := range c.object.AttributeTypes {
		empty[name] = tftypes.NewValue(of, nil)
	}
	empty["id"] = tftypes.NewValue(tftypes.String, id)
	read, err := c.framework.ReadResource(c.t.Context(), c.read(tftypes.NewValue(c.object, empty)))
	if err != nil || len(read.Diagnostics) > 0 {
		c.t.Fatal(err, read.Diagnostics)
	}
	return c.decode(read.NewState)
}

func (c *fastPathCase) read(state tftypes.Value) *tfprotov6.ReadResourceRequest {
	return &tfprotov6.ReadResourceRequest{TypeName: "clerk_user", CurrentState: c.encode(state)}
}

func (c *fastPathCase) plan(state, config tftypes.Value) *tfprotov6.PlanResourceChangeRequest {
	return &tfprotov6.PlanResourceChangeRequest{
		TypeName:         "clerk_user",
		PriorState:       c.encode(state),
		Config:           c.encode(config),
		ProposedNewState: c.encode(c.proposed(state, config)),
	}
}

func (c *fastPathCase) upgrade(state tftypes.Value) *tfprotov6.UpgradeResourceStateRequest {
	kept := c.protocol.Attributes("clerk_user", c.encode(state))
	kept["of_an_earlier_release"] = map[string]any{"a": 1}
	return &tfprotov6.UpgradeResourceStateRequest{TypeName: "clerk_user", RawState: c.raw(kept)}
}

func (c *fastPathCase) validation(config tftypes.Value) *tfprotov6.ValidateResourceConfigRequest {
	return &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           "clerk_user",
		Config:             c.encode(config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	}
}

func (c *fastPathCase) compareUpgrade(state tftypes.Value) {
	req := c.drawnUpgrade(state)
	if got := c.handler.Upgrade(req); got != nil {
		want, err := c.framework.UpgradeResourceState(context.Background(), req)
		c.compare("upgrade", want, err, got, got.UpgradedState, want.UpgradedState)
	}
}

func (c *fastPathCase) compareRead(state tftypes.Value) {
	req := c.read(state)
	req.CurrentIdentity, req.Private = c.identity(state), c.private()
	if _, got := c.handler.Read(context.Background(), req); got != nil {
		want, err := c.framework.ReadResource(context.Background(), req)
		c.compare("read", want, err, got, got.NewState, want.NewState)
	}
}

func (c *fastPathCase) compareValidate(config tftypes.Value) {
	req := c.validation(config)
	req.ClientCapabilities = c.capabilities()
	if got := c.handler.Validate(context.Background(), req); got != nil {
		want, err := c.framework.ValidateResourceConfig(context.Background(), req)
		c.compare("validation", want, err, got, nil, nil)
	}
}

func (c *fastPathCase) comparePlan(state, config tftypes.Value) {
	req := c.plan(state, config)
	req.PriorIdentity, req.PriorPrivate = c.identity(state), c.private()
	what := "plan of a change"
	if state.IsNull() {
		what = "plan of a new user"
	}
	if got := c.handler.Plan(context.Background(), req); got != nil {
		c.newRun()
		want, err := c.framework.PlanResourceChange(context.Background(), req)
		c.compare(what, want, err, got, got.PlannedState, want.PlannedState)
	}
}

// compare compares two answers. It compares their states separately, because a state has more than one encoding.
func (c *fastPathCase) compare(what string, want any, err error, got any, gotState, wantState *tfprotov6.DynamicValue) {
	c.t.Helper()
	c.answered[what]++
	if err != nil {
		c.t.Fatal(err)
	}
	state := cmp.FilterPath(func(p cmp.Path) bool {
		return gotState != nil && wantState != nil &&
			slices.Contains([]string{"UpgradedState", "NewState", "PlannedState"}, strings.TrimPrefix(p.Last().String(), "."))
	}, cmp.Ignore())
	if diff := cmp.Diff(want, got, state); diff != "" {
		c.t.Errorf("%s: the %s of the framework (-) and of the fast path (+): %s", c.name, what, diff)
	}
	if gotState != nil && wantState != nil {
		if a, b := c.decode(wantState), c.decode(gotState); !a.Equal(b) {
			c.t.Errorf(
				"%s: the %s of the framework and of the fast path: %s",
				c.name,
				what,
				cmp.Diff(fmt.Sprint(c.attributes(a)), fmt.Sprint(c.attributes(b))),
			)
		}
	}
}

func (c *fastPathCase) encode(value tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(c.object, value)
	if err != nil {
		c.t.Fatal(err)
	}
	return &encoded
}

func (c *fastPathCase) decode(value *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	decoded, err := value.Unmarshal(c.object)
	if err != nil {
		c.t.Fatal(err)
	}
	return decoded
}

// attributes is a copy of the attributes of an object.
func (c *fastPathCase) attributes(object tftypes.Value) map[string]tftypes.Value {
	c.t.Helper()
	var values map[string]tftypes.Value
	if err := object.As(&values); err != nil {
		c.t.Fatal(err)
	}
	return maps.Clone(values)
}
