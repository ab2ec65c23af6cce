package resources

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// DeletionLimit is max_user_deletions of one provider block: it counts the users
// whom a run plans to delete, and those whom it deletes. A nil limit counts nothing.
//
// A provider is asked about one resource at a time, and nobody tells it which is
// the last one. So every user beyond the limit is an error: the first of these names
// all who came before, each further one names one more, and the highest number is
// the total.
type DeletionLimit struct {
	most int64

	mu      sync.Mutex
	planned []person
	deleted []person
}

type person struct{ id, label string }

func (p person) String() string { return fmt.Sprintf("%s (%s)", p.label, p.id) }

// NewDeletionLimit returns a limit that nobody has been counted against.
func NewDeletionLimit(most int64) *DeletionLimit { return &DeletionLimit{most: most} }

// Plan counts a user whom the plan would delete, who is known by a label such as
// `the user "ada@example.com"`, and refuses the plan beyond the limit. A resource
// that is planned twice counts once.
func (l *DeletionLimit) Plan(id, label string) (diags diag.Diagnostics) {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	user := person{id, label}
	at := slices.IndexFunc(l.planned, func(p person) bool { return p.id == id })
	if at < 0 {
		at = len(l.planned)
		l.planned = append(l.planned, user)
	}
	number := int64(at) + 1
	if number <= l.most {
		return nil
	}
	const summary = "The plan deletes more users than max_user_deletions"
	if number > l.most+1 {
		diags.AddError(summary, fmt.Sprintf("The plan would also delete %s: with those whom the other errors of this kind name, at least %s, and max_user_deletions in the provider block is %d.",
			user, users(number), l.most))
		return diags
	}
	diags.AddError(summary, fmt.Sprintf("max_user_deletions in the provider block is %d, and this plan would delete at least %s: %s. Nothing has been deleted. "+
		"See why they would go: who is taken out of the configuration, or lost its key in for_each, is deleted. To keep an account, use a removed block, or apply deletion_policy = \"retain\" first. "+
		"If all of them are to be deleted, raise max_user_deletions for this run.", l.most, users(number), list(l.planned[:number])))
	return diags
}

// Delete counts a user who is about to be deleted, and refuses that beyond the
// limit: a plan to replace, by -replace or for a tainted user, is not asked.
func (l *DeletionLimit) Delete(id, label string) (diags diag.Diagnostics) {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	user := person{id, label}
	if int64(len(l.deleted)) < l.most {
		l.deleted = append(l.deleted, user)
		return nil
	}
	already := "this run has asked for no deletion"
	if len(l.deleted) > 0 {
		already = fmt.Sprintf("this run has asked for the deletion of %s already: %s", users(int64(len(l.deleted))), list(l.deleted))
	}
	diags.AddError("The run deletes more users than max_user_deletions", fmt.Sprintf("Nothing was sent for %s, who is not deleted. max_user_deletions in the provider block is %d, and %s. "+
		"A plan cannot count who is replaced, because of -replace or a taint: terraform untaint frees a user who is only marked. If the user is to be deleted, raise max_user_deletions and apply again.", user, l.most, already))
	return diags
}

func users(number int64) string {
	if number == 1 {
		return "1 user"
	}
	return fmt.Sprintf("%d users", number)
}

func list(people []person) string {
	names := make([]string, len(people))
	for i, person := range people {
		names[i] = person.String()
	}
	return strings.Join(names, ", ")
}
