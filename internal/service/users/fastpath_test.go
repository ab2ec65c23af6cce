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

const seedsOfShortcuts = 200

// TestShortcut_answersAsTheFramework holds every answer of the shortcut of clerk_user against the framework's. Each
// seed draws a user, what the state holds of them, and a configuration.
func TestShortcut_answersAsTheFramework(t *testing.T) {
	t.Parallel()
	c := newShortcutCase(t)
	for seed := range uint64(seedsOfShortcuts) {
		c.name, c.draw = fmt.Sprintf("seed %d", seed), rand.New(rand.NewPCG(seed, 1))
		state := c.refreshed(c.ids[c.draw.IntN(len(c.ids))])
		drifted, config, null := c.drifted(state), c.config(state), tftypes.NewValue(c.object, nil)
		c.compareUpgrade(state)
		c.compareRead(drifted)
		c.compareValidate(config)
		for _, prior := range []tftypes.Value{state, drifted, null} {
			c.comparePlan(prior, config)
		}
		c.comparePlan(state, null)
	}
	for question, answered := range c.answered {
		if answered < 20 {
			t.Errorf("the shortcut answered %d times for the %s: too few to know", answered, question)
		}
	}
	if t.Failed() || testing.Verbose() {
		t.Log(c.answered)
	}
}

// TestShortcut_answersWhatIsAskedMost is what the shortcut is for: without it, thousands of users take minutes of
// processor time.
func TestShortcut_answersWhatIsAskedMost(t *testing.T) {
	t.Parallel()
	c := newShortcutCase(t)
	state := c.refreshed(c.ids[0])
	stated := c.stating(state, "first_name", "last_name", "email_addresses", "public_metadata")
	if c.shortcut.Validate(t.Context(), c.validation(stated)) == nil {
		t.Error("a valid configuration is left to the framework")
	}
	withPassword := c.attributes(stated)
	withPassword["password_wo"] = tftypes.NewValue(tftypes.String, "correct-horse-4711")
	secret := tftypes.NewValue(c.object, withPassword)
	if c.shortcut.Validate(t.Context(), c.validation(secret)) == nil ||
		c.shortcut.Plan(t.Context(), c.plan(state, secret)) == nil {
		t.Error("a user with a password is left to the framework")
	}
	if c.shortcut.Upgrade(c.upgrade(state)) == nil {
		t.Error("a state of this release is left to the framework")
	}
	if _, resp := c.shortcut.Read(t.Context(), c.read(state)); resp == nil {
		t.Error("a user who is as the state tells is left to the framework")
	}
	if c.shortcut.Plan(t.Context(), c.plan(state, stated)) == nil {
		t.Error("a plan with nothing to change is left to the framework")
	}
	if c.shortcut.Plan(t.Context(), c.plan(tftypes.NewValue(c.object, nil), stated)) == nil {
		t.Error("a new user is left to the framework")
	}
}

