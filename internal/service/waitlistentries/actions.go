package waitlistentries

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

const entryID = "waitlist_entry_id"

// Actions lists the actions on entries of the waitlist.
func Actions() []func() action.Action { return actionbase.New(invite, reject) }

var invite = actionbase.Action{
	Name: "waitlist_entry_invite",
	Description: "Invites an entry of the waitlist: Clerk sends an invitation to sign up. An entry that was " +
		"invited or has signed up gets no second invitation, and the action succeeds. A rejected entry can be invited.",
	Inputs: inputs(map[string]schema.Attribute{"ignore_existing": actionbase.Option(
		"Whether to invite also an email address that has an invitation or belongs to a user. Defaults to `false`.")}),
	Do: func(ctx context.Context, i *actionbase.Invocation) {
		id := i.Text(entryID)
		_, err := i.Client.InviteWaitlistEntry(ctx, id, i.Option("ignore_existing"))
		switch {
		case err == nil:
			i.Progress("Done: the waitlist entry %s is invited.", id)
		case clerk.HasCode(err, "waitlist_entry_already_invited"):
			i.Progress("Nothing to do: the waitlist entry %s is invited already.", id)
		case clerk.HasCode(err, "waitlist_entry_already_completed"):
			i.Progress("Nothing to do: the user of the waitlist entry %s has signed up.", id)
		default:
			failed := failure("invite", id)
			failed.Advice = adviceIfTaken(i)
			i.Fail(failed, err)
		}
	},
}

// adviceIfTaken is advice for an entry with the email address of a user or of another invitation.
func adviceIfTaken(i *actionbase.Invocation) map[string]string {
	user := "The email address of the entry belongs to a user, and the instance does not accept ignore_existing for it. " +
		"The user can sign in already: reject the entry, with clerk_waitlist_entry_reject."
	if !i.Option("ignore_existing") {
		user = "The email address of the entry belongs to a user. The user can sign in already: reject the entry, with " +
			"clerk_waitlist_entry_reject. To invite the address anyway, set ignore_existing = true."
	}
	return map[string]string{
		"form_identifier_exists": user,
		"duplicate_record": "The email address of the entry has a pending invitation. To send another one, set " +
			"ignore_existing = true.",
	}
}

var reject = actionbase.Action{
	Name: "waitlist_entry_reject",
	Description: "Rejects an entry of the waitlist. An entry that was rejected does not change. An entry of a user that " +
		"has signed up cannot be rejected.",
	Inputs: inputs(nil),
	Do: func(ctx context.Context, i *actionbase.Invocation) {
		id := i.Text(entryID)
		_, err := i.Client.RejectWaitlistEntry(ctx, id)
		switch {
		case err == nil:
			i.Progress("Done: the waitlist entry %s is rejected.", id)
		case clerk.HasCode(err, "waitlist_entry_already_rejected"):
			i.Progress("Nothing to do: the waitlist entry %s is rejected already.", id)
		default:
			i.Fail(failure("reject", id), err)
		}
	},
}

func inputs(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		entryID: actionbase.ID(
			"The id of the entry, such as `wle_2abc…`. The data source `clerk_waitlist_entries` has the ids.",
			"waitlist entry",
			"wle_",
		),
	}
	maps.Copy(all, more)
	return all
}

func failure(verb, id string) actionbase.Failure {
	return actionbase.Failure{
		Task:  verb + " the waitlist entry " + id,
		Input: entryID,
		Missing: "The entry does not exist, or was deleted: check waitlist_entry_id, and that the secret key is that " +
			"of the right instance.",
	}
}
