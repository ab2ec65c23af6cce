package resourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// PrivateState is the private state of a resource, in requests and responses of the framework.
type PrivateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// HasPrivate reports whether the private state has a key.
func HasPrivate(ctx context.Context, private PrivateState, key string) bool {
	value, _ := private.GetKey(ctx, key)
	return len(value) > 0
}

// Forget removes keys from the private state.
func Forget(ctx context.Context, private PrivateState, keys ...string) (diags diag.Diagnostics) {
	for _, key := range keys {
		diags.Append(private.SetKey(ctx, key, nil)...)
	}
	return diags
}
