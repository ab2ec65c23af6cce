package service

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// mostNames is how many users one message names.
const mostNames = 10

// DeletionLimit is max_user_deletions of one provider block. It counts the users that a plan deletes, bans or locks by
// a destroy or a replacement, and those that an apply does so to. A nil limit counts nothing.
//
// Terraform calls the provider for one resource at a time and does not show which call is the last one. The first user
// beyond the limit is therefore the error, and each further one a warning; the CLI folds warnings with one summary.
type DeletionLimit struct {
	most int64
	// noun is what the limit counts. The comments of this file are about users.
	noun string

	mu      sync.Mutex
	planned []removal
	applied []removal
}

// removal is what happens to one user. The verb is delete, ban or lock.
type removal struct{ verb, id, label string }

func (r removal) String() string { return fmt.Sprintf("%s %s (%s)", r.verb, r.label, r.id) }

const (
	userNoun         = "user"
	organizationNoun = "organization"
)

// done is the removal as a fact, such as `banned the user "ada@example.com" (user_1)`.
func (r removal) done() string {
	past := map[string]string{"delete": "deleted", "ban": "banned", "lock": "locked"}[r.verb]
	return fmt.Sprintf("%s %s (%s)", past, r.label, r.id)
}

// NewDeletionLimit returns a limit against which no user has been counted.
func NewDeletionLimit(most int64) *DeletionLimit { return &DeletionLimit{most: most, noun: userNoun} }

// NewOrganizationDeletionLimit returns a limit against which no organization has been counted.
func NewOrganizationDeletionLimit(most int64) *DeletionLimit {
	return &DeletionLimit{most: most, noun: organizationNoun}
}

// text replaces the words about users in a message.
func (l *DeletionLimit) text(format string, arguments ...any) string {
	if l.noun == userNoun {
		return fmt.Sprintf(format, arguments...)
	}
	return fmt.Sprintf(strings.NewReplacer(
		"max_user_deletions", "max_"+l.noun+"_deletions", "clerk_user.team", "clerk_"+l.noun+".team",
		" users", " "+l.noun+"s", " user", " "+l.noun, "an account", "an "+l.noun,
	).Replace(format), arguments...)
}

// Plan counts a user that the plan would delete, ban or lock. The label names the user, such as
// `the user "ada@example.com"`. A user that is planned twice counts once.
func (l *DeletionLimit) Plan(verb, id, label string) (diags diag.Diagnostics) {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	user := removal{verb, id, label}
	at := slices.IndexFunc(l.planned, func(r removal) bool { return r.id == id })
	if at < 0 {
		at = len(l.planned)
		l.planned = append(l.planned, user)
	}
	number := int64(at) + 1
	switch {
	case number <= l.most:
	case number == l.most+1:
		diags.AddError(l.text("The plan removes more users than max_user_deletions"), l.text(
			"max_user_deletions in the provider block is %d, and this plan would %s. Nothing was changed. The warnings of this "+
				"plan list the other users that it removes.\n\n"+
				"Check the configuration first: if a list or file of users is empty or failed to load, the plan removes all "+
				"users. To keep an account, put its resource back. If the resource was renamed, add a moved block. If the plan "+
				"replaces it, plan without -replace. To keep the account without a resource, use a removed block with "+
				"destroy = false or, for one instance of count or for_each, run terraform state rm with its address, for "+
				"example 'clerk_user.team[\"ada\"]'. If all of these users are to be removed, count the users in this error and "+
				"in the warnings, and set max_user_deletions to at least that number for this run.",
			l.most, l.list(l.planned[:number], removal.String)))
	default:
		diags.AddWarning(
			l.text("More users than max_user_deletions"),
			l.text("The plan would also %s. The error of this plan says what to do.", user),
		)
	}
	return diags
}

// Apply counts a user that is about to be deleted, banned or locked, and refuses that beyond the limit: the replacement
// of a tainted user is not visible during plan.
func (l *DeletionLimit) Apply(verb, id, label string) (diags diag.Diagnostics) {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	user := removal{verb, id, label}
	if int64(len(l.applied)) < l.most {
		l.applied = append(l.applied, user)
		return nil
	}
	already := l.text("this run has removed no user")
	if len(l.applied) > 0 {
		already = "this run has already " + l.list(l.applied, removal.done)
	}
	diags.AddError(l.text("The run removes more users than max_user_deletions"), l.text(
		"The provider did not %s. max_user_deletions in the provider block is %d, and %s. The plan did not count this user, "+
			"because Terraform does not report to the provider during plan that a tainted user is deleted. To keep the user, "+
			"run terraform untaint with its address. If the user is to be removed, set max_user_deletions to at least %d and "+
			"apply again.",
		user,
		l.most,
		already,
		len(l.applied)+1,
	))
	return diags
}

// list names users with a text for each: all of them, or the first ones and how many more.
func (l *DeletionLimit) list(removals []removal, text func(removal) string) string {
	names := make([]string, 0, mostNames+1)
	for _, user := range removals[:min(len(removals), mostNames)] {
		names = append(names, text(user))
	}
	if more := len(removals) - mostNames; more > 0 {
		names = append(names, "and "+diagnostics.Count(more, "more "+l.noun))
	}
	return strings.Join(names, ", ")
}
