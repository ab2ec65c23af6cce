package clerk

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

// collectionOf describes one list of the API, so that many of its objects are read with few requests.
type collectionOf[T any] struct {
	// list is the operation that lists all objects. page requests one of its pages, in an order that does not depend on
	// changes of objects.
	list operation
	page func(ctx context.Context, page Paging) (*Page[T], error)
	// all lists all objects, for a list without one.
	all func(ctx context.Context) iter.Seq2[T, error]
	// key returns the key by which an object is read, such as its id. Keys of several parts are joined by slashes.
	key func(*T) string
	// some requests the objects with these keys, and cost is the number of requests that it sends. Keys without an object
	// are omitted. some is nil if the API has no filter for several keys, and cost is nil if it is always 1.
	some func(ctx context.Context, keys []string) ([]T, error)
	cost func(keys []string) int
	// one requests one object. Its error for a missing object is one for which IsNotFound is true. It is nil if the API
	// cannot filter: the whole list is then read again before an object counts as missing.
	one func(ctx context.Context, key string) (*T, error)
	// wrote returns marks of the objects that a write request may have changed: their key, or another mark, such as the id
	// of their organization. marks returns the other marks of a key. It is nil if there are none.
	wrote func(op operation, ids []string) []string
	marks func(key string) []string
}

// collection reads the objects of one list of the API for a refresh.
//
// Reads at about the same time become one request with a filter. Before a second request, the collection reads the
// first page of the list, which shows its length. When the requests have cost a fifth of the whole list, it reads the
// rest, and answers reads from this snapshot for a minute. So 10,000 objects take 25 requests, and a long list is not
// read for a few of its objects. An object that this client has changed since is not read from the snapshot, and an
// object that is not in the snapshot is requested by itself.
type collection[T any] struct {
	collectionOf[T]
	client *Client
	batch  *batch.Coalescer[string, *T]
	// updating is held while a batch is answered. It is a channel, so that tests with a virtual clock recognize the wait.
	updating chan struct{}

	mu       sync.Mutex
	requests int // requests with a filter since the last snapshot
	snapshot snapshot[T]
}

// newCollection adds a collection to the client, which reports its write requests to it.
func newCollection[T any](c *Client, of collectionOf[T]) *collection[T] {
	l := &collection[T]{collectionOf: of, client: c, updating: make(chan struct{}, 1)}
	l.snapshot.written = map[string]bool{}
	l.batch = batch.New(l.fetch, batchOptions)
	c.collections = append(c.collections, l)
	return l
}

// NotInListError reports an object that is missing in a list, where the API has no operation to read one object. The
// list was read after the object was requested.
type NotInListError struct {
	Operation string
	Key       string
}

// Error implements error.
func (e *NotInListError) Error() string {
	return fmt.Sprintf("%s: the list has no %s", e.Operation, e.Key)
}

// read reads one object. The error about a missing object comes from a request for this object alone, or from a list
// that was read after the call.
func (l *collection[T]) read(ctx context.Context, key string) (*T, error) {
	if l.client.reader == nil && l.one != nil { // WithIndividualReads
		return l.one(ctx, key)
	}
	if object := l.fromSnapshot(key); object != nil {
		return object, nil
	}
	object, err := l.batch.Get(ctx, key)
	switch {
	case err != nil && (l.one == nil || !isRefusedBatch(err) || ctx.Err() != nil):
		return nil, err
	case err == nil && object != nil:
		result := *object
		return &result, nil
	case l.one == nil:
		return nil, &NotInListError{Operation: l.list.String(), Key: key}
	}
	return l.one(ctx, key)
}

// fetch answers the reads of a batch from the snapshot, and the others with requests.
func (l *collection[T]) fetch(ctx context.Context, keys []string) (map[string]*T, error) {
	select {
	case l.updating <- struct{}{}:
		defer func() { <-l.updating }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if l.one == nil {
		return l.fetchAll(ctx, keys)
	}
	answers, missing := l.known(keys)
	if len(missing) > 0 {
		l.updateSnapshot(ctx, missing)
		answers, missing = l.known(keys)
	}
	if len(missing) == 0 {
		return answers, nil
	}
	l.count(missing)
	if len(missing) == 1 || l.some == nil {
		return answers, nil // read requests each object without an answer by itself
	}
	found, err := l.some(ctx, missing)
	if err != nil {
		return nil, err
	}
	for i := range found {
		answers[l.key(&found[i])] = &found[i]
	}
	return answers, nil
}

// fetchAll answers the reads of a batch from the whole list, which is read again for objects that it does not have.
func (l *collection[T]) fetchAll(ctx context.Context, keys []string) (map[string]*T, error) {
	answers, missing := l.known(keys)
	if len(missing) == 0 {
		return answers, nil
	}
	err := l.takeWholeSnapshot(ctx)
	answers, _ = l.known(keys)
	return answers, err
}

// known returns the objects of the snapshot, and the keys of those that it does not have.
func (l *collection[T]) known(keys []string) (answers map[string]*T, missing []string) {
	answers = map[string]*T{}
	for _, key := range keys {
		if object := l.fromSnapshot(key); object != nil {
			answers[key] = object
		} else {
			missing = append(missing, key)
		}
	}
	return answers, missing
}

// costOf is the number of requests for these objects.
func (l *collection[T]) costOf(keys []string) int {
	switch {
	case l.cost != nil:
		return l.cost(keys)
	case l.some == nil:
		return len(keys)
	default:
		return 1
	}
}

func (l *collection[T]) count(keys []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests += l.costOf(keys)
}

// IsMissing reports whether an object does not exist: Clerk answered so, or a list without a filter does not have it.
func IsMissing(err error) bool {
	var absent *NotInListError
	return IsNotFound(err) || errors.As(err, &absent)
}
