package fastpath

import (
	"encoding/json"
	"strings"
)

// private is the private state of a resource in the format of the framework.
type private map[string][]byte

// decodePrivate returns the private state. It returns false if there are keys of the framework, which begin with a dot:
// the framework has to answer.
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

// encode returns the private state as the framework encodes it. An empty one is nil.
func (p private) encode() ([]byte, bool) {
	if len(p) == 0 {
		return nil, true
	}
	encoded, err := json.Marshal(p)
	return encoded, err == nil
}

// keptPrivate returns the private state after a refresh.
func keptPrivate(current []byte) ([]byte, bool) {
	state, ok := decodePrivate(current)
	if !ok {
		return nil, false
	}
	return state.encode()
}

// plannedPrivate returns the private state after the plan of an existing object.
func plannedPrivate(prior []byte, key, id string) ([]byte, bool) {
	state, ok := decodePrivate(prior)
	value, err := json.Marshal(id)
	if !ok || err != nil {
		return nil, false
	}
	state[key] = value
	return state.encode()
}
