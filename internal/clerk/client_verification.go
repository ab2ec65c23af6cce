package clerk

import (
	"context"
	"net/http"
)

var verifyClient = repeatable(http.MethodPost, "/clients/verify")

// CodeClientNotFound is the error code for a token without a client.
const CodeClientNotFound = "client_not_found"

type clientToken struct {
	Token string `json:"token"`
}

// VerifyClient returns the client that a session token belongs to: POST /clients/verify. An invalid token is an *Error
// with status 400. If the client is unknown, the code is CodeClientNotFound or IsNotFound is true.
func (c *Client) VerifyClient(ctx context.Context, token string) (*SessionClient, error) {
	return sendForObject[SessionClient](ctx, c, verifyClient, request{body: clientToken{Token: token}})
}
