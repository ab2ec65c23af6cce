package emulator

import (
	"bytes"
	"encoding/json"
)

// metadataParams are the metadata of a user in a body.
type metadataParams struct {
	PublicMetadata  param[object] `param:"public_metadata"`
	PrivateMetadata param[object] `param:"private_metadata"`
	UnsafeMetadata  param[object] `param:"unsafe_metadata"`
}

// replaceMetadataParams allow null, which is stored.
type replaceMetadataParams struct {
	PublicMetadata  param[object] `param:"public_metadata,nullable"`
	PrivateMetadata param[object] `param:"private_metadata,nullable"`
	UnsafeMetadata  param[object] `param:"unsafe_metadata,nullable"`
}

type namedMetadata struct {
	name string
	sent param[object]
}

func (p metadataParams) fields() []namedMetadata {
	return []namedMetadata{
		{"public_metadata", p.PublicMetadata},
		{"private_metadata", p.PrivateMetadata},
		{"unsafe_metadata", p.UnsafeMetadata},
	}
}

// metadataField returns a metadata field of the user by its index in fields.
func (u *User) metadataField(i int) *json.RawMessage {
	return []*json.RawMessage{&u.PublicMetadata, &u.PrivateMetadata, &u.UnsafeMetadata}[i]
}

// mergeMetadata handles PATCH /users/{user_id}/metadata.
func (c *call) mergeMetadata() (any, error) {
	var params metadataParams
	return c.changeMetadata(&params, func() metadataParams { return params }, merge)
}

// replaceMetadata handles PUT /users/{user_id}/metadata.
func (c *call) replaceMetadata() (any, error) {
	var params replaceMetadataParams
	return c.changeMetadata(&params, func() metadataParams { return metadataParams(params) }, replace)
}

// metadataChange returns the metadata after a request has sent other metadata.
type metadataChange func(held, sent json.RawMessage) json.RawMessage

func replace(_, sent json.RawMessage) json.RawMessage { return compact(sent) }

func (c *call) changeMetadata(target any, decoded func() metadataParams, change metadataChange) (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	problems, err := c.decode(target)
	if err != nil {
		return nil, err
	}
	a := held.clone()
	sent := c.applyMetadata(decoded().fields(), change, &a.PublicMetadata, &a.PrivateMetadata, &a.UnsafeMetadata)
	problems = append(problems, sent...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a.UpdatedAt = c.now
	c.store.put(a)
	return c.view(a), nil
}

// applyMetadata changes the fields with the sent metadata of the same index, and returns the problems of the result.
func (c *call) applyMetadata(sent []namedMetadata, change metadataChange, fields ...*json.RawMessage) []problem {
	var problems []problem
	for i, metadata := range sent {
		if !metadata.sent.Sent {
			continue
		}
		value := json.RawMessage(metadata.sent.Value)
		if metadata.sent.Null {
			value = json.RawMessage("null")
		}
		*fields[i] = change(*fields[i], value)
		problems = append(problems, checkMetadata(&c.behaviour, metadata.name, *fields[i])...)
	}
	return problems
}

// merge merges a JSON object into another one, at any depth. A null removes its key, and a value that is not an object
// replaces the old value.
func merge(held, sent json.RawMessage) json.RawMessage {
	var changes map[string]json.RawMessage
	if json.Unmarshal(sent, &changes) != nil || changes == nil {
		return compact(sent)
	}
	result := map[string]json.RawMessage{}
	if json.Unmarshal(held, &result) != nil || result == nil {
		result = map[string]json.RawMessage{}
	}
	for key, value := range changes {
		if isNull(value) {
			delete(result, key)
			continue
		}
		result[key] = merge(result[key], value)
	}
	return marshal(result)
}

// marshal encodes JSON without HTML escapes.
func marshal(value any) json.RawMessage {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic("emulator: cannot write JSON: " + err.Error())
	}
	return bytes.TrimSpace(out.Bytes())
}

// checkMetadata refuses metadata above the size limit of the instance.
func checkMetadata(behaviour *Behaviour, param string, value []byte) []problem {
	limit := behaviour.metadataLimit()
	if len(compact(value)) <= limit {
		return nil
	}
	return []problem{about(param, "form_param_exceeds_allowed_size", "exceeds allowed size",
		"%s exceeds the maximum allowed size of %d bytes.", param, limit)}
}

// compact returns JSON without white space between its tokens.
func compact(value []byte) json.RawMessage {
	var out bytes.Buffer
	if err := json.Compact(&out, value); err != nil {
		return bytes.Clone(value)
	}
	return out.Bytes()
}
