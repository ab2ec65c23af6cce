package ephemeralbase

import (
	"context"
	"sync"
)

// unclosed holds the revocations that Close has not carried out yet, by the id
// of the token. A process serves one run, so they are those of the run.
var unclosed = struct {
	sync.Mutex
	revocations map[string]func(context.Context) error
}{revocations: map[string]func(context.Context) error{}}

func keepUnclosed(id string, revoke func(context.Context) error) {
	unclosed.Lock()
	defer unclosed.Unlock()
	unclosed.revocations[id] = revoke
}

func forgetUnclosed(id string) {
	unclosed.Lock()
	defer unclosed.Unlock()
	delete(unclosed.revocations, id)
}

// RevokeUnclosed revokes what was opened and never closed. A CLI whose run fails
// or is interrupted closes nothing that the failure depends on: it only ends the
// provider, which is the last chance. Nobody hears of an error then.
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
