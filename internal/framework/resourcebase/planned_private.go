package resourcebase

import (
	"context"
	"encoding/json"
)

type plannedPrivateKey struct{}

// WithPlannedPrivate returns a context with the private state of a plan, as the protocol has it. The framework (up to
// 1.19 at least) does not pass it on to Create.
func WithPlannedPrivate(ctx context.Context, private []byte) context.Context {
	return context.WithValue(ctx, plannedPrivateKey{}, private)
}

// plannedPrivate returns a value of the private state of the plan, nil if there is none.
func plannedPrivate(ctx context.Context, key string) []byte {
	private, _ := ctx.Value(plannedPrivateKey{}).([]byte)
	var values map[string][]byte
	if json.Unmarshal(private, &values) != nil {
		return nil
	}
	return values[key]
}
