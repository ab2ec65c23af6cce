package chaos

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	doNothing = "no-op"
	doCreate  = "create"
	doUpdate  = "update"
	doDelete  = "delete"
	doReplace = "replace"
)

// change is what a plan does to one resource.
type change struct {
	at            address
	action        string
	declared      declaration // none for a deletion
	before, after tftypes.Value
	private       []byte
	identity      *tfprotov6.ResourceIdentityData
}

// plan is the outcome of terraform plan.
type plan struct {
	mu        sync.Mutex
	refreshed map[address]*object
	changes   map[address]*change
	problems  problems
}

func (p *plan) fail(at address, diagnostics []*tfprotov6.Diagnostic) bool {
	found := acctest.Errors(diagnostics)
	if len(found) > 0 {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.problems[at] = append(p.problems[at], found...)
	}
	return len(found) > 0
}

// pending lists what the plan would change.
func (p *plan) pending() string {
	var pending []string
	for at, change := range p.changes {
		if change.action != doNothing {
			pending = append(pending, change.action+" "+at.String()+": "+differences(change.before, change.after))
		}
	}
	slices.Sort(pending)
	return strings.Join(pending, "\n")
}

// removes are the ids of the objects that the plan deletes or exchanges. A refused plan removes nothing.
func (p *plan) removes() map[string]bool {
	ids := map[string]bool{}
	if len(p.problems) > 0 {
		return ids
	}
	for at, change := range p.changes {
		before, after := attributesOf(change.before), attributesOf(change.after)
		isExchanged := change.action == doUpdate && isAccess(at.kind) && !after["id"].IsKnown()
		if change.action == doDelete || change.action == doReplace || isExchanged {
			var id string
			if before["id"].As(&id) == nil {
				ids[id] = true
			}
		}
	}
	return ids
}

// plan refreshes the state and plans the configuration.
func (c *core) plan(ctx context.Context, declared configuration) *plan {
	p := &plan{refreshed: map[address]*object{}, changes: map[address]*change{}, problems: problems{}}
	c.inOrder(declared, func(at address) {
		if !c.refresh(ctx, p, at) {
			return
		}
		if d, stated := declared[at]; stated {
			c.planDeclared(ctx, p, d)
		} else {
			c.planRemoval(ctx, p, at)
		}
	})
	if c.interrupted.Load() {
		p.problems[address{}] = []*tfprotov6.Diagnostic{interruption()}
	}
	return p
}

// interruption is the error of Terraform after a Ctrl-C.
func interruption() *tfprotov6.Diagnostic {
	return &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Interrupted"}
}

