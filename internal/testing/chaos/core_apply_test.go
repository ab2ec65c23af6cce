package chaos

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// run is one terraform apply of a plan.
type run struct {
	core *core
	plan *plan
	mu   sync.Mutex
	// problems are the errors that users would read.
	problems problems
}

// planAndApply plans the configuration and, unless that fails, carries the plan out.
// What a failed plan has refreshed or moved is not recorded. In between, something else can happen.
func (c *core) planAndApply(ctx context.Context, declared configuration, under conditions) problems {
	before := c.state
	c.state = movedState(before, under)
	p := c.plan(ctx, declared)
	c.removed = p.removes()
	if len(p.problems) > 0 {
		c.state = before
		return p.problems
	}
	c.state = p.refreshed
	if under.between != nil {
		under.between()
	}
	// Terraform configures one provider for the plan and another one for the apply.
	c.provider.Configure(c.instance, c.settings)
	r := &run{core: c, plan: p, problems: problems{}}
	c.walk(r.nodes(ctx))
	if c.interrupted.Load() {
		r.problems[address{}] = append(r.problems[address{}], interruption())
	}
	return r.problems
}

// nodes orders the operations: what a resource refers to is made before it, and
// destroyed after it.
func (r *run) nodes(ctx context.Context) []*node {
	var nodes []*node
	makes, destroys := map[address]*node{}, map[address]*node{}
	for at, change := range r.plan.changes {
		if change.action == doDelete || change.action == doReplace {
			destroys[at] = &node{name: "destroy " + at.String(), run: func() bool { return r.destroy(ctx, change) }}
			if change.createsFirst() {
				destroys[at].run = func() bool { return r.destroyDeposed(ctx, r.deposed(at)) }
			}
			nodes = append(nodes, destroys[at])
		}
		if change.action != doDelete && change.action != doNothing {
			makes[at] = &node{name: "make " + at.String(), run: func() bool { return r.make(ctx, change) }}
			if change.createsFirst() {
				makes[at].run = func() bool { return r.makeFirst(ctx, change) }
			}
			nodes = append(nodes, makes[at])
		}
	}
	for at, change := range r.plan.changes {
		if makes[at] != nil && destroys[at] != nil {
			first, second := destroys[at], makes[at]
			if change.createsFirst() {
				first, second = second, first
			}
			second.after = append(second.after, first)
		}
		for _, ref := range change.declared.refs {
			if makes[ref.at] == nil || makes[at] == nil {
				continue
			}
			makes[at].after = append(makes[at].after, makes[ref.at])
			if r.plan.changes[ref.at].createsFirst() {
				destroys[ref.at].after = append(destroys[ref.at].after, makes[at])
			}
		}
		r.orderDestroys(at, makes, destroys)
	}
	return nodes
}

// orderDestroys orders the destroy of what a resource referred to in the state: after the destroy of the resource, and
// before its create or update.
func (r *run) orderDestroys(at address, makes, destroys map[address]*node) {
	held := r.core.state[at]
	if held == nil {
		return
	}
	for _, ref := range held.refs {
		gone := destroys[ref.at]
		if gone == nil {
			continue
		}
		if destroys[at] != nil {
			gone.after = append(gone.after, destroys[at])
		}
		if makes[at] != nil && !r.plan.changes[at].createsFirst() && !r.plan.changes[ref.at].createsFirst() {
			makes[at].after = append(makes[at].after, gone)
		}
	}
}

func (r *run) held(at address) *object {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.core.state[at]
}

// record adds an object to the state, or removes it.
func (r *run) record(at address, object *object) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if object == nil {
		delete(r.core.state, at)
	} else {
		r.core.state[at] = object
	}
}

func (r *run) fail(at address, diagnostics []*tfprotov6.Diagnostic) bool {
	r.core.watch.diagnostics(diagnostics)
	found := acctest.Errors(diagnostics)
	if len(found) > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.problems[at] = append(r.problems[at], found...)
	}
	return len(found) > 0
}

// make creates or updates a resource. The plan is made again first: by now the values
// that it refers to are known.
func (r *run) make(ctx context.Context, planned *change) bool {
	c, d := r.core, planned.declared
	referred := acctest.Values{}
	for name, ref := range d.refs {
		other := r.held(ref.at)
		if other == nil {
			c.t.Fatalf("%s is made without %s", d.at, ref.at)
		}
		referred[name] = other.attribute(ref.attribute)
	}
	config := c.config(d, referred)
	prior := r.held(d.at)
	again := &plan{problems: problems{}}
	change, ok := c.planChange(ctx, again, d, prior, config)
	if !ok {
		r.fail(d.at, again.problems[d.at])
		return false
	}
	for _, wrong := range incompatible(planned.after, change.after) {
		c.bug(d.at, "provider produced inconsistent final plan: %s", wrong)
	}
	switch change.action {
	case doNothing:
		return true
	case doReplace:
		c.bug(d.at, "provider produced inconsistent final plan: the action changed from %s to replace", planned.action)
		return false
	}
	return r.carryOut(ctx, change, prior, c.encode(d.at, config))
}

func (r *run) destroy(ctx context.Context, planned *change) bool {
	c, at := r.core, planned.at
	if at.deposed != "" {
		return r.destroyDeposed(ctx, at)
	}
	prior := r.held(at)
	// Core plans a destroy once.
	removal := &change{
		at:       at,
		action:   doDelete,
		before:   prior.value,
		after:    c.null(at),
		private:  planned.private,
		identity: prior.identity,
	}
	return r.carryOut(ctx, removal, prior, c.encode(at, c.null(at)))
}

// carryOut sends one change and records what Core would.
func (r *run) carryOut(ctx context.Context, change *change, prior *object, config *tfprotov6.DynamicValue) bool {
	c, at := r.core, change.at
	response, err := c.provider.Server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: at.kind, PriorState: c.encode(at, change.before), PlannedState: c.encode(at, change.after), Config: config,
		PlannedPrivate: change.private, PlannedIdentity: change.identity,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	value := c.decode(at, response.NewState)
	failed := r.fail(at, response.Diagnostics)
	switch {
	case failed && value.IsNull():
		// With an error, null has no meaning: the earlier object stays in the state.
		return false
	case value.IsNull() && change.action == doDelete:
		r.record(at, nil)
		return true
	case value.IsNull():
		c.bug(at, "provider returned no object from %s", change.action)
		return false
	case !failed && change.action == doDelete:
		c.bug(at, "provider returned an object from delete")
	}
	if !value.IsFullyKnown() {
		c.bug(at, "provider returned unknown values after %s: %s", change.action, canonical(value))
		return false
	}
	recorded := &object{
		value:    value,
		private:  response.Private,
		identity: c.identified(response.NewIdentity),
		refs:     change.declared.refs,
	}
	if change.action == doDelete {
		recorded.refs = prior.refs
	}
	if prior != nil {
		recorded.tainted = prior.tainted
	}
	recorded.tainted = recorded.tainted || failed && change.action == doCreate
	r.record(at, recorded)
	if !failed && change.action != doDelete {
		r.checkResult(at, change.after, value)
	}
	return !failed
}

func (r *run) checkResult(at address, planned, value tftypes.Value) {
	for _, wrong := range incompatible(planned, value) {
		r.core.bug(at, "provider produced inconsistent result after apply: %s", wrong)
	}
}
