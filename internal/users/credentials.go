package users

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// writtenCredentials says which credentials an apply has written or removed.
type writtenCredentials struct {
	password, totp, backupCodes bool
}

// sent notes what a PATCH of the user carried.
func (c *writtenCredentials) sent(params clerk.UserUpdateParams) {
	c.password = c.password || !params.Password.IsZero() || !params.PasswordDigest.IsZero()
	c.totp = c.totp || !params.TOTPSecret.IsZero()
	c.backupCodes = c.backupCodes || params.BackupCodes != nil
}

// restoreVersions takes back, after a failure, the versions whose credentials
// were not written, so that the next apply writes them.
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

// credentialRemovals are the steps that take credentials away.
func (w *writer) credentialRemovals(c changes) []step {
	removal := func(what, attribute string, written *bool, remove func(context.Context) error) step {
		return step{task: "remove the " + what + " of " + w.label, attribute: attribute, run: func(ctx context.Context) error {
			err := remove(ctx)
			*written = err == nil
			return err
		}}
	}
	var steps []step
	if c.removePassword {
		steps = append(steps, removal("password", "password_wo_version", &w.credentials.password, w.answered(
			func(ctx context.Context, id string) (*clerk.User, error) {
				return w.client.RemoveUserPassword(ctx, id, c.signOutOfOtherSessions)
			})))
	}
	if c.removeTOTP {
		steps = append(steps, removal("TOTP", "totp_secret_wo_version", &w.credentials.totp, w.unanswered(w.client.DeleteUserTOTP)))
	}
	if c.removeBackupCodes {
		steps = append(steps, removal("backup codes", "backup_codes_wo_version", &w.credentials.backupCodes, w.unanswered(w.client.DeleteUserBackupCodes)))
	}
	return steps
}

// unanswered adapts a removal whose answer is not the user. What is gone
// already needs no removal.
func (w *writer) unanswered(remove func(context.Context, string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		w.user = nil
		if err := remove(ctx, w.id); err != nil && !clerk.IsNotFound(err) {
			return err
		}
		return nil
	}
}
