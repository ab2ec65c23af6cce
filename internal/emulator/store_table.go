package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// collection is a part of the store that the data file keeps. store.collections lists all of them.
type collection interface {
	// name is the key in the data file.
	name() string
	// content returns the objects for the data file. They are replaced and never changed, so that they can be encoded
	// without the lock.
	content() any
	// load replaces the objects with those of a data file.
	load(raw json.RawMessage) error
}

// table has the objects of one kind in the order of their creation. Its rows are replaced and never changed.
type table[T any] struct {
	key     string
	id      func(*T) string
	created func(*T) int64
	rows    map[string]*T
	// order has the oldest row first. Rows of the same millisecond are in the order in which they were added.
	order     []*T
	sequences map[string]int64
	sequence  int64
	lookups   []*lookup[T]
}

// lookup finds the rows of a table by another key than their id. Rows without a key are not in it.
type lookup[T any] struct {
	key  func(*T) string
	rows map[string][]*T
}

// newTable returns an empty table. key is its key in the data file.
func newTable[T any](key string, id func(*T) string, created func(*T) int64) *table[T] {
	t := &table[T]{key: key, id: id, created: created}
	t.clear()
	return t
}

// lookup adds a lookup to an empty table.
func (t *table[T]) lookup(key func(*T) string) *lookup[T] {
	l := &lookup[T]{key: key, rows: map[string][]*T{}}
	t.lookups = append(t.lookups, l)
	return l
}

// get returns the row with the id, or nil.
func (t *table[T]) get(id string) *T { return t.rows[id] }

// all returns the rows, the oldest first. The caller must not change the result.
func (t *table[T]) all() []*T { return t.order }

func (t *table[T]) len() int { return len(t.order) }

// put adds the row, or replaces the row with the same id.
func (t *table[T]) put(row *T) {
	id := t.id(row)
	if old := t.rows[id]; old != nil {
		t.take(old)
	} else {
		t.sequence++
		t.sequences[id] = t.sequence
	}
	t.rows[id] = row
	t.order = t.insert(t.order, row)
	for _, l := range t.lookups {
		if key := l.key(row); key != "" {
			l.rows[key] = t.insert(l.rows[key], row)
		}
	}
}

// remove removes the row with the id, if there is one.
func (t *table[T]) remove(id string) {
	if old := t.rows[id]; old != nil {
		t.take(old)
		delete(t.rows, id)
		delete(t.sequences, id)
	}
}

// removeAll removes the rows, which can be a result of the table.
func (t *table[T]) removeAll(rows []*T) {
	for _, row := range slices.Clone(rows) {
		t.remove(t.id(row))
	}
}

// take removes a row from the order and from the lookups.
func (t *table[T]) take(row *T) {
	t.order = t.without(t.order, row)
	for _, l := range t.lookups {
		key := l.key(row)
		if left := t.without(l.rows[key], row); len(left) > 0 {
			l.rows[key] = left
		} else {
			delete(l.rows, key)
		}
	}
}

func (t *table[T]) insert(rows []*T, row *T) []*T {
	at, _ := slices.BinarySearchFunc(rows, row, t.compare)
	return slices.Insert(rows, at, row)
}

func (t *table[T]) without(rows []*T, row *T) []*T {
	at, found := slices.BinarySearchFunc(rows, row, t.compare)
	if !found {
		return rows
	}
	return slices.Delete(rows, at, at+1)
}

func (t *table[T]) compare(a, b *T) int {
	if order := cmp.Compare(t.created(a), t.created(b)); order != 0 {
		return order
	}
	return cmp.Compare(t.sequences[t.id(a)], t.sequences[t.id(b)])
}

func (t *table[T]) clear() {
	t.rows, t.order, t.sequences, t.sequence = map[string]*T{}, nil, map[string]int64{}, 0
	for _, l := range t.lookups {
		clear(l.rows)
	}
}

func (t *table[T]) name() string { return t.key }

func (t *table[T]) content() any { return slices.Clone(t.order) }

func (t *table[T]) load(raw json.RawMessage) error {
	var rows []*T
	if err := json.Unmarshal(raw, &rows); err != nil {
		return err
	}
	if slices.Contains(rows, nil) {
		return fmt.Errorf("%s lists null", t.key)
	}
	t.clear()
	for _, row := range rows {
		t.put(row)
	}
	return nil
}

// of returns the rows with the key, the oldest first. The caller must not change the result.
func (l *lookup[T]) of(key string) []*T { return l.rows[key] }

// first returns the oldest row with the key, or nil.
func (l *lookup[T]) first(key string) *T {
	if rows := l.rows[key]; len(rows) > 0 {
		return rows[0]
	}
	return nil
}