// TestShortcut_whoIsLeftToTheFrameworkIsAskedForOnce: the framework takes what has been read already.
func TestShortcut_whoIsLeftToTheFrameworkIsAskedForOnce(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	holdPeople(t, instance, 1)
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

// TestShortcut_survivesAConfigurationThatIsTakenAway: a provider that waits for a debugger is one process for several
// provider blocks, and one of them can be configured while users of another are read.
func TestShortcut_survivesAConfigurationThatIsTakenAway(t *testing.T) {
	t.Parallel()
	c := newShortcutCase(t)
	client, err := clerk.New(emulator.DefaultSecretKey)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	shortcut, err := users.NewShortcut(func() service.Run {
		if asked++; asked == 1 {
			return service.Run{Client: client}
		}
		return service.Run{}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, resp := shortcut.Read(t.Context(), c.read(c.refreshed(c.ids[0]))); resp != nil {
		t.Errorf("a shortcut without a client read %v", resp)
	}
}

// shortcutCase is a shortcut beside a provider that has none, on an instance with all kinds of people.
type shortcutCase struct {
	t         *testing.T
	name      string
	answered  map[string]int
	draw      *rand.Rand
	protocol  *acctest.Protocol
	framework tfprotov6.ProviderServer
	shortcut  fastpath.Shortcut
	schema    *tfprotov6.Schema
	object    tftypes.Object
	ids       []string
	settings  *tfprotov6.DynamicValue
}

// newRun configures the framework anew: plans of several states are not one run.
func (c *shortcutCase) newRun() {
	c.t.Helper()
	configured, err := c.framework.ConfigureProvider(
		context.Background(),
		&tfprotov6.ConfigureProviderRequest{Config: c.settings},
	)
	if err != nil || len(configured.Diagnostics) > 0 {
		c.t.Fatal(err, configured.Diagnostics)
	}
}

func newShortcutCase(t *testing.T) *shortcutCase {
	t.Helper()
	instance := acctest.NewInstance(t)
	holdPeople(t, instance, len(kindsOfPeople))
	p := acctest.NewProtocol(t, instance)
	settings := acctest.Values{"secret_key": emulator.DefaultSecretKey, "api_url": instance.URL, "rate_limit": 100_000}
	framework := providerserver.NewProtocol6(provider.New("test")())()
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(instance.URL), clerk.WithRateLimit(100_000))
	if err != nil {
		t.Fatal(err)
	}
	shortcut, err := users.NewShortcut(func() service.Run { return service.Run{Client: client} })
	if err != nil {
		t.Fatal(err)
	}
	c := &shortcutCase{
		t:         t,
		answered:  map[string]int{},
		protocol:  p,
		framework: framework,
		shortcut:  shortcut,
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
func (c *shortcutCase) refreshed(id string) tftypes.Value {
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

func (c *shortcutCase) read(state tftypes.Value) *tfprotov6.ReadResourceRequest {
	return &tfprotov6.ReadResourceRequest{TypeName: "clerk_user", CurrentState: c.encode(state)}
}

func (c *shortcutCase) plan(state, config tftypes.Value) *tfprotov6.PlanResourceChangeRequest {
	return &tfprotov6.PlanResourceChangeRequest{
		TypeName:         "clerk_user",
		PriorState:       c.encode(state),
		Config:           c.encode(config),
		ProposedNewState: c.encode(c.proposed(state, config)),
	}
}

func (c *shortcutCase) upgrade(state tftypes.Value) *tfprotov6.UpgradeResourceStateRequest {
	kept := c.protocol.Attributes("clerk_user", c.encode(state))
	kept["of_an_earlier_release"] = map[string]any{"a": 1}
	return &tfprotov6.UpgradeResourceStateRequest{TypeName: "clerk_user", RawState: c.raw(kept)}
}

func (c *shortcutCase) validation(config tftypes.Value) *tfprotov6.ValidateResourceConfigRequest {
	return &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           "clerk_user",
		Config:             c.encode(config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	}
}

func (c *shortcutCase) compareUpgrade(state tftypes.Value) {
	req := c.drawnUpgrade(state)
	if got := c.shortcut.Upgrade(req); got != nil {
		want, err := c.framework.UpgradeResourceState(context.Background(), req)
		c.compare("upgrade", want, err, got, got.UpgradedState, want.UpgradedState)
	}
}

func (c *shortcutCase) compareRead(state tftypes.Value) {
	req := c.read(state)
	req.CurrentIdentity, req.Private = c.identity(state), c.private()
	if _, got := c.shortcut.Read(context.Background(), req); got != nil {
		want, err := c.framework.ReadResource(context.Background(), req)
		c.compare("read", want, err, got, got.NewState, want.NewState)
	}
}

func (c *shortcutCase) compareValidate(config tftypes.Value) {
	req := c.validation(config)
	req.ClientCapabilities = c.capabilities()
	if got := c.shortcut.Validate(context.Background(), req); got != nil {
		want, err := c.framework.ValidateResourceConfig(context.Background(), req)
		c.compare("validation", want, err, got, nil, nil)
	}
}

func (c *shortcutCase) comparePlan(state, config tftypes.Value) {
	req := c.plan(state, config)
	req.PriorIdentity, req.PriorPrivate = c.identity(state), c.private()
	what := "plan of a change"
	if state.IsNull() {
		what = "plan of a new user"
	}
	if got := c.shortcut.Plan(context.Background(), req); got != nil {
		c.newRun()
		want, err := c.framework.PlanResourceChange(context.Background(), req)
		c.compare(what, want, err, got, got.PlannedState, want.PlannedState)
	}
}

// compare compares two answers, and apart from them the states in them, which have more than one encoding.
func (c *shortcutCase) compare(what string, want any, err error, got any, gotState, wantState *tfprotov6.DynamicValue) {
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
		c.t.Errorf("%s: the %s of the framework (-) and of the shortcut (+): %s", c.name, what, diff)
	}
	if gotState != nil && wantState != nil {
		if a, b := c.decode(wantState), c.decode(gotState); !a.Equal(b) {
			c.t.Errorf(
				"%s: the %s of the framework and of the shortcut: %s",
				c.name,
				what,
				cmp.Diff(fmt.Sprint(c.attributes(a)), fmt.Sprint(c.attributes(b))),
			)
		}
	}
}

func (c *shortcutCase) encode(value tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(c.object, value)
	if err != nil {
		c.t.Fatal(err)
	}
	return &encoded
}

func (c *shortcutCase) decode(value *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	decoded, err := value.Unmarshal(c.object)
	if err != nil {
		c.t.Fatal(err)
	}
	return decoded
}

// attributes are those of an object, as a copy.
func (c *shortcutCase) attributes(object tftypes.Value) map[string]tftypes.Value {
	c.t.Helper()
	var values map[string]tftypes.Value
	if err := object.As(&values); err != nil {
		c.t.Fatal(err)
	}
	return maps.Clone(values)
}
