package emulator

import (
	"cmp"
	"net/http"
	"slices"
)

// maxBulkWaitlist is the maximum number of entries in a request.
const maxBulkWaitlist = 50

// waitlistStatuses are the possible statuses of an entry.
var waitlistStatuses = []string{"pending", "invited", "completed", "rejected"}

// waitlistParams is the body of POST /waitlist_entries.
type waitlistParams struct {
	EmailAddress param[string] `param:"email_address"`
	Notify       param[bool]   `param:"notify,nullable"`
}

func (p *waitlistParams) check(problems []problem) []problem {
	problems = required(problems, "email_address", p.EmailAddress)
	if p.EmailAddress.Value != "" && !validEmail(p.EmailAddress.Value) {
		problems = append(problems, formatProblem("email_address", emailKind.format))
	}
	return problems
}

// createWaitlistEntry handles POST /waitlist_entries. It returns the existing entry of the address.
func (c *call) createWaitlistEntry() (any, error) {
	var params waitlistParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(params.check(problems)...); err != nil {
		return nil, err
	}
	return c.waitlistAnswer(c.wait(params.EmailAddress.Value)), nil
}

// createWaitlistEntries handles POST /waitlist_entries/bulk.
func (c *call) createWaitlistEntries() (any, error) {
	all, err := decodeList(c, maxBulkWaitlist, func(p *waitlistParams, problems []problem) []problem {
		return p.check(problems)
	})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, p := range all {
		email := foldEmail(p.EmailAddress.Value)
		if seen[email] {
			return nil, unprocessable(duplicated("email_address"))
		}
		seen[email] = true
	}
	made := make([]WaitlistEntry, 0, len(all))
	for _, p := range all {
		made = append(made, c.waitlistAnswer(c.wait(p.EmailAddress.Value)))
	}
	return made, nil
}

// wait returns the entry of the address, and adds it if necessary.
func (c *call) wait(email string) *waitlistEntry {
	if known := c.store.waitlistByEmail.first(foldEmail(email)); known != nil {
		return known
	}
	entry := &waitlistEntry{WaitlistEntry: WaitlistEntry{
		Object: "waitlist_entry", ID: newID(waitlistPrefix, c.time()), Status: "pending",
		EmailAddress: emailKind.store(&c.behaviour, email), CreatedAt: c.now, UpdatedAt: c.now,
	}}
	c.store.waitlist.put(entry)
	return entry
}

// listWaitlist handles GET /waitlist_entries.
func (c *call) listWaitlist() (any, error) {
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	statuses, wrongStatus := checkStatuses(query["status"], waitlistStatuses)
	problems = append(problems, wrongStatus...)
	text := query.Get("query")
	var found []*waitlistEntry
	for _, entry := range c.store.waitlist.all() {
		if (len(statuses) == 0 || slices.Contains(statuses, entry.Status)) &&
			(text == "" || entry.ID == text || containsFold(text, entry.EmailAddress)) {
			found = append(found, entry)
		}
	}
	found, wrongOrder := ordered(query, found, "-created_at", map[string]compareFunc[waitlistEntry]{
		"created_at": nil,
		"email_address": func(a, b *waitlistEntry) int {
			return cmp.Compare(foldEmail(a.EmailAddress), foldEmail(b.EmailAddress))
		},
		"invited_at": func(a, b *waitlistEntry) int { return cmp.Compare(a.InvitedAt, b.InvitedAt) },
	})
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return paged(found, requested, c.waitlistAnswer), nil
}

// deleteWaitlistEntry handles DELETE /waitlist_entries/{waitlist_entry_id}. Only a pending entry can be deleted.
func (c *call) deleteWaitlistEntry() (any, error) {
	entry, err := c.waitlistEntry("invited", "completed", "rejected")
	if err != nil {
		return nil, err
	}
	c.store.waitlist.remove(entry.ID)
	return DeletedObject{Object: "waitlist_entry", ID: entry.ID, Deleted: true}, nil
}

// inviteWaitlistEntry handles POST /waitlist_entries/{waitlist_entry_id}/invite.
func (c *call) inviteWaitlistEntry() (any, error) {
	final := []string{"invited", "completed"}
	if c.behaviour.InviteAfterRejectRefused {
		final = append(final, "rejected")
	}
	held, err := c.waitlistEntry(final...)
	if err != nil {
		return nil, err
	}
	var params struct {
		IgnoreExisting param[bool] `param:"ignore_existing,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	made, err := c.inviteUsers([]userInvitationParams{{
		invitationParams: invitationParams{EmailAddress: param[string]{Value: held.EmailAddress}},
		IgnoreExisting:   params.IgnoreExisting,
	}}, c.behaviour.IgnoreExistingUsers != ignoreUsersNever)
	if err != nil {
		return nil, err
	}
	entry := *held
	entry.Status, entry.InvitationID, entry.InvitedAt, entry.UpdatedAt = "invited", made[0].ID, c.now, c.now
	c.store.waitlist.put(&entry)
	return c.waitlistAnswer(&entry), nil
}

// rejectWaitlistEntry handles POST /waitlist_entries/{waitlist_entry_id}/reject. It revokes the entry's invitation.
func (c *call) rejectWaitlistEntry() (any, error) {
	held, err := c.waitlistEntry("completed", "rejected")
	if err != nil {
		return nil, err
	}
	if invitation := c.store.invitations.get(held.InvitationID); invitation != nil &&
		invitation.at(c.now).Status == "pending" {
		c.revoked(invitation)
	}
	entry := *held
	entry.Status, entry.UpdatedAt = "rejected", c.now
	c.store.waitlist.put(&entry)
	return c.waitlistAnswer(&entry), nil
}

// waitlistEntry returns the entry in the path, unless it is locked or has one of the final statuses.
func (c *call) waitlistEntry(final ...string) (*waitlistEntry, error) {
	id := c.path("waitlist_entry_id")
	entry := c.store.waitlist.get(id)
	switch {
	case entry == nil:
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found",
			"No waitlist entry was found with id "+id)
	case entry.IsLocked:
		return nil, failure(http.StatusConflict, "waitlist_entry_locked", "Waitlist entry is locked",
			"This waitlist entry is locked and cannot be modified at this time. Please try again later.")
	case slices.Contains(final, entry.Status):
		return nil, failure(http.StatusConflict, "waitlist_entry_already_"+entry.Status,
			"Waitlist entry already "+entry.Status, "The waitlist entry has already been "+entry.Status+".")
	}
	return entry, nil
}

// waitlistAnswer returns the entry in the format of the API.
func (c *call) waitlistAnswer(entry *waitlistEntry) WaitlistEntry {
	answer := entry.WaitlistEntry
	if invitation := c.store.invitations.get(entry.InvitationID); invitation != nil {
		shown := c.invitationAnswer(invitation)
		answer.Invitation = &shown
	}
	return answer
}
