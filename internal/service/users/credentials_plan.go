package users

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// credential is a write-only attribute with its version.
type credential struct {
	noun      string
	attribute string
	value     func(config *userModel) attr.Value
	version   func(*userModel) types.Int64
	// other also sets the password, nil for a credential that is no password.
	other *credential
}

var (
	passwordCredential = credential{
		noun: "password", attribute: "password_wo",
		value:   func(m *userModel) attr.Value { return m.Password },
		version: func(m *userModel) types.Int64 { return m.PasswordVersion },
		other: &credential{
			attribute: "password_digest_wo",
			value:     func(m *userModel) attr.Value { return m.PasswordDigest },
			version:   func(m *userModel) types.Int64 { return m.PasswordDigestVersion },
		},
	}
	digestCredential = credential{
		noun: "password", attribute: "password_digest_wo",
		value: passwordCredential.other.value, version: passwordCredential.other.version, other: &passwordCredential,
	}
	totpCredential = credential{
		noun: "TOTP second factor", attribute: "totp_secret_wo",
		value:   func(m *userModel) attr.Value { return m.TOTPSecret },
		version: func(m *userModel) types.Int64 { return m.TOTPSecretVersion },
	}
	backupCodesCredential = credential{
		noun: "backup codes", attribute: "backup_codes_wo",
		value: func(m *userModel) attr.Value {
			if !m.BackupCodes.IsUnknown() && len(m.BackupCodes.Elements()) == 0 {
				return types.ListNull(types.StringType)
			}
			return m.BackupCodes
		},
		version: func(m *userModel) types.Int64 { return m.BackupCodesVersion },
	}
	allCredentials = []credential{passwordCredential, digestCredential, totpCredential, backupCodesCredential}
)

// missing reports whether the configuration has no value, also not of the other credential that sets the password.
func (c credential) missing(config *userModel) bool {
	return c.value(config).IsNull() && (c.other == nil || c.other.value(config).IsNull())
}

// hadVersion reports whether the state has a version. Without one, the first version without a value removes nothing.
func (c credential) hadVersion(prior *userModel) bool {
	return !c.version(prior).IsNull() || c.other != nil && !c.other.version(prior).IsNull()
}

// raised reports whether a version is raised, so that its credential is sent again. Removing a version from the
// configuration has no effect.
func raised(plan, prior types.Int64) bool {
	return !plan.IsNull() && !plan.IsUnknown() && (prior.IsNull() || plan.ValueInt64() > prior.ValueInt64())
}

func mayRaise(plan, prior types.Int64) bool { return plan.IsUnknown() || raised(plan, prior) }

func lowered(plan, prior types.Int64) bool {
	return !plan.IsNull() && !plan.IsUnknown() && !prior.IsNull() && plan.ValueInt64() < prior.ValueInt64()
}

// outcome is a set of what an apply can do with a credential.
type outcome uint8

const (
	isKept outcome = 1 << iota
	isSent
	isRemoved
)

// outcome returns what an apply can do. A value that is unknown in the plan can turn out to be null: then the apply
// must not remove a credential, because no plan has shown that.
func (c credential) outcome(plan, prior, config *userModel) outcome {
	if !mayRaise(c.version(plan), c.version(prior)) {
		return isKept
	}
	can := isKept
	switch {
	case c.value(config).IsUnknown() && !c.hadVersion(prior):
		can = isSent | isKept
	case !c.value(config).IsNull():
		can = isSent
	case c.missing(config) && c.hadVersion(prior):
		can = isRemoved
	}
	if c.version(plan).IsUnknown() {
		can |= isKept
	}
	return can
}

// removes reports whether the apply is certain to remove the credential. The first version without a credential removes
// nothing, so that an imported or adopted user keeps its credentials.
func (c credential) removes(plan, prior, config *userModel) bool {
	return c.outcome(plan, prior, config) == isRemoved
}

// passwordOutcome combines the password and its digest.
func passwordOutcome(plan, prior, config *userModel) outcome {
	password, digest := passwordCredential.outcome(plan, prior, config), digestCredential.outcome(plan, prior, config)
	for _, certain := range []outcome{isSent, isRemoved} {
		if password == certain || digest == certain {
			return certain
		}
	}
	return password | digest
}