func (c *core) refresh(ctx context.Context, p *plan, at address) bool {
	held := c.state[at]
	if held == nil {
		return true
	}
	response, err := c.provider.Server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: at.kind, CurrentState: c.encode(at, held.value), Private: held.private, CurrentIdentity: held.identity,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.watch.diagnostics(response.Diagnostics)
	if p.fail(at, response.Diagnostics) {
		return false
	}
	value := c.decode(at, response.NewState)
	if value.IsNull() {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.refreshed[at] = &object{
		value:    value,
		private:  response.Private,
		identity: c.identified(response.NewIdentity),
		tainted:  held.tainted,
		refs:     held.refs,
	}
	return true
}

func (p *plan) held(at address) *object {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.refreshed[at]
}

func (p *plan) add(change *change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.changes[change.at] = change
}

// planDeclared plans a resource that is declared. A tainted one is replaced.
func (c *core) planDeclared(ctx context.Context, p *plan, d declaration) {
	referred, known := p.referred(d)
	if !known {
		return // what it refers to could not be planned
	}
	config := c.config(d, referred)
	validated, err := c.provider.Server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           d.at.kind,
		Config:             c.encode(d.at, config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.watch.diagnostics(validated.Diagnostics)
	if p.fail(d.at, validated.Diagnostics) {
		return
	}
	if planned, ok := c.planHeld(ctx, p, d, p.held(d.at), config); ok {
		p.add(planned)
	}
}

// planHeld plans a resource that is in the state, or a new one. A replacement is planned as a new resource: that of a
// tainted one with no private state, and any other one after a plan with the prior state, with its private state.
func (c *core) planHeld(
	ctx context.Context, p *plan, d declaration, held *object, config tftypes.Value,
) (*change, bool) {
	nothing := &object{value: c.null(d.at)}
	if held == nil {
		return c.planChange(ctx, p, d, nil, config)
	}
	if !held.tainted {
		planned, ok := c.planChange(ctx, p, d, held, config)
		if !ok || planned.action != doReplace && !slices.Contains(c.replace, d.at) {
			return planned, ok
		}
		nothing.private = planned.private
	}
	anew, ok := c.planChange(ctx, p, d, nothing, config)
	if ok {
		anew.action, anew.before = doReplace, held.value
	}
	return anew, ok
}

// referred are the values that a resource refers to. They are unknown while the other resource is to be created.
func (p *plan) referred(d declaration) (values acctest.Values, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	values = acctest.Values{}
	for name, ref := range d.refs {
		change := p.changes[ref.at]
		if change == nil {
			return nil, false
		}
		values[name] = attributesOf(change.after)[ref.attribute]
	}
	return values, true
}

// planChange plans one resource. Its prior object can be nil.
func (c *core) planChange(
	ctx context.Context,
	p *plan,
	d declaration,
	prior *object,
	config tftypes.Value,
) (*change, bool) {
	request := &tfprotov6.PlanResourceChangeRequest{
		TypeName: d.at.kind, PriorState: c.encode(d.at, c.null(d.at)), Config: c.encode(d.at, config),
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	}
	before := c.null(d.at)
	if prior != nil {
		before = prior.value
		request.PriorState, request.PriorPrivate, request.PriorIdentity = c.encode(
			d.at,
			before,
		), prior.private, prior.identity
	}
	request.ProposedNewState = c.encode(d.at, proposed(c.schema(d.at), before, config))
	response, err := c.provider.Server.PlanResourceChange(ctx, request)
	if err != nil {
		c.t.Fatal(err)
	}
	c.watch.diagnostics(response.Diagnostics)
	if p.fail(d.at, response.Diagnostics) {
		return nil, false
	}
	after := c.decode(d.at, response.PlannedState)
	for _, wrong := range invalidPlan(c.schema(d.at), before, config, after) {
		c.bug(d.at, "provider produced invalid plan: %s", wrong)
	}
	planned := &change{
		at:       d.at,
		declared: d,
		before:   before,
		after:    after,
		private:  response.PlannedPrivate,
		identity: c.identified(response.PlannedIdentity),
		action:   doUpdate,
	}
	switch {
	case before.IsNull():
		planned.action = doCreate
	case sameValue(before, after):
		planned.action = doNothing
	case replaces(response.RequiresReplace, before, after):
		planned.action = doReplace
	}
	return planned, true
}

// replaces reports whether an attribute that requires replacement changes.
func replaces(paths []*tftypes.AttributePath, before, after tftypes.Value) bool {
	was, becomes := attributesOf(before), attributesOf(after)
	return slices.ContainsFunc(paths, func(path *tftypes.AttributePath) bool {
		name, _ := path.Steps()[0].(tftypes.AttributeName)
		return !sameValue(was[string(name)], becomes[string(name)])
	})
}

func (c *core) planRemoval(ctx context.Context, p *plan, at address) {
	held := p.held(at)
	if held == nil {
		return
	}
	response, err := c.provider.Server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName:           at.kind,
		PriorState:         c.encode(at, held.value),
		ProposedNewState:   c.encode(at, c.null(at)),
		Config:             c.encode(at, c.null(at)),
		PriorPrivate:       held.private,
		PriorIdentity:      held.identity,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.watch.diagnostics(response.Diagnostics)
	if !p.fail(at, response.Diagnostics) {
		p.add(
			&change{
				at:       at,
				action:   doDelete,
				before:   held.value,
				after:    c.null(at),
				private:  response.PlannedPrivate,
				identity: held.identity,
			},
		)
	}
}
