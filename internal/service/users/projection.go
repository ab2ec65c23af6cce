package users

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// privateField has an attribute of its own, which is sensitive.
const privateField = "private_metadata"

// projection collects the kept fields of users, so that whole users are in memory only with their page. The list and
// the map share the values.
type projection struct {
	shape       datasourcebase.Shape[clerk.User]
	users       []tftypes.Value
	byID        map[string]tftypes.Value
	privateByID map[string]attr.Value // nil unless it is to be kept
}

// fieldNames are the fields of a user that can be kept.
func fieldNames() []string { return userShape.Names() }

// newProjection keeps the named fields. nil means all except the private metadata, which has to be named.
func newProjection(fields []string) *projection {
	p := &projection{users: []tftypes.Value{}, byID: map[string]tftypes.Value{}}
	if slices.Contains(fields, privateField) {
		p.privateByID = map[string]attr.Value{}
	}
	if fields == nil {
		fields = fieldNames()
	}
	p.shape = userShape.Only(
		slices.DeleteFunc(slices.Clone(fields), func(name string) bool { return name == privateField }),
	)
	return p
}

func (p *projection) add(user *clerk.User) {
	kept := p.shape.Object(user)
	p.users = append(p.users, kept)
	p.byID[user.ID] = kept
	if p.privateByID != nil {
		p.privateByID[user.ID] = types.StringValue(datasourcebase.JSONValue(user.PrivateMetadata).ValueString())
	}
}

// list and mapping have the type of the kept fields even without users.

func (p *projection) list() customtypes.Raw {
	return customtypes.NewRaw(tftypes.NewValue(tftypes.List{ElementType: p.shape.Type()}, p.users))
}

func (p *projection) mapping() customtypes.Raw {
	return customtypes.NewRaw(tftypes.NewValue(tftypes.Map{ElementType: p.shape.Type()}, p.byID))
}

func (p *projection) privateMetadata() types.Map {
	if p.privateByID == nil {
		return types.MapNull(types.StringType)
	}
	return types.MapValueMust(types.StringType, p.privateByID)
}
