package clerk

import (
	"context"
	"net/http"
	"slices"
	"time"
)

// snapshotShare is the part of the cost of the whole list that requests with a filter may have before the list is read.
const snapshotShare = 5

// snapshot is the part of a list that a collection has read.
type snapshot[T any] struct {
	objects map[string]*T
	total   int64 // number of objects in the whole list
	next    int   // offset of the next page; -1 after the last one
	expires time.Time
	// written has the marks of the objects that were written since the snapshot was begun.
	written map[string]bool
}

// invalidate marks the objects that a request may have changed.
func (l *collection[T]) invalidate(op operation, ids []string) {
	if op.method == http.MethodGet {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, mark := range l.wrote(op, ids) {
		l.snapshot.written[mark] = true
	}
}

// fromSnapshot returns a copy of the object in the snapshot, or nil.
func (l *collection[T]) fromSnapshot(key string) *T {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.isValid() {
		l.snapshot.objects = nil
		return nil
	}
	object := l.snapshot.objects[key]
	if object == nil || l.isWritten(key) {
		return nil
	}
	result := *object
	return &result
}

// isWritten reports whether this client may have changed the object since the snapshot was begun.
func (l *collection[T]) isWritten(key string) bool {
	isWritten := func(mark string) bool { return l.snapshot.written[mark] }
	return isWritten(key) || l.marks != nil && slices.ContainsFunc(l.marks(key), isWritten)
}

func (l *collection[T]) isValid() bool {
	return l.snapshot.objects != nil && l.client.clock.Now().Before(l.snapshot.expires)
}

// updateSnapshot begins a snapshot before requests for these objects, unless one request is enough for all reads so
// far. It completes the snapshot when it is worth its cost. A failure is no error, because the objects are requested.
func (l *collection[T]) updateSnapshot(ctx context.Context, missing []string) {
	l.mu.Lock()
	requests, isValid := l.requests+l.costOf(missing), l.isValid()
	l.mu.Unlock()
	if requests < 2 {
		return
	}
	if !isValid {
		l.beginSnapshot()
		if l.readPage(ctx) != nil {
			return
		}
	}
	l.mu.Lock()
	total := l.snapshot.total
	l.mu.Unlock()
	pages := int((total + pageSize - 1) / pageSize)
	if requests*snapshotShare < pages || pages > maxSnapshotPages {
		return
	}
	for l.hasMore() && l.readPage(ctx) == nil {
	}
}

func (l *collection[T]) beginSnapshot() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.snapshot = snapshot[T]{
		objects: map[string]*T{}, written: map[string]bool{}, expires: l.client.clock.Now().Add(snapshotLife),
	}
}

func (l *collection[T]) hasMore() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.snapshot.next >= 0
}

// readPage adds the next page to the snapshot. Objects that others add or remove meanwhile can shift an object past the
// page: it is requested by itself.
func (l *collection[T]) readPage(ctx context.Context) error {
	l.mu.Lock()
	offset := l.snapshot.next
	l.mu.Unlock()
	page, err := l.page(ctx, Paging{Limit: pageSize, Offset: offset})
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.snapshot.next = -1
		return err
	}
	for i := range page.Data {
		l.snapshot.objects[l.key(&page.Data[i])] = &page.Data[i]
	}
	l.snapshot.total = page.TotalCount
	l.snapshot.next = offset + pageSize
	if len(page.Data) < pageSize {
		l.snapshot.next, l.requests = -1, 0
	}
	return nil
}

// takeWholeSnapshot reads the whole list, and misses no object that is in it during the whole time.
func (l *collection[T]) takeWholeSnapshot(ctx context.Context) error {
	l.beginSnapshot()
	objects := map[string]*T{}
	for object, err := range l.all(ctx) {
		if err != nil {
			return err
		}
		objects[l.key(&object)] = &object
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.snapshot.objects, l.snapshot.next = objects, -1
	return nil
}
