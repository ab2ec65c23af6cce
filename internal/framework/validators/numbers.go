package validators

import (
	"context"
	"fmt"
	"math"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// AtLeast accepts numbers from a minimum.
func AtLeast(minimum int64) validator.Int64 { return numberRange{minimum, math.MaxInt64} }

// Between accepts numbers from a minimum to a maximum.
func Between(minimum, maximum int64) validator.Int64 { return numberRange{minimum, maximum} }

type numberRange struct{ minimum, maximum int64 }

func (r numberRange) String() string {
	if r.maximum == math.MaxInt64 {
		return fmt.Sprintf("at least %d", r.minimum)
	}
	return fmt.Sprintf("from %d to %d", r.minimum, r.maximum)
}

func (r numberRange) Description(context.Context) string { return "must be " + r.String() }

func (r numberRange) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

func (r numberRange) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if value := req.ConfigValue.ValueInt64(); value < r.minimum || value > r.maximum {
		resp.Diagnostics.AddAttributeError(req.Path, "Number out of range",
			fmt.Sprintf("%d is out of range: it must be %s.", value, r))
	}
}
