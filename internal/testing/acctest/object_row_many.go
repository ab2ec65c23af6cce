package acctest

import (
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

const (
	fewObjects       = parallelism
	manyObjects      = 1_001 // three pages
	limitedObjects   = 100   // the limit of terraform query
	refreshedObjects = 250
)

// testMany lists and refreshes a few objects with one request each, and many with few requests. Time is virtual, so
// that the reads which Terraform makes at the same time are one batch on every machine.
func (o ObjectRow) testMany(t *testing.T) {
	if o.Another == nil {
		t.Fatalf("the row of %s has no Another", o.Type)
	}
	synctest.Test(t, func(t *testing.T) {
		instance := NewInstanceInMemory(t, emulator.Config{}, nil)
		instance.MustSeed(o.Seed)
		p := NewProtocol(t, instance)
		before := len(o.query(t, p, instance, 0, 1))
		add := func(from, to int) {
			for i := from; i < to; i++ {
				instance.MustSeed(o.Another(i))
			}
		}
		expect := func(n, queries, reads, refreshed int) {
			held := o.query(t, p, instance, 0, queries)
			if len(held) != before+n {
				t.Errorf("%d objects were listed, want %d", len(held), before+n)
			}
			o.refresh(t, p, instance, held[len(held)-refreshed:], reads)
		}
		add(0, fewObjects)
		expect(fewObjects, 1, 1, fewObjects)
		add(fewObjects, manyObjects)
		if o.IsUnpaged {
			expect(manyObjects, 1, 1, refreshedObjects)
		} else {
			// A refresh can begin with one request for a batch of objects, and then reads the list.
			expect(manyObjects, 3, 4, refreshedObjects)
		}
		if held := o.query(t, p, instance, limitedObjects, 1); len(held) != limitedObjects {
			t.Errorf("%d objects were listed, want %d", len(held), limitedObjects)
		}
	})
}

// query returns the objects that terraform query lists, as an import has them in the state. It expects each of them
// once, and a number of requests.
func (o ObjectRow) query(
	t *testing.T, p *Protocol, instance *Instance, limit int64, requests int,
) []*tfprotov6.DynamicValue {
	t.Helper()
	o.next(p, instance)
	var held []*tfprotov6.DynamicValue
	identities := map[string]bool{}
	for _, result := range p.Listed(o.Type, ListQuery{Limit: limit, IncludeResource: true}) {
		identity := fmt.Sprint(p.Identity(o.Type, result.Identity))
		if identities[identity] {
			t.Errorf("%s was listed twice", identity)
		}
		identities[identity] = true
		held = append(held, result.Resource)
	}
	if reads := instance.Reads(); len(reads) != requests {
		t.Errorf("a query of %d objects sent %d requests, want %d: %v", len(held), len(reads), requests, reads)
	}
	return held
}

// refresh reads objects as Terraform does, and expects the values that they have in the state, with at most a number of
// requests.
func (o ObjectRow) refresh(
	t *testing.T, p *Protocol, instance *Instance, held []*tfprotov6.DynamicValue, requests int,
) {
	t.Helper()
	o.next(p, instance)
	AsTerraform(len(held), func(i int) {
		got, want := p.Attributes(o.Type, p.Refresh(o.Type, held[i])), p.Attributes(o.Type, held[i])
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("a refresh has %v, want %v", got, want)
		}
	})
	if reads := instance.Reads(); len(reads) > requests {
		t.Errorf("a refresh of %d objects sent %d requests, want %d: %v", len(held), len(reads), requests, reads)
	}
}
