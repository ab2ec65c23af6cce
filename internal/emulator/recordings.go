package emulator

import (
	"slices"
	"strings"
	"time"
)

const (
	// quietTime is the time without a write request after which the next one begins another recording. It is longer than
	// the waits of a client that respects the rate limit of 100 requests in 10 seconds.
	quietTime = 15 * time.Second
	// keptRecordings and keptChanges limit the memory of ended recordings.
	keptRecordings = 20
	keptChanges    = 5000
)

// Recording is a period for which the emulator shows which objects changed. Several write requests without a long pause
// make one recording, so that it usually contains the changes of one terraform apply.
type Recording struct {
	ID        int        `json:"id"`
	StartedAt time.Time  `json:"started_at"`
	EndedAt   *time.Time `json:"ended_at"`
	// LastWriteAt is the time of the last write request, or null.
	LastWriteAt *time.Time `json:"last_write_at"`
	// Automatic is false if the recording was started with POST /_emulator/recording. Such a recording has no other end
	// than a stop or the next start.
	Automatic bool `json:"automatic"`
	// Writes is the number of write requests.
	Writes int `json:"writes"`
	// Omitted is the number of changes that were not kept, to limit the memory.
	Omitted int `json:"omitted"`

	// before has the objects at the start, and is nil after the end. changes has the changed ones after the end.
	before  []recordedObject
	changes []changedObject
}

func (r Recording) open() bool { return r.EndedAt == nil }

// recordedObject is an object of the store. Its row is a pointer to a value that is replaced and never changed, so that
// two equal pointers mean that nothing changed.
type recordedObject struct {
	kind, id string
	row      any
}

// changedObject is an object with two different rows. A missing row is nil.
type changedObject struct {
	kind, id      string
	before, after any
	// name is set with the names of other objects, such as those of a membership.
	name string
}

// recordings has the recordings of an instance. The caller must hold the lock of the emulator.
type recordings struct {
	// automatic begins a recording with the first write request, and after each pause.
	automatic bool
	next      int
	kept      []*Recording
	// all is the recording since the first write request after the start or a reset.
	all *Recording
}

func newRecordings(automatic bool) *recordings { return &recordings{automatic: automatic} }

// current returns the open recording, or nil.
func (r *recordings) current() *Recording {
	if len(r.kept) > 0 && r.kept[len(r.kept)-1].open() {
		return r.kept[len(r.kept)-1]
	}
	return nil
}

// find returns the recording with the id. 0 is the newest one, and allChanges the one since the last reset.
func (r *recordings) find(id int) *Recording {
	switch {
	case id == allChanges:
		return r.all
	case id == 0 && len(r.kept) > 0:
		return r.kept[len(r.kept)-1]
	}
	if at := slices.IndexFunc(r.kept, func(kept *Recording) bool { return kept.ID == id }); at >= 0 {
		return r.kept[at]
	}
	return nil
}

// allChanges is the id of the recording since the last reset.
const allChanges = -1

// beforeWrite prepares the recordings for a write request at the time now.
func (r *recordings) beforeWrite(s *store, now time.Time) {
	current := r.current()
	if !r.automatic && current == nil {
		return
	}
	if r.all == nil && r.automatic {
		r.all = &Recording{ID: allChanges, StartedAt: now, Automatic: true, before: s.objects()}
	}
	if current == nil || current.Automatic && current.LastWriteAt != nil && now.Sub(*current.LastWriteAt) > quietTime {
		current = r.start(s, now, true)
	}
	for _, recording := range []*Recording{current, r.all} {
		if recording != nil {
			recording.Writes++
			recording.LastWriteAt = &now
		}
	}
}

// start ends the open recording and begins another one.
func (r *recordings) start(s *store, now time.Time, automatic bool) *Recording {
	r.stop(s, now)
	r.next++
	started := &Recording{ID: r.next, StartedAt: now, Automatic: automatic, before: s.objects()}
	r.kept = append(r.kept, started)
	r.drop()
	return started
}

// stop ends the open recording, and keeps only the objects that changed.
func (r *recordings) stop(s *store, now time.Time) {
	current := r.current()
	if current == nil {
		return
	}
	current.EndedAt = &now
	current.changes = changedObjects(current.before, s.objects())
	current.before = nil
	if len(current.changes) > keptChanges {
		current.Omitted = len(current.changes) - keptChanges
		current.changes = slices.Clone(current.changes[:keptChanges])
	}
	r.drop()
}

// drop removes the oldest recordings above the limits.
func (r *recordings) drop() {
	total := 0
	for i := len(r.kept) - 1; i >= 0; i-- {
		if total += len(r.kept[i].changes); total > keptChanges || len(r.kept)-i > keptRecordings {
			r.kept = slices.Clone(r.kept[i+1:])
			return
		}
	}
}

// changesOf returns the objects that changed in a recording.
func (r *recordings) changesOf(recording *Recording, s *store) []changedObject {
	if recording.before == nil {
		return recording.changes
	}
	return changedObjects(recording.before, s.objects())
}

// recorded is a part of the store that recordings compare.
type recorded interface{ objects() []recordedObject }

// objects returns all recorded objects, in a fixed order.
func (s *store) objects() []recordedObject {
	objects := make([]recordedObject, 0, len(s.byAge))
	for _, a := range slices.Backward(s.byAge) {
		objects = append(objects, recordedObject{kind: userKind, id: a.ID, row: a})
	}
	for _, part := range s.collections() {
		if table, isTable := part.(recorded); isTable && part.name() != s.sessions.clients.name() {
			objects = append(objects, table.objects()...)
		}
	}
	return objects
}

// userKind is the kind of users in recordings. The kind of other objects is the name of their table.
const userKind = "user"

func (t *table[T]) objects() []recordedObject {
	kind, objects := strings.TrimSuffix(t.key, "s"), make([]recordedObject, 0, len(t.order))
	for _, row := range slices.Backward(t.order) {
		objects = append(objects, recordedObject{kind, t.id(row), row})
	}
	return objects
}

// changedObjects compares two lists of objects. Deleted ones are last.
func changedObjects(before, after []recordedObject) []changedObject {
	type key struct{ kind, id string }
	earlier := make(map[key]any, len(before))
	for _, o := range before {
		earlier[key{o.kind, o.id}] = o.row
	}
	var changed []changedObject
	for _, o := range after {
		row := earlier[key{o.kind, o.id}]
		if row != o.row {
			changed = append(changed, changedObject{kind: o.kind, id: o.id, before: row, after: o.row})
		}
		delete(earlier, key{o.kind, o.id})
	}
	var deleted []changedObject
	for _, o := range before {
		if row, gone := earlier[key{o.kind, o.id}]; gone {
			deleted = append(deleted, changedObject{kind: o.kind, id: o.id, before: row})
		}
	}
	return slices.Concat(changed, deleted)
}
