package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// raised reports whether a version is raised, so that its credential is sent again. Removing a version from the
// configuration has no effect.
func raised(plan, prior types.Int64) bool {
	return !plan.IsNull() && !plan.IsUnknown() && (prior.IsNull() || plan.ValueInt64() > prior.ValueInt64())
}

// The first version without a credential removes nothing, so that an imported or adopted user keeps its credentials.
// Only a raised version removes a credential.

func removesPassword(plan, prior, config *userModel) bool {
	return (raised(plan.PasswordVersion, prior.PasswordVersion) ||
		raised(plan.PasswordDigestVersion, prior.PasswordDigestVersion)) &&
		config.Password.IsNull() && config.PasswordDigest.IsNull() &&
		!(prior.PasswordVersion.IsNull() && prior.PasswordDigestVersion.IsNull())
}

func removesTOTP(plan, prior, config *userModel) bool {
	return raised(plan.TOTPSecretVersion, prior.TOTPSecretVersion) && config.TOTPSecret.IsNull() &&
		!prior.TOTPSecretVersion.IsNull()
}

func removesBackupCodes(plan, prior, config *userModel) bool {
	return raised(plan.BackupCodesVersion, prior.BackupCodesVersion) && !prior.BackupCodesVersion.IsNull() &&
		!config.BackupCodes.IsUnknown() && len(config.BackupCodes.Elements()) == 0
}

// planCredentials warns about a raised version without a credential, which removes the credential. A lowered version
// is an error, because its meaning is uncertain.
func planCredentials(plan, prior, config *userModel) (diags diag.Diagnostics) {
	removesPassword := false
	for _, c := range allCredentials {
		version := c.attribute + "_version"
		planned, held := c.version(plan), c.version(prior)
		if c.outcome(plan, prior, config) == isRemoved && (c.other == nil || !removesPassword) {
			removesPassword = removesPassword || c.other != nil
			keep := fmt.Sprintf("set %s to %d, the value in the state", version, held.ValueInt64())
			if held.IsNull() {
				keep = fmt.Sprintf("remove %s from the configuration", version)
			}
			diags.AddAttributeWarning(path.Root(version), "A credential will be removed", fmt.Sprintf(
				"%s is raised and %s is not set. This plan removes the %s of %s. To keep it, %s. To send a new one, set %[2]s.",
				version, c.attribute, c.noun, nameOf(prior), keep))
		}
		if lowered(planned, held) {
			diags.AddAttributeError(path.Root(version), "The version was lowered", fmt.Sprintf(
				"%s was %d and is %d now. Nothing was changed. To send the credential again, set it to %d or more. "+
					"Otherwise set "+
					"it back to %[2]d.", version, held.ValueInt64(), planned.ValueInt64(), held.ValueInt64()+1))
		}
	}
	return diags
}

func lowered(plan, prior types.Int64) bool {
	return !plan.IsNull() && !plan.IsUnknown() && !prior.IsNull() && plan.ValueInt64() < prior.ValueInt64()
}

// writtenCredentials are the credentials that an apply has sent or removed.
type writtenCredentials struct {
	password, totp, backupCodes bool
}

// sent records the credentials of a PATCH of the user.
func (c *writtenCredentials) sent(params clerk.UserUpdateParams) {
	c.password = c.password || !params.Password.IsZero() || !params.PasswordDigest.IsZero()
	c.totp = c.totp || !params.TOTPSecret.IsZero()
	c.backupCodes = c.backupCodes || params.BackupCodes != nil
}

// restoreVersions restores the prior version of each credential that was not sent because of a failure, so that the
// next apply sends it.
func (c writtenCredentials) restoreVersions(model, prior *userModel) {
	if !c.password {
		model.PasswordVersion = prior.PasswordVersion
		model.PasswordDigestVersion = prior.PasswordDigestVersion
	}
	if !c.totp {
		model.TOTPSecretVersion = prior.TOTPSecretVersion
	}
	if !c.backupCodes {
		model.BackupCodesVersion = prior.BackupCodesVersion
	}
}

// credentialRemovals are the steps that remove credentials.
func (w *writer) credentialRemovals(c changes) []step {
	removal := func(what, attribute string, written *bool, remove func(context.Context) error) step {
		return step{
			task:      "remove the " + what + " of " + w.label,
			attribute: attribute,
			run: func(ctx context.Context) error {
				err := remove(ctx)
				*written = err == nil
				return err
			},
		}
	}
	var steps []step
	if c.removePassword {
		steps = append(steps, removal("password", "password_wo_version", &w.credentials.password, w.answered(
			func(ctx context.Context, id string) (*clerk.User, error) {
				return w.client.RemoveUserPassword(ctx, id, c.signOutOfOtherSessions)
			})))
	}
	if c.removeTOTP {
		steps = append(steps, removal(
			"TOTP", "totp_secret_wo_version", &w.credentials.totp, w.unanswered(w.client.DeleteUserTOTP)))
	}
	if c.removeBackupCodes {
		steps = append(steps, removal("backup codes", "backup_codes_wo_version", &w.credentials.backupCodes,
			w.unanswered(w.client.DeleteUserBackupCodes)))
	}
	return steps
}

// unanswered adapts a removal that does not return the user. A credential that does not exist needs no removal.
func (w *writer) unanswered(remove func(context.Context, string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		w.user = nil
		if err := remove(ctx, w.id); err != nil && !clerk.IsNotFound(err) {
			return err
		}
		return nil
	}
}
