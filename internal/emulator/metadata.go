package emulator

import (
	"bytes"
	"encoding/json"
)

// metadataField returns the public, private or unsafe metadata of the user, by
// their place in metadataParams.
func (u *User) metadataField(i int) *json.RawMessage {
	return []*json.RawMessage{&u.PublicMetadata, &u.PrivateMetadata, &u.UnsafeMetadata}[i]
}

// checkMetadata refuses metadata above the limit of the instance.
func checkMetadata(behaviour *Behaviour, param string, value object) []problem {
	limit := behaviour.metadataLimit()
	if len(compact(value)) <= limit {
		return nil
	}
	return []problem{about(param, "form_param_exceeds_allowed_size", "exceeds allowed size",
		"%s exceeds the maximum allowed size of %d bytes.", param, limit)}
}

// compact returns valid JSON without the space between its tokens.
func compact(value []byte) json.RawMessage {
	var out bytes.Buffer
	if err := json.Compact(&out, value); err != nil {
		return bytes.Clone(value)
	}
	return out.Bytes()
}
