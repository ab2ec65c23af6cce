package ephemeralbase

import (
	"context"
	"sync"
)

// unclosed has the revocations that Close has not carried out yet, by token id. A
// process serves one run.
var unclosed = struct {
	sync.Mutex
	revocations map[string]func(context.Context) error
}{revocations: map[string]func(context.Context) error{}}

func addUnclosed(id string, revoke func(context.Context) error) {
	unclosed.Lock()
	defer unclosed.Unlock()
	unclosed.revocations[id] = revoke
}

func removeUnclosed(id string) {
	unclosed.Lock()
	defer unclosed.Unlock()
	delete(unclosed.revocations, id)
}

// RevokeUnclosed revokes tokens that the CLI has not closed. After a failure or an
// interrupt, the CLI does not close all ephemeral resources before it stops the
// provider. Errors are ignored, because they cannot be reported then.
func RevokeUnclosed(ctx context.Context) {
	unclosed.Lock()
	defer unclosed.Unlock()
	var group sync.WaitGroup
	for _, revoke := range unclosed.revocations {
		group.Go(func() { _ = revoke(ctx) })
	}
	group.Wait()
	clear(unclosed.revocations)
}
