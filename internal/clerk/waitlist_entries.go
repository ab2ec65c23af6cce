package clerk

import (
	"context"
	"net/http"
)

var (
	listWaitlistEntries = repeatable(http.MethodGet, "/waitlist_entries")
	inviteWaitlistEntry = repeatable(http.MethodPost, "/waitlist_entries/{waitlist_entry_id}/invite")
	rejectWaitlistEntry = repeatable(http.MethodPost, "/waitlist_entries/{waitlist_entry_id}/reject")
)

// WaitlistEntry is an entry of the waitlist.
type WaitlistEntry struct {
	ID           string `json:"id"`
	EmailAddress string `json:"email_address"`
	// Status is pending, invited, completed or rejected.
	Status   string `json:"status"`
	IsLocked bool   `json:"is_locked"`
	// Invitation is the last invitation that was sent for the entry, or nil.
	Invitation *struct {
		ID string `json:"id"`
	} `json:"invitation"`
	CreatedAt UnixMilli `json:"created_at"`
	UpdatedAt UnixMilli `json:"updated_at"`
}

func (e *WaitlistEntry) identity() string { return e.ID }

// WaitlistListParams filters GET /waitlist_entries.
type WaitlistListParams struct {
	// Status is pending, invited, completed or rejected. Empty means all.
	Status string
	// Query is an id, or a part of an email address.
	Query string
	Paging
}

// waitlistInvite is the body of POST /waitlist_entries/{waitlist_entry_id}/invite.
type waitlistInvite struct {
	IgnoreExisting bool `json:"ignore_existing,omitempty"`
}

// ListWaitlistEntries lists one page of the waitlist, the oldest entry first: GET /waitlist_entries.
func (c *Client) ListWaitlistEntries(ctx context.Context, params WaitlistListParams) (*Page[WaitlistEntry], error) {
	query := params.query()
	setText(query, "status", params.Status)
	setText(query, "query", params.Query)
	query.Set("order_by", "created_at")
	return sendForPage[WaitlistEntry](ctx, c, listWaitlistEntries, request{query: query})
}

// AllWaitlistEntries lists the waitlist on all pages: GET /waitlist_entries.
func (c *Client) AllWaitlistEntries(ctx context.Context, params WaitlistListParams) ([]WaitlistEntry, error) {
	return collect(allPages(listWaitlistEntries, func(page Paging) (*Page[WaitlistEntry], error) {
		params.Paging = page
		return c.ListWaitlistEntries(ctx, params)
	}))
}

// InviteWaitlistEntry sends an invitation: POST /waitlist_entries/{waitlist_entry_id}/invite. Clerk refuses an entry
// that is invited with 409.
func (c *Client) InviteWaitlistEntry(ctx context.Context, id string, ignoreExisting bool) (*WaitlistEntry, error) {
	body := waitlistInvite{IgnoreExisting: ignoreExisting}
	return c.decideWaitlistEntry(ctx, inviteWaitlistEntry, request{ids: []string{id}, body: body}, "invited")
}

// RejectWaitlistEntry rejects an entry: POST /waitlist_entries/{waitlist_entry_id}/reject. Clerk refuses an entry that
// is rejected with 409.
func (c *Client) RejectWaitlistEntry(ctx context.Context, id string) (*WaitlistEntry, error) {
	return c.decideWaitlistEntry(ctx, rejectWaitlistEntry, request{ids: []string{id}}, "rejected")
}

// decideWaitlistEntry sends a request that gives an entry a status. It may be repeated, because Clerk refuses a second
// one with 409. After such a refusal, the entry is read: its status shows whether an earlier attempt was carried out.
func (c *Client) decideWaitlistEntry(
	ctx context.Context, op operation, r request, status string,
) (*WaitlistEntry, error) {
	cl := &call{operation: op}
	entry, err := sendCallForObject[WaitlistEntry](ctx, c, cl, r)
	if err == nil || !cl.inDoubt {
		return entry, err
	}
	var held *WaitlistEntry
	if c.hasReached(ctx, status, func(ctx context.Context) (found string, err error) {
		if held, err = c.findWaitlistEntry(ctx, r.ids[0]); err != nil || held == nil {
			return "", err
		}
		return held.Status, nil
	}) {
		return held, nil
	}
	return nil, err
}

// findWaitlistEntry returns an entry, nil if there is none: GET /waitlist_entries with its id.
func (c *Client) findWaitlistEntry(ctx context.Context, id string) (*WaitlistEntry, error) {
	page, err := c.ListWaitlistEntries(ctx, WaitlistListParams{Query: id, Paging: Paging{Limit: pageSize}})
	if err != nil {
		return nil, err
	}
	for i := range page.Data {
		if page.Data[i].ID == id {
			return &page.Data[i], nil
		}
	}
	return nil, nil
}
