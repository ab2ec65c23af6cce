package users

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// privateKey is the key of the private state under which each plan of a user that exists keeps the id of the user.
// Terraform passes the private state of that plan to the second plan of a replacement, which has no prior state.
const privateKey = "user"

// adoptsKey is the key of the private state under which the plan of an adoption keeps the id of the user. Terraform
// passes it to the delete of the resource that the new one replaces: a tainted user that is adopted again is kept.
const adoptsKey = "adopts"

// keepID records the id of a user in the private state of its plan.
func keepID(ctx context.Context, resp *resource.ModifyPlanResponse, key, id string) (diags diag.Diagnostics) {
	value, err := json.Marshal(id)
	if err != nil {
		diags.AddError("Could not plan the user", err.Error())
		return diags
	}
	return resp.Private.SetKey(ctx, key, value)
}

// replacedUser returns the id of the user that a plan without a prior state replaces, "" for a new user.
func replacedUser(ctx context.Context, req resource.ModifyPlanRequest) (id string, diags diag.Diagnostics) {
	if !req.State.Raw.IsNull() || req.Private == nil {
		return "", nil
	}
	return rememberedID(ctx, req.Private, privateKey)
}

// rememberedID returns an id of the private state, "" for none.
func rememberedID(
	ctx context.Context,
	private resourcebase.PrivateState,
	key string,
) (id string, diags diag.Diagnostics) {
	value, diags := private.GetKey(ctx, key)
	if len(value) == 0 || diags.HasError() {
		return "", diags
	}
	if err := json.Unmarshal(value, &id); err != nil {
		diags.AddError("Could not read the private state of the user", err.Error())
	}
	return id, diags
}
