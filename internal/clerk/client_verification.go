package clerk

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
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
	return sendForObject[SessionClient](ctx, c, verifyClient, request{
		body: clientToken{Token: token}, secrets: append(textClaims(token), token),
	})
}

// textClaims returns the texts in the claims of a JWT. Clerk's refusal of a client's token repeats one of them.
func textClaims(token string) []string {
	var texts []string
	for _, claim := range unverifiedClaims(token) {
		if text, ok := claim.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// unverifiedClaims returns the claims of a JWT without a check of its signature, nil when it is no JWT.
func unverifiedClaims(token string) map[string]any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	var claims map[string]any
	if json.Unmarshal(payload, &claims) != nil {
		return nil
	}
	return claims
}
