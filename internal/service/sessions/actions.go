package sessions

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Actions lists the actions on sessions.
func Actions() []func() action.Action { return actionbase.New(revokeSession, revokeUserSessions) }

const stillValid = "Tokens of a revoked session stay valid until they expire, up to a minute."

var revokeSession = actionbase.Action{
	Name: "session_revoke",
	Description: "Revokes a session, so that the user has to sign in again on that device. " +
		"If the session has ended or no longer exists, the action succeeds and changes nothing. " + stillValid,
	Inputs: map[string]schema.Attribute{
		"session_id": actionbase.ID("The id of the session, such as `sess_2abc…`.", "session", "sess_"),
	},
	Do: func(ctx context.Context, i *actionbase.Invocation) {
		id := i.Text("session_id")
		failure := actionbase.Failure{Task: "revoke the session " + id, Input: "session_id"}
		session, err := i.Client.GetSession(ctx, id)
		switch {
		case clerk.IsNotFound(err):
			i.Progress("Nothing to do: there is no session %s.", id)
		case err != nil:
			i.Fail(failure, err)
		case !isOpen(session):
			i.Progress("Nothing to do: the session %s is %s already.", id, session.Status)
		default:
			if err := revoke(ctx, i.Client, id); err != nil {
				i.Fail(failure, err)
				return
			}
			i.Progress("Done: the session %s of the user %s is revoked.", id, session.UserID)
		}
	},
}

var revokeUserSessions = actionbase.Action{
	Name: "user_revoke_sessions",
	Description: "Revokes all active and pending sessions of a user, so that the user must sign in again everywhere. " +
		"The user can sign in again; `clerk_user_ban` and `clerk_user_lock` prevent that. " + stillValid,
	Inputs: map[string]schema.Attribute{"user_id": actionbase.UserID()},
	Do:     revokeAll,
}

// progressStep is how many sessions are revoked from one message to the next.
const progressStep = 25

// revokeAll lists the sessions with every status. A list of the active ones would omit
// pending sessions, and its pages would move with each revocation.
func revokeAll(ctx context.Context, i *actionbase.Invocation) {
	task := "revoke the sessions of the user " + i.UserID()
	// The list of a user who does not exist is empty.
	if _, ok := i.User(ctx, task); !ok {
		return
	}
	all, err := i.Client.AllSessions(ctx, clerk.SessionListParams{UserID: i.UserID()})
	if err != nil {
		i.Fail(actionbase.Failure{Task: task, Input: "user_id"}, err)
		return
	}
	open := slices.DeleteFunc(all, func(s clerk.Session) bool { return !isOpen(&s) })
	if len(open) == 0 {
		i.Progress("Nothing to do: the user %s has no active session.", i.UserID())
		return
	}
	i.Progress("The user %s has %s.", i.UserID(), diagnostics.Count(len(open), "active session"))
	var refusal error
	var refused []string
	for n, session := range open {
		err := revoke(ctx, i.Client, session.ID)
		if actionbase.Refused(err) {
			refusal, refused = err, append(refused, session.ID)
		} else if err != nil {
			i.Fail(actionbase.Failure{Task: task, Input: "user_id", Note: account(n-len(refused), len(open))}, err)
			return
		}
		if done := n + 1; done%progressStep == 0 || done == len(open) {
			i.Progress("%d of %s of the user %s %s revoked.", done-len(refused), diagnostics.Count(len(open), "session"),
				i.UserID(), diagnostics.Be(len(open)))
		}
	}
	if refusal != nil {
		note := fmt.Sprintf("%s\nClerk refused so for: %v.", account(len(open)-len(refused), len(open)), refused)
		i.Fail(actionbase.Failure{Task: task, Input: "user_id", Note: note}, refusal)
	}
}

func account(done, total int) string {
	return fmt.Sprintf("%d of %s %s revoked. Repeating the action revokes those that are left.", done,
		diagnostics.Count(total, "session"), diagnostics.Be(total))
}

// isOpen reports whether a session still signs its user in, or will once the user
// has done its tasks.
func isOpen(session *clerk.Session) bool {
	return session.Status == "active" || session.Status == "pending"
}

// revoke revokes a session. It is no error that the session has ended meanwhile:
// what Clerk answers then is not known.
func revoke(ctx context.Context, client *clerk.Client, id string) error {
	_, err := client.RevokeSession(ctx, id)
	if !actionbase.Refused(err) {
		return err
	}
	session, lookup := client.GetSession(ctx, id)
	if clerk.IsNotFound(lookup) || lookup == nil && !isOpen(session) {
		return nil
	}
	return err
}
