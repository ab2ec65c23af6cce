package emulator

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// decodeList decodes a body that is an array with 1 to most objects. check adds the problems of an object to the known
// ones.
func decodeList[P any](c *call, most int, check func(*P, []problem) []problem) ([]P, error) {
	if len(bytes.TrimSpace(c.body)) > 0 {
		if err := c.checkContentType(); err != nil {
			return nil, err
		}
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(c.body, &raw); err != nil || len(raw) == 0 {
		return nil, failure(http.StatusBadRequest, "request_body_invalid", "Request body invalid",
			"The request body is not an array with at least one object.")
	}
	if len(raw) > most {
		return nil, bulkTooLarge(most)
	}
	all := make([]P, len(raw))
	var problems []problem
	for i := range raw {
		members, err := parseObject(raw[i])
		if err != nil {
			return nil, err
		}
		problems = append(problems, check(&all[i], c.assign(members, &all[i]))...)
	}
	return all, unprocessable(problems...)
}
