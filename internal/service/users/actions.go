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

// operation is an action that brings one user into a state.
type operation struct {
	name, description string
	// task completes "Could not … user_1".
	task string
	// state completes "The user user_1 …" and is what the action leads to.
	state string
	// holds reports whether the user is in that state; nil if a user does not show it.
	holds func(*clerk.User) bool
	// options are the inputs besides user_id.
	options map[string]schema.Attribute
	// advice is about error codes of this operation alone.
	advice map[string]string
	// send returns the user as Clerk answers, or nil where it does not.
	send func(context.Context, *actionbase.Invocation) (*clerk.User, error)
	// bulk does the same to many users; nil where Clerk cannot.
	bulk *bulk
}

// noPassword says what else to do about a user without a password.
var noPassword = map[string]string{
	clerk.CodeNoPasswordSet: "There is nothing that could have leaked. To end the sessions of the user, there is " +
		"clerk_user_revoke_sessions.",
}

// operations are the actions that bring a user into a state.
var operations = []operation{
	{
		name: "user_ban",
		description: "Bans one user or many: Clerk revokes their sessions and refuses them to sign in. " +
			"Who is banned already is left alone. The plan of the Clerk application must include bans.",
		task: "ban the user", state: "is banned", holds: isBanned,
		send: calling((*clerk.Client).BanUser),
		bulk: &bulk{task: "ban", state: "banned", send: (*clerk.Client).BanUsers},
	},
	{
		name: "user_unban",
		description: "Lifts the ban of one user or many, so that they can sign in again. " +
			"Who is not banned is left alone. The plan of the Clerk application must include bans.",
		task: "lift the ban of the user", state: "is not banned", holds: isNotBanned,
		send: calling((*clerk.Client).UnbanUser),
		bulk: &bulk{task: "lift the ban of", state: "not banned", send: (*clerk.Client).UnbanUsers},
	},
	{
		name: "user_lock",
		description: "Locks a user, who then cannot sign in for as long as the lockout of the instance lasts; sessions " +
			"stay. A user who is locked already is left alone, so the lock is not prolonged. The instance must have lockout " +
			"enabled.",
		task:  "lock the user",
		state: "is locked",
		holds: func(u *clerk.User) bool { return u.Locked },
		send:  calling((*clerk.Client).LockUser),
	},
	{
		name: "user_unlock",
		description: "Ends the lock of a user, who can then sign in again. A user who is not locked is left alone. " +
			"The instance must have lockout enabled.",
		task: "unlock the user", state: "is not locked", holds: func(u *clerk.User) bool { return !u.Locked },
		send: calling((*clerk.Client).UnlockUser),
	},
	{
		name: "user_disable_mfa",
		description: "Takes all second factors from a user at once: TOTP, backup codes, and phone numbers as second " +
			"factors; the numbers themselves stay. A user without a second factor is left alone.",
		task:  "disable the MFA of the user",
		state: "has no second factor",
		holds: hasNoSecondFactor,
		send:  deleting((*clerk.Client).DisableUserMFA),
	},
	{
		name:        "user_delete_totp",
		description: "Deletes the TOTP second factor of a user. A user without one is left alone.",
		task:        "delete the TOTP of the user",
		state:       "has no TOTP",
		holds:       func(u *clerk.User) bool { return !u.TOTPEnabled },
		send:        deleting((*clerk.Client).DeleteUserTOTP),
	},
	{
		name:        "user_delete_backup_codes",
		description: "Deletes all backup codes of a user. A user without any is left alone.",
		task:        "delete the backup codes of the user",
		state:       "has no backup codes",
		holds:       func(u *clerk.User) bool { return !u.BackupCodeEnabled },
		send:        deleting((*clerk.Client).DeleteUserBackupCodes),
	},
	{
		name: "user_remove_password",
		description: "Removes the password of a user, also when it is their only way to sign in. " +
			"A user without a password is left alone, and so are their sessions.",
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
		description: "Marks the password of a user as compromised: Clerk has them choose another one at the next sign-in. " +
			"Repeating it changes nothing but the sessions. A user without a password cannot be marked.",
		task: "mark as compromised the password of the user", state: "has to choose another password at the next sign-in",
		options: map[string]schema.Attribute{
			"revoke_all_sessions": actionbase.Option(
				"Whether all sessions of the user are revoked as well, so that the next sign-in comes at once. Defaults to " +
					"`false`.",
			),
		},
		advice: noPassword,
		send: func(ctx context.Context, i *actionbase.Invocation) (*clerk.User, error) {
			return i.Client.SetUserPasswordCompromised(ctx, i.UserID(), i.Option("revoke_all_sessions"))
		},
	},
	{
		name: "user_unset_password_compromised",
		description: "Takes the mark of a compromised password away, so that the user can go on with it. " +
			"Clerk keeps passwords in quarantine that it quarantined itself. A user without a password cannot be unmarked.",
		task: "unmark the password of the user", state: "can go on with the password",
		advice: noPassword,
		send:   calling((*clerk.Client).UnsetUserPasswordCompromised),
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

// doToOne sends nothing to a user who is in the state already: what Clerk answers
// to a repetition is not known of every operation.
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
			actionbase.Failure{Task: o.task + " " + id, Input: "user_id", Missing: actionbase.NoSuchUser, Advice: o.advice},
			err,
		)
		return
	}
	if o.holds != nil && user != nil && !o.holds(user) {
		i.FailOn(
			"user_id",
			"Could not "+o.task+" "+id,
			"Clerk accepted the request, but its answer does not say that the user "+o.state+". Invoke the action again.",
		)
		return
	}
	i.Progress("Done: the user %s %s.", id, o.state)
}

// do brings one user or many into the state.
func (o operation) do(ctx context.Context, i *actionbase.Invocation) {
	if ids, stated := i.UserIDs(); stated {
		run := &bulkRun{Invocation: i, operation: o, total: len(ids)}
		run.do(ctx, ids)
		return
	}
	o.doToOne(ctx, i)
}
