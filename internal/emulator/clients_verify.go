package emulator

import (
	"fmt"
	"net/http"
	"strings"
)

// verifyClient handles POST /clients/verify. The token is the value of the cookie __client in a browser.
func (c *call) verifyClient() (any, error) {
	var params struct {
		Token param[string] `param:"token"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.Token.Sent {
		problems = append(problems, missing("token"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if params.Token.Value == "" {
		return nil, failure(http.StatusBadRequest, "client_not_found", "No client found",
			"This request is expecting a client and did not find one")
	}
	claims, err := c.verifiedClaims(params.Token.Value, c.now)
	if err != nil {
		return nil, cookieInvalid("The token could not be verified: " + err.Error())
	}
	if expiry, limited := claims["exp"].(float64); limited && c.now/1000 >= int64(expiry) {
		return nil, cookieInvalid("The token has expired.")
	}
	var absent []string
	for _, name := range []string{"id", "rotating_token"} {
		if text, _ := claims[name].(string); text == "" {
			absent = append(absent, name)
		}
	}
	if len(absent) > 0 {
		return nil, cookieInvalid("The token is missing the following claims: " + strings.Join(absent, ", "))
	}
	id := claims["id"].(string)
	client, known := c.store.sessions.client(id, c.now)
	if !known {
		return nil, clientNotFound(id)
	}
	if claims["rotating_token"] != c.store.tokens.Rotating[id] {
		return nil, cookieInvalid("The client's rotating key does not match the given one")
	}
	return newClientAnswer(client, c.version), nil
}

func cookieInvalid(reason string) error {
	return failure(http.StatusBadRequest, "cookie_invalid", "Invalid cookie", reason)
}

// ClientToken returns the token of a client, signed with the current key. A browser has it in its cookie __client.
func (e *Emulator) ClientToken(id string) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.store.sessions.clients.get(id) == nil {
		return "", fmt.Errorf("no client %s", id)
	}
	if e.store.tokens.Rotating[id] == "" {
		e.store.tokens.Rotating[id] = newTraceID()
	}
	return e.sign(map[string]any{"id": id, "rotating_token": e.store.tokens.Rotating[id]})
}
