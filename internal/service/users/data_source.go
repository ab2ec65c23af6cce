package users

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var (
	_ datasource.DataSourceWithConfigure      = (*userDataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*userDataSource)(nil)
)

// NewDataSource returns the data source clerk_user.
func NewDataSource() datasource.DataSource { return &userDataSource{} }

type userDataSource struct{ datasourcebase.Base }

// Metadata names the data source.
func (d *userDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user"
}

// ValidateConfig refuses a configuration that does not name one user.
func (d *userDataSource) ValidateConfig(
	ctx context.Context,
	req datasource.ValidateConfigRequest,
	resp *datasource.ValidateConfigResponse,
) {
	var config types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		_, diags := configuredKey(config)
		resp.Diagnostics.Append(diags...)
	}
}

// Read finds the user of the key. Data sources and resources that search at the same time share a request, GET /users.
func (d *userDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(object *types.Object) diag.Diagnostics {
		key, diags := configuredKey(*object)
		if diags.HasError() {
			return diags
		}
		configured := object.Attributes()
		user, diags := d.find(ctx, key, textValue(configured[key.name]), isTrue(configured["allow_missing"]))
		if diags.HasError() {
			return diags
		}
		shown, err := keyedObject(ctx, *object, user)
		if err != nil {
			diags.AddError("Could not show the user", err.Error())
		}
		*object = shown
		return diags
	})
}

// find returns the user with the value, nil if there is none and that is allowed.
func (d *userDataSource) find(
	ctx context.Context,
	key userKey,
	value string,
	allowMissing bool,
) (*clerk.User, diag.Diagnostics) {
	var diags diag.Diagnostics
	attribute := path.Root(key.name)
	users, err := d.Client.ReadUsersWith(ctx, key.by, value)
	users = meant(users, key.by, value)
	switch {
	case err != nil:
		failure := diagnostics.Failure{
			Task:       fmt.Sprintf("look for the user with the %s %q", key.noun, value),
			Attributes: map[string]path.Path{string(key.by): attribute},
		}
		return nil, failure.Diagnostics(err)
	case len(users) == 1:
		if noun := unverified(&users[0], key.by, value); noun != "" {
			summary := "The user " + users[0].ID + " has not verified the " + noun
			diags.AddAttributeWarning(attribute, summary, notVerified(users[0], noun, value)+
				" Check the user before the configuration gives it access, and read it by id.")
		}
		return &users[0], diags
	case len(users) > 1:
		diags.AddAttributeError(
			attribute,
			"More than one user",
			fmt.Sprintf(
				"The %s %q belongs to %d users: %s. Several users can hold an identifier that none of them has verified. "+
					"Read one of them by id.",
				key.noun,
				value,
				len(users),
				strings.Join(describeAll(users), ", "),
			),
		)
	case !allowMissing:
		diags.AddAttributeError(
			attribute,
			"No such user",
			fmt.Sprintf(
				"No user of the instance has the %s %q. Check the value, and that the provider's secret_key belongs to the "+
					"instance that holds the user. If the user may be missing, set allow_missing = true.",
				key.noun,
				value,
			),
		)
	}
	return nil, diags
}

// describeAll names users by their ids and, in parentheses, another identifier.
func describeAll(users []clerk.User) []string {
	names := make([]string, len(users))
	for i, user := range users {
		names[i] = user.ID + alsoKnownAs(user)
	}
	return names
}

// keyedObject returns the user as the data source shows it; a nil user has null values. Configured values are
// unchanged.
func keyedObject(ctx context.Context, config types.Object, user *clerk.User) (types.Object, error) {
	values := map[string]tftypes.Value{}
	for name, attribute := range config.AttributeTypes(ctx) {
		values[name] = tftypes.NewValue(attribute.TerraformType(ctx), nil)
	}
	if user != nil {
		maps.Copy(values, userShape.Values(user))
		for _, key := range userKeys {
			values[key.name] = datasourcebase.StringOrNull(key.value(user))
		}
	}
	for name, configured := range config.Attributes() {
		value, err := configured.ToTerraformValue(ctx)
		if err != nil {
			return config, err
		}
		if !value.IsNull() {
			values[name] = value
		}
	}
	values["exists"] = tftypes.NewValue(tftypes.Bool, user != nil)
	objectType := config.Type(ctx)
	shown, err := objectType.ValueFromTerraform(ctx, tftypes.NewValue(objectType.TerraformType(ctx), values))
	if err != nil {
		return config, err
	}
	object, ok := shown.(types.Object)
	if !ok {
		return config, fmt.Errorf("unexpected value type %T", shown)
	}
	return object, nil
}

func textValue(value attr.Value) string {
	text, ok := value.(interface{ ValueString() string })
	if !ok {
		return ""
	}
	return text.ValueString()
}

func isTrue(value attr.Value) bool {
	answer, ok := value.(types.Bool)
	return ok && answer.ValueBool()
}
