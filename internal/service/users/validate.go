package users

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// minPasswordLength is Clerk's minimum in characters; an instance can demand more.
const minPasswordLength = 8

// ValidateConfig checks combinations of attributes. Validators check each attribute.
func (r *userResource) ValidateConfig(
	ctx context.Context,
	req resource.ValidateConfigRequest,
	resp *resource.ValidateConfigResponse,
) {
	var config userModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(validate(&config)...)
}

func validate(config *userModel) (diags diag.Diagnostics) {
	if config.CreatedAt.Equal(customtypes.NoTimestamp()) {
		diags.AddAttributeError(path.Root("created_at"), "The creation time cannot be cleared",
			"Every user has a creation time. Set an RFC 3339 time, or remove created_at from the configuration.")
	}
	if credentials := validateCredentials(config); credentials.HasError() {
		diags.Append(credentials...)
	} else {
		diags.Append(append(credentials, checkVersions(config)...)...)
	}
	for _, kind := range identifierSets {
		if kind.isValid(*kind.fields(config).set) {
			diags.Append(validatePrimary(kind, config)...)
		}
	}
	return append(diags, validateOptions(config)...)
}

// isValid reports whether all known values can be identifiers of the kind. Otherwise the plan reports the wrong value,
// and an error about the primary would be a second one for the same mistake.
func (k identifierSet) isValid(set types.Set) bool {
	for _, element := range set.Elements() {
		value, ok := element.(interface{ ValueString() string })
		if element.IsNull() || ok && !element.IsUnknown() && !k.Check.Accepts(value.ValueString()) {
			return false
		}
	}
	return true
}

func validateCredentials(config *userModel) (diags diag.Diagnostics) {
	digest := config.PasswordDigest
	for name, value := range map[string]types.String{"password_wo": config.Password, "password_digest_wo": digest} {
		if value.Equal(types.StringValue("")) {
			diags.AddAttributeError(path.Root(name), "The password is empty", fmt.Sprintf(
				"%[1]s is an empty string. Set a value, or remove %[1]s from the configuration. To remove the password of a user, "+
					"raise %[1]s_version as well.", name))
		}
	}
	if diags.HasError() {
		return diags
	}
	if !config.Password.IsNull() && !digest.IsNull() && !config.Password.IsUnknown() && !digest.IsUnknown() {
		diags.AddAttributeError(path.Root("password_digest_wo"), "Two passwords",
			"password_wo and password_digest_wo both set the password. Set one of them.")
		return diags
	}
	if !digest.IsNull() && config.PasswordHasher.IsNull() {
		diags.AddAttributeError(path.Root("password_hasher"), "The hasher is missing",
			"password_digest_wo needs password_hasher, the hasher that made the digest."+hint(digest))
	}
	if !digest.IsNull() && !digest.IsUnknown() && slices.Contains(hashers.Names(), config.PasswordHasher.ValueString()) {
		if err := hashers.Check(config.PasswordHasher.ValueString(), digest.ValueString()); err != nil {
			diags.AddAttributeError(path.Root("password_digest_wo"), "The digest does not fit its hasher",
				fmt.Sprintf("password_digest_wo is not a digest of %s: %s.", config.PasswordHasher.ValueString(), err))
		}
	}
	password := config.Password
	if !password.IsNull() && !password.IsUnknown() && !config.option(optionSkipPasswordChecks).ValueBool() &&
		!config.option(optionSkipPasswordChecks).IsUnknown() &&
		utf8.RuneCountInString(password.ValueString()) < minPasswordLength {
		diags.AddAttributeError(path.Root("password_wo"), "The password is too short", fmt.Sprintf(
			"Clerk requires at least %d characters. For shorter passwords of a migration, set "+
				"request_options.skip_password_checks.", minPasswordLength))
	}
	return diags
}

// hint names the hashers that a digest can be of, for the function password_hasher that returned null.
func hint(digest types.String) string {
	if digest.IsUnknown() {
		return ""
	}
	names := hashers.Fitting(digest.ValueString())
	if len(names) == 0 {
		return " The digest does not have the form of any hasher. The guide to migrations lists the forms."
	}
	return fmt.Sprintf(" The digest has the form of a digest of %s.", strings.Join(names, " or "))
}

func validatePrimary(kind identifierSet, config *userModel) (diags diag.Diagnostics) {
	configured := kind.fields(config)
	if configured.set.IsNull() || hasUnknown(*configured.set) || configured.primary.IsUnknown() {
		return nil
	}
	values := distinct(kind, stringsOf(*configured.set))
	primary := configured.primary.ValueString()
	switch {
	case primary == "" && !configured.primary.IsNull() && len(values) > 0:
		diags.AddAttributeError(path.Root(kind.primary), "The primary cannot be empty", fmt.Sprintf(
			"%s is not empty, and one of it is always primary. Set %[2]s to that one, or omit %[2]s.", kind.set, kind.primary))
	case primary == "" && len(values) > 1:
		diags.AddAttributeError(path.Root(kind.primary), "The primary is missing",
			fmt.Sprintf("%s has %d values. Set %s to the one that is primary.", kind.set, len(values), kind.primary))
	case primary != "" && !kind.Contains(values, primary):
		diags.AddAttributeError(path.Root(kind.primary), "The primary is not in its set",
			fmt.Sprintf("%q is not one of %[2]s. Add it to %[2]s, or set one of %[2]s.", primary, kind.set))
	}
	return diags
}

// distinct omits values that are other spellings of one before them.
func distinct(kind identifierSet, values []string) []string {
	var kept []string
	for _, value := range values {
		if !kind.Contains(kept, value) {
			kept = append(kept, value)
		}
	}
	return kept
}
