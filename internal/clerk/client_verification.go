package clerk

import (
	"context"
	"net/http"
)

var verifyClient = repeatable(http.MethodPost, "/clients/verify")

// CodeClientNotFound is the code of the error that there is no client to a token.
const CodeClientNotFound = "client_not_found"

type clientToken struct {
	Token string `json:"token"`
}

// VerifyClient returns the client whose token it is: POST /clients/verify. A token that is not right is an *Error with
// status 400. For one whose client is unknown, the code is CodeClientNotFound, or IsNotFound is true.
func (c *Client) VerifyClient(ctx context.Context, token string) (*SessionClient, error) {
	return sendForObject[SessionClient](ctx, c, verifyClient, request{body: clientToken{Token: token}})
}
