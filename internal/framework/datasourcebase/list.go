package datasourcebase

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

var _ datasource.DataSourceWithConfigure = (*List[struct{}])(nil)

// List is a data source that reads a list of objects. The type of a data source
// embeds it.
type List[T any] struct {
	Base
	// TypeName is the name without the provider's, such as "sessions".
	TypeName string
	// Description and Deprecation are those of the schema.
	Description, Deprecation string
	// Arguments are the attributes that a configuration can set.
	Arguments map[string]schema.Attribute
	// Attribute is the name of the attribute with the list.
	Attribute, AttributeDescription string
	// Counted names the objects in the description of total_count.
	Counted string
	// Shape describes an object of the list. Its sensitive attributes become maps beside the list, such as
	// private_metadata_by_id: Terraform's time grows with the square of the sensitive values.
	Shape Shape[T]
	// Objects reads all objects.
	Objects func(ctx context.Context, client *clerk.Client, arguments Arguments) ([]T, error)
	// Failure describes an error of Objects.
	Failure func(arguments Arguments, err error) diag.Diagnostics
}

const userID = "user_id"

// OfUser completes a list of objects of one user, such as "trusted devices":
// its argument is user_id, and a user that does not exist is an error there.
func OfUser[T any](
	objects string,
	list List[T],
	read func(ctx context.Context, client *clerk.Client, userID string, arguments Arguments) ([]T, error),
) List[T] {
	arguments := map[string]schema.Attribute{
		userID: RequiredUserID("The id of the user with these " + objects + "."),
	}
	maps.Copy(arguments, list.Arguments)
	list.Arguments = arguments
	list.Objects = func(ctx context.Context, client *clerk.Client, arguments Arguments) ([]T, error) {
		return read(ctx, client, arguments.String(userID), arguments)
	}
	list.Failure = func(arguments Arguments, err error) diag.Diagnostics {
		task := fmt.Sprintf("list the %s of the user %q", objects, arguments.String(userID))
		return Failure(task, path.Root(userID), NoSuchUser, err)
	}
	return list
}

// Metadata names the data source.
func (l *List[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.TypeName
}

// Schema describes the data source.
func (l *List[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := maps.Clone(l.Arguments)
	if attributes == nil {
		attributes = map[string]schema.Attribute{}
	}
	attributes["total_count"] = TotalCount(l.Counted)
	sensitive := l.Shape.sensitive()
	for _, name := range sensitive {
		attributes[name+"_by_id"] = schema.MapAttribute{
			MarkdownDescription: l.Shape.attributes[name].schema.GetMarkdownDescription() + " The map has it by the ids of " +
				"the " + l.Attribute + ", without those for which it is null. It is not part of the list, " +
				"so that only this attribute is sensitive.",
			ElementType: types.StringType, Computed: true, Sensitive: true,
		}
	}
	attributes[l.Attribute] = l.Shape.Without(sensitive...).ListSchema(l.AttributeDescription)
	resp.Schema = schema.Schema{
		MarkdownDescription: l.Description,
		DeprecationMessage:  l.Deprecation,
		Attributes:          attributes,
	}
}

// Read reads the objects.
func (l *List[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	readValues(l.Base, req, resp, func(arguments Arguments) (map[string]tftypes.Value, diag.Diagnostics) {
		objects, err := l.Objects(ctx, l.Client, arguments)
		if err != nil {
			return nil, l.Failure(arguments, err)
		}
		sensitive := l.Shape.sensitive()
		values := map[string]tftypes.Value{
			"total_count": tftypes.NewValue(tftypes.Number, len(objects)),
			l.Attribute:   l.Shape.Without(sensitive...).List(objects),
		}
		for _, name := range sensitive {
			values[name+"_by_id"] = l.Shape.byID(name, objects)
		}
		return values, nil
	})
}
