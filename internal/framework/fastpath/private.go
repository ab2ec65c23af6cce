package fastpath

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

// encode writes the private state as the framework does: nothing for an empty one.
func (p private) encode() ([]byte, bool) {
	if len(p) == 0 {
		return nil, true
	}
	encoded, err := json.Marshal(p)
	return encoded, err == nil
}

// keptPrivate is the private state after a refresh.
func keptPrivate(current []byte) ([]byte, bool) {
	state, ok := decodePrivate(current)
	if !ok {
		return nil, false
	}
	return state.encode()
}

// plannedPrivate is the private state after the plan of a resource that exists.
func plannedPrivate(prior []byte, key, id string) ([]byte, bool) {
	state, ok := decodePrivate(prior)
	value, err := json.Marshal(id)
	if !ok || err != nil {
		return nil, false
	}
	state[key] = value
	return state.encode()
}