// enabled plans whether the user has the credential. Terraform compares the value with that of the plan during apply.
// A value that is known makes it refuse an apply that does something else.
func (o outcome) enabled(prior types.Bool) types.Bool {
	switch {
	case o == isKept:
		return prior
	case o == isSent, o == isSent|isKept && prior.ValueBool():
		return types.BoolValue(true)
	case o == isRemoved, o == isRemoved|isKept && !prior.ValueBool():
		return types.BoolValue(false)
	}
	return types.BoolUnknown()
}

// planEnabled plans the attributes that show which credentials a user has.
func planEnabled(plan, prior, config *userModel) {
	if password := passwordOutcome(plan, prior, config); password != isKept {
		plan.PasswordEnabled = password.enabled(prior.PasswordEnabled)
	}
	totp, codes := totpCredential.outcome(plan, prior, config), backupCodesCredential.outcome(plan, prior, config)
	if totp == isKept && codes == isKept {
		return
	}
	if totp != isKept {
		plan.TOTPEnabled = totp.enabled(prior.TOTPEnabled)
	}
	// Clerk does not document whether a change of TOTP changes the backup codes.
	if plan.BackupCodeEnabled = codes.enabled(prior.BackupCodeEnabled); totp != isKept && codes != isRemoved {
		if totp&isRemoved != 0 || codes == isKept {
			plan.BackupCodeEnabled = types.BoolUnknown()
		}
	}
}

// keep is the change of the configuration with which an apply keeps the credential.
func (c credential) keep(prior *userModel) string {
	if held := c.version(prior); !held.IsNull() {
		return fmt.Sprintf("set %s_version back to %d", c.attribute, held.ValueInt64())
	}
	return fmt.Sprintf("remove %s_version from the configuration", c.attribute)
}

// planCredentials warns about a raised version without a credential, which removes the credential. A lowered version
// is an error, because its meaning is uncertain.
func planCredentials(plan, prior, config *userModel) (diags diag.Diagnostics) {
	removesPassword := false
	for _, c := range allCredentials {
		version := c.attribute + "_version"
		planned, held := c.version(plan), c.version(prior)
		if c.removes(plan, prior, config) && (c.other == nil || !removesPassword) {
			removesPassword = removesPassword || c.other != nil
			diags.AddAttributeWarning(path.Root(version), "A credential will be removed from "+nameOf(prior), fmt.Sprintf(
				"%s is raised and %s is not set. This plan removes the %s of %s. To keep it, %s. To send a new one, set %[2]s. "+
					"If an apply ends with \"inconsistent final plan\", %[2]s was set in its plan and is null now: nothing was "+
					"sent. Check the variable or the ephemeral resource that it comes from, and run terraform plan again.",
				version, c.attribute, c.noun, nameOf(prior), c.keep(prior)))
		}
		if lowered(planned, held) {
			diags.AddAttributeError(path.Root(version), "The version was lowered", fmt.Sprintf(
				"%s was %d and is %d now. Nothing was changed. To send the credential again, set it to %d or more. Otherwise "+
					"set it back to %[2]d.", version, held.ValueInt64(), planned.ValueInt64(), held.ValueInt64()+1))
		}
	}
	return diags
}

// checkCredentials returns errors and warnings about credentials of a user that exists.
func checkCredentials(plan, prior, config *userModel) (diags diag.Diagnostics) {
	for _, c := range allCredentials {
		attribute := path.Root(c.attribute + "_version")
		version := c.version(plan)
		if c.outcome(plan, prior, config) == isRemoved|isKept {
			diags.AddAttributeWarning(attribute, "A credential may be removed from "+nameOf(prior), fmt.Sprintf(
				"%[1]s_version is not known yet, and %[1]s is not set. If the version is raised, the apply removes the %[2]s of "+
					"%[3]s. To keep it, %[4]s. To send a new one, set %[1]s.", c.attribute, c.noun, nameOf(prior), c.keep(prior)))
		}
		if raised(version, c.version(prior)) && c.value(config).IsNull() && !c.missing(config) &&
			!mayRaise(c.other.version(plan), c.other.version(prior)) {
			diags.AddAttributeError(attribute, "The wrong version was raised", fmt.Sprintf(
				"For %[4]s, %[1]s_version is raised to %[2]d, but %[1]s is not set. %[3]s is set, and its version is not "+
					"raised. Nothing was sent. To send %[3]s, raise %[3]s_version and %[5]s. To send %[1]s, set it, and remove "+
					"%[3]s from the configuration. To send nothing, %[5]s.",
				c.attribute, version.ValueInt64(), c.other.attribute, nameOf(prior), c.keep(prior)))
		}
	}
	diags.Append(checkMissing(plan, prior, config)...)
	sendsDigest := digestCredential.outcome(plan, prior, config)&isSent != 0 && !config.PasswordDigest.IsUnknown()
	if sendsDigest && config.option(optionSignOut).ValueBool() {
		diags.AddAttributeError(optionsPath, "A digest does not end sessions", fmt.Sprintf(
			"request_options.sign_out_of_other_sessions works only with password_wo. This plan sets the password of %s with "+
				"password_digest_wo. Nothing was sent to Clerk. Remove the option, or set it to "+
				"false. To end the sessions, use the action clerk_user_revoke_sessions.", nameOf(prior)))
	}
	return diags
}

