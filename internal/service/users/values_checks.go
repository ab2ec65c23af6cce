package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// valueChecks are the checks of values that an existing user can have although Clerk refuses them from Terraform. They
// are not validators of the schema, because a validator does not know the user. It would refuse a configuration that
// was generated from the user.
var valueChecks = []struct {
	attribute string
	value     func(*userModel) attr.Value
	check     validator.String
}{
	{"username", func(m *userModel) attr.Value { return m.Username }, validators.NotPadded()},
	{"first_name", func(m *userModel) attr.Value { return m.FirstName }, validators.NotPadded()},
	{"last_name", func(m *userModel) attr.Value { return m.LastName }, validators.NotPadded()},
	{"locale", func(m *userModel) attr.Value { return m.Locale }, validators.Locale()},
	{"public_metadata", func(m *userModel) attr.Value { return m.PublicMetadata }, validators.MetadataSize()},
	{"private_metadata", func(m *userModel) attr.Value { return m.PrivateMetadata }, validators.MetadataSize()},
	{"unsafe_metadata", func(m *userModel) attr.Value { return m.UnsafeMetadata }, validators.MetadataSize()},
}

// checkValues returns errors for planned values that Clerk would refuse. It accepts the values that the user has.
func checkValues(ctx context.Context, plan, prior *userModel) (diags diag.Diagnostics) {
	for _, row := range valueChecks {
		text, ok := row.value(plan).(interface{ ValueString() string })
		if !ok || !changed(ctx, row.value(plan), row.value(prior)) {
			continue
		}
		planned := types.StringValue(text.ValueString())
		diags.Append(validators.Check(ctx, row.check, path.Root(row.attribute), planned)...)
	}
	for _, kind := range identifierSets {
		diags.Append(kind.checkElements(ctx, plan, prior)...)
	}
	if diags.HasError() {
		return diags
	}
	return checkUsername(ctx, plan.Username, prior.Username)
}

// checkElements is checkValues for the elements of a set of identifiers.
func (k identifierSet) checkElements(ctx context.Context, plan, prior *userModel) (diags diag.Diagnostics) {
	held := stringsOf(*k.fields(prior).set)
	for _, value := range stringsOf(*k.fields(plan).set) {
		if k.Contains(held, value) {
			continue
		}
		at := path.Root(k.set).AtSetValue(k.element(value))
		diags.Append(validators.Check(ctx, k.Check, at, types.StringValue(value))...)
	}
	return diags
}
