package emulator

import (
	"cmp"
	"net/http"
	"slices"
)

// listClients handles GET /clients.
func (c *call) listClients() (any, error) {
	if c.behaviour.ClientListGone {
		text := "endpoint is deprecated and pending removal"
		return nil, failure(http.StatusGone, "operation_deprecated", text, text)
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	clients := c.store.sessions.allClients(c.now)
	slices.Reverse(clients)
	slices.SortStableFunc(clients, func(a, b Client) int { return cmp.Compare(b.CreatedAt, a.CreatedAt) })
	return wrapped(query, slicePage(clients, requested), len(clients)), nil
}

// getClient handles GET /clients/{client_id}.
func (c *call) getClient() (any, error) {
	id := c.path("client_id")
	client, known := c.store.sessions.client(id, c.now)
	if !known {
		return nil, clientNotFound(id)
	}
	return client, nil
}
