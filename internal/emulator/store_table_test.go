package emulator

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

type thing struct {
	ID   string
	Made int64
	Tag  string
}

func newThings() (*table[thing], *lookup[thing]) {
	things := newTable("things", func(t *thing) string { return t.ID }, func(t *thing) int64 { return t.Made })
	return things, things.lookup(func(t *thing) string { return t.Tag })
}

func idsOf(things []*thing) string {
	var ids []string
	for _, thing := range things {
		ids = append(ids, thing.ID)
	}
	return strings.Join(ids, " ")
}

func TestTable_rows_areInTheOrderOfTheirCreation(t *testing.T) {
	things, byTag := newThings()
	for _, row := range []thing{{"b", 2, "x"}, {"a", 1, "x"}, {"c", 2, "y"}, {"d", 3, ""}} {
		things.put(&row)
	}
	if got := idsOf(things.all()); got != "a b c d" {
		t.Errorf("the order is %s", got)
	}
	things.put(&thing{"b", 2, "y"}) // keeps its place before c
	things.put(&thing{"a", 4, "x"})
	if got := idsOf(things.all()); got != "b c d a" {
		t.Errorf("the order is %s", got)
	}
	if x, y, none := idsOf(byTag.of("x")), idsOf(byTag.of("y")), byTag.first(""); x != "a" || y != "b c" || none != nil {
		t.Errorf("found %q, %q and %v", x, y, none)
	}
	things.removeAll(byTag.of("y"))
	things.remove("none")
	if got := idsOf(things.all()); got != "d a" || things.get("b") != nil || len(byTag.of("y")) != 0 || things.len() != 2 {
		t.Errorf("left %s", got)
	}
}

func TestTable_load_restoresTheOrder(t *testing.T) {
	things, _ := newThings()
	for _, row := range []thing{{"b", 1, "x"}, {"a", 1, "x"}, {"c", 0, "x"}} {
		things.put(&row)
	}
	raw, err := json.Marshal(things.content())
	if err != nil {
		t.Fatal(err)
	}
	loaded, byTag := newThings()
	loaded.put(&thing{ID: "old", Tag: "x"})
	if err := loaded.load(raw); err != nil || idsOf(loaded.all()) != "c b a" || idsOf(byTag.of("x")) != "c b a" {
		t.Errorf("loaded %s, %v", idsOf(loaded.all()), err)
	}
	for _, broken := range []string{`{}`, `[null]`, `[`} {
		if err := loaded.load(json.RawMessage(broken)); err == nil {
			t.Errorf("%s was loaded", broken)
		}
	}
}

// Every part of the store must be in the list, or the data file forgets it.
func TestStore_collections_areComplete(t *testing.T) {
	s := newStore(testTime)
	listed := map[any]bool{}
	names := map[string]bool{}
	for _, part := range s.collections() {
		listed[part] = true
		if names[part.name()] || part.name() == instanceKey || part.name() == signingKeys {
			t.Errorf("the name %s is used twice", part.name())
		}
		names[part.name()] = true
	}
	var check func(value reflect.Value, path string)
	check = func(value reflect.Value, path string) {
		kind := reflect.TypeFor[collection]()
		for i := range value.NumField() {
			field, name := value.Field(i), path+"."+value.Type().Field(i).Name
			switch {
			case field.Kind() == reflect.Struct:
				check(field, name)
			case field.Kind() != reflect.Pointer:
			case field.Type().Implements(kind) && !isListed(listed, field):
				t.Errorf("%s is not in collections", name)
			case field.Elem().Kind() == reflect.Struct && !field.Type().Implements(kind):
				check(field.Elem(), name)
			}
		}
	}
	check(reflect.ValueOf(s).Elem(), "store")
	for _, name := range []string{"users", "organizations", "memberships"} {
		if !names[name] {
			t.Errorf("%s is not in collections", name)
		}
	}
}

// isListed reports whether the list has the pointer in the field, or the table that it embeds.
func isListed(listed map[any]bool, field reflect.Value) bool {
	for part := range listed {
		at := reflect.ValueOf(part)
		if at.Kind() != reflect.Pointer {
			continue
		}
		if at.Pointer() == field.Pointer() {
			return true
		}
		if first := field.Elem().Field(0); first.Kind() == reflect.Pointer && first.Pointer() == at.Pointer() {
			return true
		}
	}
	return false
}

// A put must not be slower with the number of rows, in the order of their creation.
func BenchmarkTable_put100000(b *testing.B) {
	for b.Loop() {
		things, _ := newThings()
		for i := range int64(100_000) {
			things.put(&thing{ID: newID("t_", testTime.Add(time.Duration(i)*time.Millisecond)), Made: i, Tag: "x"})
		}
	}
}