// contradiction returns an error for an apply that would send or remove a credential differently from its plan.
// Terraform refuses most of these itself: its plan during apply has another value then.
func (c changes) contradiction(plan *userModel) (diags diag.Diagnostics) {
	for _, credential := range []struct {
		credential
		enabled       types.Bool
		sends, remove bool
	}{
		{
			passwordCredential, plan.PasswordEnabled,
			!c.profile.Password.IsZero() || !c.profile.PasswordDigest.IsZero(), c.removePassword,
		},
		{totpCredential, plan.TOTPEnabled, !c.profile.TOTPSecret.IsZero(), c.removeTOTP},
		{backupCodesCredential, plan.BackupCodeEnabled, c.profile.BackupCodes != nil, c.removeBackupCodes},
	} {
		known := !credential.enabled.IsUnknown() && !credential.enabled.IsNull()
		switch enabled := credential.enabled.ValueBool(); {
		case known && enabled && credential.remove:
			diags.AddAttributeError(path.Root(credential.attribute), "The credential became null after the plan", fmt.Sprintf(
				"The plan sets a new %[1]s for %[3]s. During apply, %[2]s is null, which would remove the %[1]s. %[4]s was not "+
					"changed. To set it, check the variable or the ephemeral resource that %[2]s comes from, and run terraform "+
					"plan again. To remove the %[1]s, set %[2]s to null, and run terraform plan again.",
				credential.noun,
				credential.attribute,
				nameOf(plan), diagnostics.UpperFirst(nameOf(plan)),
			))
		case known && !enabled && credential.sends:
			diags.AddAttributeError(path.Root(credential.attribute), "The credential was null in the plan", fmt.Sprintf(
				"The plan removes the %[1]s of %[3]s, because %[2]s was null. During apply, %[2]s is set. %[4]s was not "+
					"changed. To send it, run terraform plan again. To remove the %[1]s, set %[2]s to null, and run terraform plan "+
					"again.",
				credential.noun, credential.attribute, nameOf(plan),
				diagnostics.UpperFirst(nameOf(plan))))
		}
	}
	return diags
}

// checkMissing warns about the first version of a credential that is null: the apply sends nothing.
func checkMissing(plan, prior, config *userModel) (diags diag.Diagnostics) {
	warned := false
	for _, c := range allCredentials {
		if c.version(plan).IsNull() || c.hadVersion(prior) || !c.missing(config) || c.other != nil && warned {
			continue
		}
		warned = warned || c.other != nil
		diags.AddAttributeWarning(path.Root(c.attribute+"_version"), "There is no credential to send", fmt.Sprintf(
			"%[1]s_version is set, and %[1]s is null. The apply sends no %[2]s to %[3]s. If %[1]s comes from a variable, set "+
				"the variable for this run. To send it later, set %[1]s and raise %[1]s_version.",
			c.attribute, c.noun, nameOf(plan),
		))
	}
	return diags
}

// checkVersions warns about credentials without a version.
func checkVersions(config *userModel) (diags diag.Diagnostics) {
	for _, c := range allCredentials {
		if value := c.value(config); value.IsNull() || value.IsUnknown() || !c.version(config).IsNull() {
			continue
		}
		diags.AddAttributeWarning(path.Root(c.attribute), "The credential has no version", fmt.Sprintf(
			"%[1]s is sent only when the user is created. A later change of it is not sent. Set %[1]s_version = 1, and raise "+
				"it to send %[1]s again. If the user exists already, the apply that adds %[1]s_version sends %[1]s and replaces "+
				"the %[2]s of the user. To keep that one, do not add %[1]s_version.",
			c.attribute,
			c.noun,
		))
	}
	return diags
}
