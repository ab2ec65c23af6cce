package chaos

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// moves are what a run does with addresses and objects of the state, beside what the configuration changes.
type moves struct {
	// moved are moved blocks.
	moved []move
	// removed are removed blocks with destroy = false: the resource leaves the state and Terraform calls no provider.
	removed []address
	// replace are the resources that -replace names, and taint those that terraform taint marks before the run.
	replace, taint []address
}

// move is a moved block.
type move struct{ from, to address }

// inState returns the address under which the state has a resource before the run: until a plan with the moved blocks
// has succeeded, it is the one before them.
func (m moves) inState(at address, isHeld func(address) bool) address {
	for _, block := range slices.Backward(m.moved) {
		if isHeld(at) {
			break
		}
		if block.to == at {
			at = block.from
		}
	}
	return at
}

// movedState returns the state after the moved and removed blocks of a run.
func movedState(state map[address]*object, under conditions) map[address]*object {
	after := maps.Clone(state)
	for _, at := range under.removed {
		delete(after, at)
	}
	for _, block := range under.moved {
		for at, held := range maps.Clone(after) {
			if at.kind == block.from.kind && at.name == block.from.name {
				delete(after, at)
				at.name = block.to.name
				after[at] = held
			}
			changed := *held
			changed.refs = held.refs.renamed(block.from, block.to.name)
			after[at] = &changed
		}
	}
	return after
}

// createsFirst reports whether a change replaces a resource with create_before_destroy.
func (c *change) createsFirst() bool { return c.action == doReplace && c.declared.createFirst }

// makeFirst creates the replacement of a resource while the object before it is deposed. Without a replacement, that
// object is the current one again.
func (r *run) makeFirst(ctx context.Context, planned *change) bool {
	r.core.deposals++
	before, deposed := r.held(planned.at), planned.at
	deposed.deposed = sprintf("%08d", r.core.deposals)
	r.record(deposed, before)
	r.record(planned.at, nil)
	made := r.make(ctx, planned)
	if r.held(planned.at) == nil {
		r.record(planned.at, before)
		r.record(deposed, nil)
	}
	return made
}

// deposed returns the address of the newest deposed object of a resource.
func (r *run) deposed(at address) address {
	r.mu.Lock()
	defer r.mu.Unlock()
	newest := at
	for candidate := range r.core.state {
		if candidate.kind == at.kind && candidate.name == at.name && candidate.deposed > newest.deposed {
			newest = candidate
		}
	}
	return newest
}

// destroyDeposed destroys a deposed object. Core plans that again during the apply.
func (r *run) destroyDeposed(ctx context.Context, at address) bool {
	held := r.held(at)
	if held == nil || at.deposed == "" {
		return true
	}
	again := &plan{refreshed: map[address]*object{at: held}, changes: map[address]*change{}, problems: problems{}}
	r.core.planRemoval(ctx, again, at)
	removal := again.changes[at]
	if removal == nil {
		r.fail(at, again.problems[at])
		return false
	}
	return r.carryOut(ctx, removal, held, r.core.encode(at, removal.after))
}

// forgetRefused is terraform state rm for the objects that made the last plan fail: deposed objects or, without them,
// resources with an update that would have removed a piece.
func (c *core) forgetRefused() (forgotten int) {
	forget := func(at address) {
		delete(c.state, at)
		forgotten++
	}
	for at := range maps.Clone(c.state) {
		if at.deposed != "" {
			forget(at)
		}
	}
	if forgotten > 0 {
		return forgotten
	}
	for at, found := range c.failed {
		refused := func(d *tfprotov6.Diagnostic) bool { return strings.Contains(d.Detail, "An update of") }
		if at.kind == userType || !slices.ContainsFunc(found, refused) {
			continue
		}
		userName := c.declared[at].refs.userName()
		for candidate, held := range maps.Clone(c.state) {
			if candidate.kind == at.kind && held.refs.userName() == userName && c.differs(candidate, held) {
				forget(candidate)
			}
		}
	}
	return forgotten
}

// differs reports whether the configuration of a resource has another text than the state. Such a resource is updated,
// and the error says to remove it from the state. It is not always the resource that the error is about.
func (c *core) differs(at address, held *object) bool {
	for name, value := range c.declared[at].values {
		if text, isText := value.(string); isText && text != held.text(name) {
			return true
		}
	}
	return false
}
