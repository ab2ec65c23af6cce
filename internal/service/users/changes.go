package users

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// changes are the differences between a plan and a user.
type changes struct {
	profile     clerk.UserUpdateParams
	metadata    clerk.UserMetadataParams
	identifiers []identifierChange
	banned      clerk.Field[bool]
	locked      clerk.Field[bool]

	removePassword    bool
	removeTOTP        bool
	removeBackupCodes bool

	signOutOfOtherSessions bool
	notify                 clerk.Field[bool]
}

// identifierChange is the change of one set of identifiers.
type identifierChange struct {
	kind    identifierSet
	add     []string
	remove  []string
	primary string // the new primary, "" for no change
}

// isZero reports whether there are no changes.
func (c changes) isZero() bool {
	return c.profile.IsZero() && c.metadata.IsZero() && len(c.identifiers) == 0 &&
		c.banned.IsZero() && c.locked.IsZero() &&
		!c.removePassword && !c.removeTOTP && !c.removeBackupCodes
}

// diff compares a plan with the prior user. Credentials come from the configuration, because only the configuration has
// write-only values. Attributes that are unknown in the plan are not managed.
func diff(ctx context.Context, plan, prior, config *userModel) changes {
	var c changes
	for _, a := range plainAttributes {
		if a.update != nil {
			a.update(ctx, &c.profile, plan, prior)
		}
	}
	c.diffMetadata(ctx, plan, prior)
	for _, kind := range identifierSets {
		if change, changed := diffIdentifiers(kind, plan, prior); changed {
			c.identifiers = append(c.identifiers, change)
		}
	}
	c.banned = boolValues.changedParam(ctx, plan.Banned, prior.Banned)
	c.locked = boolValues.changedParam(ctx, plan.Locked, prior.Locked)
	c.diffCredentials(plan, prior, config)
	c.addRequestOptions(config)
	return c
}

func (c *changes) diffMetadata(ctx context.Context, plan, prior *userModel) {
	for _, field := range []struct {
		target      *json.RawMessage
		plan, prior customtypes.JSONObject
	}{
		{&c.metadata.Public, plan.PublicMetadata, prior.PublicMetadata},
		{&c.metadata.Private, plan.PrivateMetadata, prior.PrivateMetadata},
		{&c.metadata.Unsafe, plan.UnsafeMetadata, prior.UnsafeMetadata},
	} {
		if changed(ctx, field.plan, field.prior) {
			*field.target = field.plan.JSON()
		}
	}
}

func diffIdentifiers(kind identifierSet, plan, prior *userModel) (identifierChange, bool) {
	change := identifierChange{kind: kind}
	planned, held := kind.fields(plan), kind.fields(prior)
	heldValues := stringsOf(*held.set)
	if !planned.set.IsUnknown() && !planned.set.IsNull() {
		plannedValues := stringsOf(*planned.set)
		change.add = missing(kind, plannedValues, heldValues)
		change.remove = missing(kind, heldValues, plannedValues)
	}
	if !planned.primary.IsUnknown() && !kind.Same(planned.primary.ValueString(), held.primary.ValueString()) {
		change.primary = planned.primary.ValueString()
	}
	return change, len(change.add) > 0 || len(change.remove) > 0 || change.primary != ""
}

// missing returns the wanted values that the user does not have.
func missing(kind identifierSet, wanted, held []string) []string {
	var values []string
	for _, value := range wanted {
		if !kind.Contains(held, value) {
			values = append(values, value)
		}
	}
	return values
}

func (c *changes) diffCredentials(plan, prior, config *userModel) {
	switch {
	case raised(plan.PasswordVersion, prior.PasswordVersion) && !config.Password.IsNull():
		c.profile.Password = clerk.Set(config.Password.ValueString())
	case raised(plan.PasswordDigestVersion, prior.PasswordDigestVersion) && !config.PasswordDigest.IsNull():
		c.profile.PasswordDigest = clerk.Set(config.PasswordDigest.ValueString())
		c.profile.PasswordHasher = clerk.Set(config.PasswordHasher.ValueString())
	default:
		c.removePassword = passwordCredential.removes(plan, prior, config) || digestCredential.removes(plan, prior, config)
	}
	if raised(plan.TOTPSecretVersion, prior.TOTPSecretVersion) && !config.TOTPSecret.IsNull() {
		c.profile.TOTPSecret = clerk.Set(config.TOTPSecret.ValueString())
	}
	if raised(plan.BackupCodesVersion, prior.BackupCodesVersion) && len(config.BackupCodes.Elements()) > 0 {
		c.profile.BackupCodes = stringsOf(config.BackupCodes)
	}
	c.removeTOTP = totpCredential.removes(plan, prior, config)
	c.removeBackupCodes = backupCodesCredential.removes(plan, prior, config)
}

// addRequestOptions adds options to the requests for other changes. An option alone makes no request.
func (c *changes) addRequestOptions(config *userModel) {
	c.signOutOfOtherSessions = config.option(optionSignOut).ValueBool()
	c.notify = optionParam(config.option(optionNotify))
	if !c.profile.Password.IsZero() {
		c.profile.SkipPasswordChecks = optionParam(config.option(optionSkipPasswordChecks))
		c.profile.SignOutOfOtherSessions = optionParam(config.option(optionSignOut))
	}
	if !c.profile.LegalAcceptedAt.IsZero() {
		c.profile.SkipLegalChecks = optionParam(config.option(optionSkipLegalChecks))
	}
}

// changed reports whether a planned value is known and differs in meaning from the prior one.
func changed(ctx context.Context, plan, prior attr.Value) bool {
	if plan.IsUnknown() {
		return false
	}
	same, diags := customtypes.Equivalent(ctx, plan, prior)
	return !same && !diags.HasError()
}
