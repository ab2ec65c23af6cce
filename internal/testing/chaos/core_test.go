package chaos

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// address names a resource, or a deposed object of one.
type address struct{ kind, name, deposed string }

func (a address) String() string {
	if a.deposed != "" {
		return a.kind + "." + a.name + " (deposed object " + a.deposed + ")"
	}
	return a.kind + "." + a.name
}

// declaration is a resource block.
type declaration struct {
	at     address
	values acctest.Values
	refs   references
	// createFirst is create_before_destroy.
	createFirst bool
}

// reference is the attribute of another resource that an attribute of a resource refers to.
type reference struct {
	at        address
	attribute string
	// inSet means that the attribute is a set with this value only.
	inSet bool
}

// references are those of a resource, by attribute.
type references map[string]reference

// toUser is the user_id of a resource that belongs to a clerk_user.
func toUser(name string) references {
	return references{"user_id": {at: address{kind: userType, name: name}, attribute: "id"}}
}

// userName is the name of the clerk_user that user_id refers to, empty if there is none.
func (r references) userName() string { return r["user_id"].at.name }

// renamed returns the references after a resource has another name.
func (r references) renamed(from address, name string) references {
	changed := maps.Clone(r)
	for attribute, ref := range changed {
		if ref.at == from {
			ref.at.name = name
			changed[attribute] = ref
		}
	}
	return changed
}

// configuration is what a folder with .tf files declares.
type configuration map[address]declaration

// object is what the state records of a resource.
type object struct {
	value    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	tainted  bool
	refs     references
}

func (o *object) attribute(name string) tftypes.Value { return attributesOf(o.value)[name] }

// text returns an attribute, empty for null and for one that there is not.
func (o *object) text(name string) string {
	var text string
	if value, exists := attributesOf(o.value)[name]; exists && !value.IsNull() && value.As(&text) != nil {
		return ""
	}
	return text
}

// flag returns a boolean attribute, false for null and for one that does not exist.
func (o *object) flag(name string) bool {
	var flag bool
	if value, exists := attributesOf(o.value)[name]; exists && !value.IsNull() && value.As(&flag) != nil {
		return false
	}
	return flag
}

// core does with a state what Terraform's core does, as far as it matters to a
// provider: it refreshes, plans and applies, checks what the provider answers,
// and records what becomes of failures. What it finds wrong with an answer is a
// bug of the provider, whatever faults there were.
type core struct {
	t        testing.TB
	instance *acctest.Instance
	// provider is the process of the present run.
	provider *acctest.Protocol
	// settings are those of the provider block of the present run.
	settings acctest.Values
	state    map[address]*object
	// random decides the order of operations that Terraform runs in any order.
	random *rand.Rand
	// replace are the resources that -replace names in the present run.
	replace []address
	// declared is the configuration of the last run, and failed are its problems.
	declared configuration
	failed   problems
	// removed are the ids of objects that the last plan removes.
	removed map[string]bool
	// deposals counts deposed objects.
	deposals int
	// parallel is how many operations run at a time.
	parallel int
	// older says that it knows no identities, as those before 1.12.
	older bool
	// shared are the names of users who had, before or after the last apply, pieces
	// that other resources manage.
	shared map[string]bool
	// interrupted says that nothing more is to be begun.
	interrupted atomic.Bool
	// watch sees every value that the provider answers, and every diagnostic.
	watch *watch

	mu   sync.Mutex
	bugs []string
}

// apply runs terraform apply in a new process of the provider.
func (c *core) apply(declared configuration, under conditions) string {
	c.settings = under.settings
	c.provider = acctest.NewProtocol(c.t, c.instance, c.settings)
	c.replace = under.replace
	for _, at := range under.taint {
		isHeld := func(at address) bool { return c.state[at] != nil }
		if held := c.state[under.inState(at, isHeld)]; held != nil {
			held.tainted = true
		}
	}
	c.interrupted.Store(false)
	c.shared = map[string]bool{}
	c.share()
	defer c.share()
	if under.interrupt > 0 {
		interrupt := time.AfterFunc(under.interrupt, c.interrupt)
		defer interrupt.Stop()
	}
	c.declared = declared
	c.failed = c.planAndApply(c.logged(), declared, under)
	return c.failed.String()
}

// interrupt is the first Ctrl-C: no operation begins, and running operations are
// stopped.
func (c *core) interrupt() {
	c.interrupted.Store(true)
	if _, err := c.provider.Server.StopProvider(c.t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
		c.t.Error(err)
	}
}

