package emulator

import "slices"

// listClients handles GET /clients.
func (c *call) listClients() (any, error) {
	if c.behaviour.ClientListGone {
		return nil, operationGone()
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	clients := c.store.sessions.allClients(c.now)
	slices.Reverse(clients)
	var answers []any
	for _, client := range slicePage(clients, requested) {
		answers = append(answers, newClientAnswer(client, c.version))
	}
	return wrapped(query, answers, len(clients)), nil
}

// getClient handles GET /clients/{client_id}.
func (c *call) getClient() (any, error) {
	id := c.path("client_id")
	client, known := c.store.sessions.client(id, c.now)
	if !known {
		return nil, clientNotFound(id)
	}
	return newClientAnswer(client, c.version), nil
}
