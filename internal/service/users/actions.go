package users

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// Actions lists the actions on users.
func Actions() []func() action.Action {
	var all []actionbase.Action
	for _, o := range operations {
		all = append(all, o.action())
	}
	for _, p := range pieces {
		all = append(all, p.Action())
	}
	return actionbase.New(append(all, verifyTOTP)...)
}

// operation is an action that changes the status of one user.
type operation struct {
	name, description string
	// task completes "Could not … user_1".
	task string
	// state completes "The user user_1 …" and is the result of the action.
	state string
	// holds reports whether the user is in that state; nil if a user does not show it.
	holds func(*clerk.User) bool
	// options are the inputs besides user_id.
	options map[string]schema.Attribute
	// send returns the user that Clerk returns, or nil if Clerk returns none.
	send func(context.Context, *actionbase.Invocation) (*clerk.User, error)
	// bulk does the same to many users; nil if Clerk has no such request.
	bulk *bulk
}

// operations are the actions that change the status of a user.
var operations = []operation{
	{
		name: "user_ban",
		description: "Bans one user or many users: Clerk revokes their sessions and refuses their sign-ins. " +
			"Users that are already banned are not changed. The Clerk subscription must include bans.",
		task: "ban the user", state: "is banned", holds: isBanned,
		send: calling((*clerk.Client).BanUser),
		bulk: &bulk{task: "ban", state: "banned", send: (*clerk.Client).BanUsers},
	},
	{
		name: "user_unban",
		description: "Lifts the ban of one user or many users, so that they can sign in again. " +
			"Users that are not banned are not changed. The Clerk subscription must include bans.",
		task: "lift the ban of the user", state: "is not banned", holds: isNotBanned,
		send: calling((*clerk.Client).UnbanUser),
		bulk: &bulk{task: "lift the ban of", state: "not banned", send: (*clerk.Client).UnbanUsers},
	},
	{
		name: "user_lock",
		description: "Locks a user: the user cannot sign in until the lockout period of the instance ends. Sessions " +
			"stay active. A user that is already locked is not changed, so the lock is not prolonged. The instance must have " +
			"lockout enabled.",
		task:  "lock the user",
		state: "is locked",
		holds: func(u *clerk.User) bool { return u.Locked },
		send:  calling((*clerk.Client).LockUser),
	},
	{
		name: "user_unlock",
		description: "Unlocks a user, so that the user can sign in again. A user that is not locked is not changed. " +
			"The instance must have lockout enabled.",
		task: "unlock the user", state: "is not locked", holds: func(u *clerk.User) bool { return !u.Locked },
		send: calling((*clerk.Client).UnlockUser),
	},
	{
		name: "user_disable_mfa",
		description: "Removes all second factors of a user at once: TOTP, backup codes, and the use of phone numbers " +
			"as second factors. The phone numbers themselves stay. A user without a second factor is not changed.",
		task:  "disable the MFA of the user",
		state: "has no second factor",
		holds: hasNoSecondFactor,
		send:  deleting((*clerk.Client).DisableUserMFA),
	},
	{
		name:        "user_delete_totp",
		description: "Deletes the TOTP second factor of a user. A user without TOTP is not changed.",
		task:        "delete the TOTP of the user",
		state:       "has no TOTP",
		holds:       func(u *clerk.User) bool { return !u.TOTPEnabled },
		send:        deleting((*clerk.Client).DeleteUserTOTP),
	},
	{
		name:        "user_delete_backup_codes",
		description: "Deletes all backup codes of a user. A user without backup codes is not changed.",
		task:        "delete the backup codes of the user",
		state:       "has no backup codes",
		holds:       func(u *clerk.User) bool { return !u.BackupCodeEnabled },
		send:        deleting((*clerk.Client).DeleteUserBackupCodes),
	},
	{
		name: "user_remove_password",
		description: "Removes the password of a user, even if the user has no other way to sign in. " +
			"A user without a password is not changed, and its sessions stay active.",
		task:  "remove the password of the user",
		state: "has no password",
		holds: func(u *clerk.User) bool { return !u.PasswordEnabled },
		options: map[string]schema.Attribute{
			"sign_out_of_other_sessions": actionbase.Option(
				"Whether all sessions of the user are revoked as well. Defaults to `false`.",
			),
		},
		send: func(ctx context.Context, i *actionbase.Invocation) (*clerk.User, error) {
			return i.Client.RemoveUserPassword(ctx, i.UserID(), i.Option("sign_out_of_other_sessions"))
		},
	},
	{
		name: "user_set_password_compromised",
		description: "Marks the password of a user as compromised: the user has to choose another one at the next " +
			"sign-in. Repeating the action changes only the sessions. A user without a password cannot be marked.",
		task: "mark as compromised the password of the user", state: "has to choose another password at the next sign-in",
		options: map[string]schema.Attribute{
			"revoke_all_sessions": actionbase.Option(
				"Whether all sessions of the user are revoked as well, so that the user has to sign in again at once. Defaults " +
					"to `false`.",
			),
		},
		send: func(ctx context.Context, i *actionbase.Invocation) (*clerk.User, error) {
			return i.Client.SetUserPasswordCompromised(ctx, i.UserID(), i.Option("revoke_all_sessions"))
		},
	},
	{
		name: "user_unset_password_compromised",
		description: "Removes the mark of a compromised password, so that the user can continue to use it. " +
			"A password that Clerk itself has quarantined stays in quarantine. A user without a password cannot be unmarked.",
		task: "unmark the password of the user", state: "can go on with the password",
		send: calling((*clerk.Client).UnsetUserPasswordCompromised),
	},
}

