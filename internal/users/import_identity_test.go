package users

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestImportByIdentity_namesTheUser(t *testing.T) {
	const id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
	client, err := clerk.New("sk_test_oZ8Qm3vJ7fR2xK5tYb1c")
	if err != nil {
		t.Fatal(err)
	}
	for name, imported := range map[string]interface {
		resource.ResourceWithIdentity
		resource.ResourceWithImportState
	}{
		"profile image": &profileImageResource{satellite{client: client}},
		"TOTP":          &totpResource{satellite{client: client}},
	} {
		ctx := context.Background()
		var schema resource.SchemaResponse
		imported.Schema(ctx, resource.SchemaRequest{}, &schema)
		var identity resource.IdentitySchemaResponse
		imported.IdentitySchema(ctx, resource.IdentitySchemaRequest{}, &identity)
		identityType := identity.IdentitySchema.Type().TerraformType(ctx)
		resp := resource.ImportStateResponse{
			State:    tfsdk.State{Schema: schema.Schema, Raw: tftypes.NewValue(schema.Schema.Type().TerraformType(ctx), nil)},
			Identity: &tfsdk.ResourceIdentity{Schema: identity.IdentitySchema, Raw: tftypes.NewValue(identityType, nil)},
		}
		imported.ImportState(ctx, resource.ImportStateRequest{Identity: &tfsdk.ResourceIdentity{
			Schema: identity.IdentitySchema,
			Raw:    tftypes.NewValue(identityType, map[string]tftypes.Value{"user_id": tftypes.NewValue(tftypes.String, id)}),
		}}, &resp)
		var userID, identified string
		resp.Diagnostics.Append(resp.State.GetAttribute(ctx, path.Root("user_id"), &userID)...)
		resp.Diagnostics.Append(resp.Identity.GetAttribute(ctx, path.Root("user_id"), &identified)...)
		if resp.Diagnostics.HasError() || userID != id || identified != id {
			t.Errorf("%s: the import by identity gave the user %q and the identity %q: %v", name, userID, identified, resp.Diagnostics)
		}
	}
}
