package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

var (
	getSession    = repeatable(http.MethodGet, "/sessions/{session_id}")
	listSessions  = repeatable(http.MethodGet, "/sessions")
	revokeSession = repeatable(http.MethodPost, "/sessions/{session_id}/revoke").
			mustShow(shows("has ended", func(s *Session) bool { return s.Status != "active" && s.Status != "pending" }))
)

// Session is a sign-in of a user on a client. Pointers are nil where Clerk answers null or omits the key.
type Session struct {
	ID       string `json:"id"`
	UserID   string `json:"user_id"`
	ClientID string `json:"client_id"`
	// Status is active, revoked, ended, expired, removed, abandoned, replaced or pending.
	Status string `json:"status"`
	// Actor is a JSON object with the id of the user that impersonates the session's user, in its key sub. Without
	// impersonation it is nil or null.
	Actor                    json.RawMessage  `json:"actor"`
	LastActiveOrganizationID *string          `json:"last_active_organization_id"`
	LatestActivity           *SessionActivity `json:"latest_activity"`
	// Tasks are the steps that the user must complete before a pending session becomes active.
	Tasks        []SessionTask `json:"tasks"`
	LastActiveAt UnixMilli     `json:"last_active_at"`
	ExpireAt     UnixMilli     `json:"expire_at"`
	AbandonAt    UnixMilli     `json:"abandon_at"`
	CreatedAt    UnixMilli     `json:"created_at"`
	UpdatedAt    UnixMilli     `json:"updated_at"`
}

func (s *Session) identity() string { return s.ID }

// SessionActivity describes the device of the latest request of a session. Each text can be empty.
type SessionActivity struct {
	ID             string `json:"id"`
	DeviceType     string `json:"device_type"`
	IsMobile       bool   `json:"is_mobile"`
	BrowserName    string `json:"browser_name"`
	BrowserVersion string `json:"browser_version"`
	IPAddress      string `json:"ip_address"`
	City           string `json:"city"`
	Country        string `json:"country"`
}

// SessionTask is a step that the user must complete.
type SessionTask struct {
	Key string `json:"key"`
}

// SessionListParams filters and pages GET /sessions. UserID or ClientID is required. With both, only sessions that
// match both are listed.
type SessionListParams struct {
	UserID   string
	ClientID string
	// Status is the status of a session, except pending.
	Status string
	Paging
}

// GetSession retrieves a session: GET /sessions/{session_id}. An unknown id is an *Error for which IsNotFound is true.
// Clerk also deletes old inactive sessions.
func (c *Client) GetSession(ctx context.Context, id string) (*Session, error) {
	return sendForObject[Session](ctx, c, getSession, request{ids: []string{id}})
}

// ListSessions lists one page of the sessions of a user or a client, the newest first: GET /sessions. Without both
// filters, Clerk would list the sessions of all users, so the request is refused with an *InvalidRequestError. An
// unknown user or client has no sessions. A session of another user or client in the answer is an *IgnoredFilterError.
func (c *Client) ListSessions(ctx context.Context, params SessionListParams) (*Page[Session], error) {
	if params.UserID == "" && params.ClientID == "" {
		return nil, invalidRequest(listSessions, errors.New("a user id or a client id is required"))
	}
	query := params.paginated()
	setText(query, "user_id", params.UserID)
	setText(query, "client_id", params.ClientID)
	setText(query, "status", params.Status)
	page, err := sendForPage[Session](ctx, c, listSessions, request{query: query})
	if err != nil {
		return nil, err
	}
	for _, session := range page.Data {
		switch {
		case differs(params.UserID, session.UserID):
			return nil, &IgnoredFilterError{Operation: listSessions.String(), Filter: "user_id"}
		case differs(params.ClientID, session.ClientID):
			return nil, &IgnoredFilterError{Operation: listSessions.String(), Filter: "client_id"}
		}
	}
	return page, nil
}

// differs reports whether both ids are known and different.
func differs(requested, answered string) bool {
	return requested != "" && answered != "" && requested != answered
}

// AllSessions lists the sessions of a user or a client on all pages: GET /sessions. The paging of params is ignored.
func (c *Client) AllSessions(ctx context.Context, params SessionListParams) ([]Session, error) {
	return collect(allPages(listSessions, func(page Paging) (*Page[Session], error) {
		params.Paging = page
		return c.ListSessions(ctx, params)
	}))
}

// RevokeSession revokes a session, so that the user must sign in again: POST /sessions/{session_id}/revoke. Existing
// tokens of the session stay valid until they expire, at most one minute later.
func (c *Client) RevokeSession(ctx context.Context, id string) (*Session, error) {
	return sendForObject[Session](ctx, c, revokeSession, request{ids: []string{id}})
}
