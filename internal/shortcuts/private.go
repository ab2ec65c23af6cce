package shortcuts

import (
	"encoding/json"
	"strings"
)

// private is the private state of a resource as the framework writes it.
type private map[string][]byte

// decodePrivate returns the private state, and false for one that the framework has to read: keys that begin with a
// dot are its own.
func decodePrivate(encoded []byte) (private, bool) {
	decoded := private{}
	if len(encoded) == 0 {
		return decoded, true
	}
	if json.Unmarshal(encoded, &decoded) != nil {
		return nil, false
	}
	for key := range decoded {
		if strings.HasPrefix(key, ".") {
			return nil, false
		}
	}
	return decoded, true
}

// plannedPrivate is the private state after the plan of a resource that exists.
func plannedPrivate(prior []byte, key, id string) ([]byte, bool) {
	state, ok := decodePrivate(prior)
	if !ok {
		return nil, false
	}
	value, err := json.Marshal(id)
	if err != nil {
		return nil, false
	}
	state[key] = value
	encoded, err := json.Marshal(state)
	return encoded, err == nil
}