func isBanned(u *clerk.User) bool { return u.Banned }

func isNotBanned(u *clerk.User) bool { return !u.Banned }

func hasNoSecondFactor(u *clerk.User) bool {
	for _, number := range u.PhoneNumbers {
		if number.ReservedForSecondFactor {
			return false
		}
	}
	return !u.TwoFactorEnabled && !u.TOTPEnabled && !u.BackupCodeEnabled
}

// calling sends an operation that answers with the user.
func calling(
	send func(*clerk.Client, context.Context, string) (*clerk.User, error),
) func(context.Context, *actionbase.Invocation) (*clerk.User, error) {
	return func(ctx context.Context, i *actionbase.Invocation) (*clerk.User, error) {
		return send(i.Client, ctx, i.UserID())
	}
}

// deleting sends an operation that does not answer with the user.
func deleting(
	send func(*clerk.Client, context.Context, string) error,
) func(context.Context, *actionbase.Invocation) (*clerk.User, error) {
	return func(ctx context.Context, i *actionbase.Invocation) (*clerk.User, error) {
		return nil, send(i.Client, ctx, i.UserID())
	}
}

func (o operation) action() actionbase.Action {
	made := actionbase.Action{
		Name:        o.name,
		Description: o.description,
		Inputs:      map[string]schema.Attribute{"user_id": actionbase.UserID()},
		Do:          o.doToOne,
	}
	if o.bulk != nil {
		made.Inputs, made.Checks, made.Do = actionbase.UserIDs(), actionbase.OneOfUserIDs(), o.do
	}
	maps.Copy(made.Inputs, o.options)
	return made
}

// doToOne makes no request for a user that already has the status: the answer of Clerk to a repetition is not known for
// every operation.
func (o operation) doToOne(ctx context.Context, i *actionbase.Invocation) {
	id := i.UserID()
	if o.holds != nil {
		user, ok := i.User(ctx, o.task+" "+id)
		if !ok {
			return
		}
		if o.holds(user) {
			i.Progress("Nothing to do: the user %s %s.", id, o.state)
			return
		}
	}
	user, err := o.send(ctx, i)
	if err != nil {
		i.Fail(
			actionbase.Failure{Task: o.task + " " + id, Input: "user_id", Missing: actionbase.NoSuchUser},
			err,
		)
		return
	}
	if o.holds != nil && user != nil && !o.holds(user) {
		i.FailOn(
			"user_id",
			"Could not "+o.task+" "+id,
			"Clerk accepted the request, but its answer does not show that the user "+o.state+". Invoke the action again.",
		)
		return
	}
	i.Progress("Done: the user %s %s.", id, o.state)
}

// do changes the status of one user or many users.
func (o operation) do(ctx context.Context, i *actionbase.Invocation) {
	if ids, configured := i.UserIDs(); configured {
		run := &bulkRun{Invocation: i, operation: o, total: len(ids)}
		run.do(ctx, ids)
		return
	}
	o.doToOne(ctx, i)
}