// share notes the users with pieces that other resources manage.
func (c *core) share() {
	for at, held := range c.state {
		if at.kind != membershipType {
			c.shared[held.refs.userName()] = true
		}
	}
}

// pending runs terraform plan in a new process of the provider. It includes what the refresh
// corrects in a user that no other resource manages.
func (c *core) pending(declared configuration) string {
	c.provider, c.replace = acctest.NewProtocol(c.t, c.instance), nil
	p := c.plan(c.logged(), declared)
	var stale strings.Builder
	for at, held := range c.state {
		isAlone := at.kind == userType && !c.shared[at.name] || isAccess(at.kind)
		if now := p.refreshed[at]; isAlone && now != nil && !sameValue(held.value, now.value) {
			stale.WriteString("the state of " + at.String() + " was stale: " + differences(held.value, now.value) + "\n")
		}
	}
	return p.problems.String() + p.pending() + stale.String()
}

// recorded returns what the state holds.
func (c *core) recorded() map[address]record {
	records := map[address]record{}
	for at, held := range c.state {
		records[at] = record{
			id: held.text("id"), secret: held.text("secret"), policy: held.text("deletion_policy"),
			protected: held.flag("deletion_protection"), tainted: held.tainted,
		}
	}
	return records
}

func (c *core) removes() (ids map[string]bool, known bool) { return c.removed, true }

func (c *core) providerBugs() []string { return c.bugs }

// logged returns a context with a log that the watch reads.
func (c *core) logged() context.Context {
	return tfsdklogtest.RootLogger(tflogtest.RootLogger(c.t.Context(), c.watch), c.watch)
}

// bug notes an answer for which Terraform blames the provider.
func (c *core) bug(at address, format string, arguments ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bugs = append(c.bugs, at.String()+": "+sprintf(format, arguments...))
}

func (c *core) schema(at address) *tfprotov6.Schema {
	return c.provider.Schemas.ResourceSchemas[at.kind]
}

func (c *core) typeOf(at address) tftypes.Object { return c.schema(at).ValueType().(tftypes.Object) }

func (c *core) encode(at address, value tftypes.Value) *tfprotov6.DynamicValue {
	encoded, err := tfprotov6.NewDynamicValue(c.typeOf(at), value)
	if err != nil {
		c.t.Fatal(err)
	}
	return &encoded
}

// decode returns null for an answer without a value.
func (c *core) decode(at address, answered *tfprotov6.DynamicValue) tftypes.Value {
	if answered == nil {
		return c.null(at)
	}
	value, err := answered.Unmarshal(c.typeOf(at))
	if err != nil {
		c.t.Fatal(err)
	}
	c.watch.answer(at, answered)
	return value
}

func (c *core) null(at address) tftypes.Value { return tftypes.NewValue(c.typeOf(at), nil) }

// config evaluates a declaration. referred are the values of its references, known or not.
func (c *core) config(d declaration, referred acctest.Values) tftypes.Value {
	values := acctest.Values{}
	for name, value := range d.values {
		values[name] = value
	}
	for name, value := range referred {
		if values[name] = value; d.refs[name].inSet {
			values[name] = []any{value}
		}
	}
	value, err := c.provider.Config(c.schema(d.at), values).Unmarshal(c.typeOf(d.at))
	if err != nil {
		c.t.Fatal(err)
	}
	return value
}

// problems are the errors of a run by resource.
type problems map[address][]*tfprotov6.Diagnostic

func (p problems) String() string {
	var lines []string
	for at, found := range p {
		for _, problem := range found {
			first, _, _ := strings.Cut(problem.Detail, "\n")
			lines = append(lines, "  "+at.String()+": "+problem.Summary+": "+first)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// isAbout reports whether a line of problems is about a resource.
func isAbout(line string, at address) bool { return strings.Contains(line, " "+at.String()+": ") }

// inOrder visits all addresses of a plan as Terraform does: dependents come after what they refer to. Addresses that
// are not in the configuration come at any time.
func (c *core) inOrder(declared configuration, visit func(address)) {
	nodes := map[address]*node{}
	add := func(at address) {
		nodes[at] = &node{name: at.String(), run: func() bool { visit(at); return true }}
	}
	for at := range c.state {
		add(at)
	}
	for at := range declared {
		add(at)
	}
	for at, d := range declared {
		for _, ref := range d.refs {
			nodes[at].after = append(nodes[at].after, nodes[ref.at])
		}
	}
	c.walk(slices.Collect(maps.Values(nodes)))
}

// identified returns an identity as far as this core knows such.
func (c *core) identified(identity *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if c.older {
		return nil
	}
	return identity
}
