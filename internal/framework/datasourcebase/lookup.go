package datasourcebase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

var _ datasource.DataSourceWithConfigure = (*Lookup[struct{}])(nil)

// Lookup is a data source that reads one object by its id. The type of a data
// source embeds it.
type Lookup[T any] struct {
	Base
	// TypeName is the name without the provider's, such as "session". Errors
	// call the object so, too.
	TypeName string
	// Description is that of the schema.
	Description string
	// IDPrefix is the beginning of each id.
	IDPrefix, IDDescription string
	// Shape describes the object. It has an attribute id.
	Shape Shape[T]
	// Object reads the object with an id.
	Object func(client *clerk.Client, ctx context.Context, id string) (*T, error)
	// Missing is advice for the case that the object does not exist.
	Missing string
}

// Metadata names the data source.
func (l *Lookup[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.TypeName
}

// Schema describes the data source.
func (l *Lookup[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := l.Shape.Schemas()
	attributes["id"] = RequiredID(l.TypeName, l.IDPrefix, l.IDDescription)
	attributes["allow_missing"] = AllowMissing(l.TypeName)
	attributes["exists"] = Exists(l.TypeName)
	resp.Schema = schema.Schema{MarkdownDescription: l.Description, Attributes: attributes}
}

// Read reads the object.
func (l *Lookup[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	readValues(l.Base, req, resp, func(arguments Arguments) (map[string]tftypes.Value, diag.Diagnostics) {
		id := arguments.String("id")
		object, err := l.Object(l.Client, ctx, id)
		if clerk.IsNotFound(err) && arguments.Bool("allow_missing") {
			return map[string]tftypes.Value{"exists": tftypes.NewValue(tftypes.Bool, false)}, nil
		}
		if err != nil {
			return nil, Failure(fmt.Sprintf("read the %s %q", l.TypeName, id), path.Root("id"), l.Missing, err)
		}
		values := l.Shape.Values(object)
		values["exists"] = tftypes.NewValue(tftypes.Bool, true)
		return values, nil
	})
}
