package clerk

import (
	"context"
	"net/http"
)

var (
	getClient   = repeatable(http.MethodGet, "/clients/{client_id}")
	listClients = repeatable(http.MethodGet, "/clients")
)

// SessionClient is a browser or device with sessions. Clerk calls it a client. Pointers are nil where Clerk answers
// null.
type SessionClient struct {
	ID string `json:"id"`
	// SessionIDs has the ids of all sessions of the client. Sessions has only the sessions that Clerk describes.
	SessionIDs          []string  `json:"session_ids"`
	Sessions            []Session `json:"sessions"`
	SignInID            *string   `json:"sign_in_id"`
	SignUpID            *string   `json:"sign_up_id"`
	LastActiveSessionID *string   `json:"last_active_session_id"`
	// LastAuthenticationStrategy is the last sign-in method on the client, such as oauth_google.
	LastAuthenticationStrategy *string   `json:"last_authentication_strategy"`
	CreatedAt                  UnixMilli `json:"created_at"`
	UpdatedAt                  UnixMilli `json:"updated_at"`
}

func (c *SessionClient) identity() string { return c.ID }

// GetClient retrieves a client: GET /clients/{client_id}. An unknown id is an *Error for which IsNotFound is true.
func (c *Client) GetClient(ctx context.Context, id string) (*SessionClient, error) {
	return sendForObject[SessionClient](ctx, c, getClient, request{ids: []string{id}})
}

// ListClients lists one page of the clients of the instance, the newest first: GET /clients. Clerk has deprecated the
// list. When Clerk removes it, the error is an *Error with status 410.
func (c *Client) ListClients(ctx context.Context, page Paging) (*Page[SessionClient], error) {
	return sendForPage[SessionClient](ctx, c, listClients, request{query: page.paginated()})
}

// AllClients lists the clients on all pages: GET /clients. See ListClients.
func (c *Client) AllClients(ctx context.Context) ([]SessionClient, error) {
	return collect(allPages(listClients, func(page Paging) (*Page[SessionClient], error) {
		return c.ListClients(ctx, page)
	}))
}
