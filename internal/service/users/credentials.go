package users

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

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
