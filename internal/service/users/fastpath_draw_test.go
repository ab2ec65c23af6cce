package users_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// drifted is a state in which up to two attributes differ from the user. It can have write-only values, which no state
// should have.
func (c *fastPathCase) drifted(state tftypes.Value) tftypes.Value {
	values := c.attributes(state)
	for range c.draw.IntN(3) {
		if name := c.oneOf(values); name != "id" {
			values[name] = c.other(values[name])
		}
	}
	if c.draw.IntN(10) == 0 {
		values["password_wo"] = tftypes.NewValue(tftypes.String, "Secret-4711")
	}
	if c.draw.IntN(4) == 0 {
		values["email_addresses"] = c.shouted(state)
	}
	if c.draw.IntN(4) == 0 {
		values["username"] = tftypes.NewValue(tftypes.String, nil) // not the empty one of the user
	}
	return tftypes.NewValue(c.object, values)
}

// shouted are the email addresses of a state in upper case, which are equivalent.
func (c *fastPathCase) shouted(state tftypes.Value) tftypes.Value {
	held := c.attributes(state)["email_addresses"]
	var elements []tftypes.Value
	if err := held.As(&elements); err != nil {
		c.t.Fatal(err)
	}
	elements = slices.Clone(elements)
	for i, element := range elements {
		var address string
		if err := element.As(&address); err != nil {
			c.t.Fatal(err)
		}
		elements[i] = tftypes.NewValue(tftypes.String, strings.ToUpper(address))
	}
	return tftypes.NewValue(held.Type(), elements)
}

// identity is the identity of the state. Sometimes it is missing, null, of another user, or has other attributes.
func (c *fastPathCase) identity(state tftypes.Value) *tfprotov6.ResourceIdentityData {
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
	id := tftypes.NewValue(tftypes.String, nil)
	if !state.IsNull() {
		id = c.attributes(state)["id"]
	}
	value := tftypes.NewValue(object, map[string]tftypes.Value{"id": id})
	switch c.draw.IntN(12) {
	case 0:
		return nil
	case 1:
		return &tfprotov6.ResourceIdentityData{}
	case 2:
		value = tftypes.NewValue(object, nil)
	case 3:
		value = tftypes.NewValue(object, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, nil)})
	case 4:
		value = tftypes.NewValue(
			object,
			map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, c.ids[c.draw.IntN(len(c.ids))])},
		)
	case 5:
		value = tftypes.NewValue(
			tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String}},
			map[string]tftypes.Value{"name": id},
		)
	}
	data, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		c.t.Fatal(err)
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}
}

// private is a private state. Mostly it is missing; sometimes it is empty, has values, or is not JSON.
func (c *fastPathCase) private() []byte {
	switch c.draw.IntN(16) {
	case 0:
		return []byte(`{}`)
	case 1:
		return []byte(`{".import_before_read":"dHJ1ZQ==","of_the_provider":"MQ=="}`)
	case 2:
		return []byte(`{`)
	case 3:
		return []byte(`{"zone":"MQ==","user":"InVzZXJfMSI="}`)
	default:
		return nil
	}
}

func (c *fastPathCase) capabilities() *tfprotov6.ValidateResourceConfigClientCapabilities {
	switch c.draw.IntN(6) {
	case 0:
		return nil
	case 1:
		return &tfprotov6.ValidateResourceConfigClientCapabilities{}
	default:
		return &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}
	}
}

// drawnUpgrade is a request to upgrade a state, mostly of this release. Sometimes an attribute is missing or has
// another type, there is a write-only value, the schema has another version, or the state is not JSON.
func (c *fastPathCase) drawnUpgrade(state tftypes.Value) *tfprotov6.UpgradeResourceStateRequest {
	kept := c.protocol.Attributes("clerk_user", c.encode(state))
	req := &tfprotov6.UpgradeResourceStateRequest{TypeName: "clerk_user", RawState: c.raw(kept)}
	switch c.draw.IntN(10) {
	case 5, 6, 7:
		req = c.upgrade(state)
	case 0:
		delete(kept, c.oneOf(c.attributes(state)))
		req.RawState = c.raw(kept)
	case 1:
		kept[c.oneOf(c.attributes(state))] = map[string]any{"an": "object"}
		req.RawState = c.raw(kept)
	case 2:
		kept["password_wo"] = "Secret-4711"
		req.RawState = c.raw(kept)
	case 3:
		req.Version = 1
	case 4:
		states := []*tfprotov6.RawState{
			nil, {JSON: []byte(`null`)}, {JSON: []byte(`{`)}, {Flatmap: map[string]string{"id": "user_1"}},
		}
		req.RawState = states[c.draw.IntN(len(states))]
	}
	return req
}

func (c *fastPathCase) raw(attributes map[string]any) *tfprotov6.RawState {
	text, err := json.Marshal(attributes)
	if err != nil {
		c.t.Fatal(err)
	}
	return &tfprotov6.RawState{JSON: text}
}

// config is a configuration of some attributes with the values of the state, except a number of others.
func (c *fastPathCase) config(state tftypes.Value, others int) tftypes.Value {
	held := c.attributes(state)
	values := map[string]tftypes.Value{}
	for _, attribute := range c.schema.Block.Attributes {
		name := attribute.Name
		values[name] = tftypes.NewValue(attribute.ValueType(), nil)
		if (attribute.Optional || attribute.Required) && c.draw.IntN(3) == 0 && !attribute.WriteOnly {
			values[name] = held[name]
		}
	}
	if c.draw.IntN(4) == 0 {
		values["password_wo"] = tftypes.NewValue(tftypes.String, "Secret-4711")
	}
	for range others {
		name := c.oneOf(values)
		values[name] = c.other(values[name])
	}
	return tftypes.NewValue(c.object, values)
}

func (c *fastPathCase) oneOf(values map[string]tftypes.Value) string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names[c.draw.IntN(len(names))]
}

// other is another value of the type: null, unknown, another spelling, or another value.
func (c *fastPathCase) other(value tftypes.Value) tftypes.Value {
	of := value.Type()
	switch c.draw.IntN(6) {
	case 0:
		return tftypes.NewValue(of, nil)
	case 1:
		return tftypes.NewValue(of, tftypes.UnknownValue)
	}
	switch {
	case of.Is(tftypes.Bool):
		return tftypes.NewValue(of, c.draw.IntN(2) == 0)
	case of.Is(tftypes.Number):
		numbers := []*big.Float{
			big.NewFloat(-1),
			big.NewFloat(0),
			big.NewFloat(1),
			big.NewFloat(2),
			big.NewFloat(1.5),
			big.NewFloat(1 << 62),
			big.NewFloat(1e30),
		}
		return tftypes.NewValue(of, numbers[c.draw.IntN(len(numbers))])
	case of.Is(tftypes.String):
		return tftypes.NewValue(of, c.otherText(value))
	}
	if object, ok := of.(tftypes.Object); ok {
		attributes := map[string]tftypes.Value{}
		for name, attribute := range object.AttributeTypes {
			attributes[name] = tftypes.NewValue(attribute, nil)
		}
		name := c.oneOf(attributes)
		attributes[name] = c.other(attributes[name])
		return tftypes.NewValue(of, attributes)
	}
	var elements []tftypes.Value
	if value.IsKnown() && value.As(&elements) != nil {
		c.t.Fatal("an attribute that is neither simple nor a set or list")
	}
	elements = slices.Clone(elements)
	slices.Reverse(elements)
	switch added := c.other(tftypes.NewValue(tftypes.String, "")); {
	case c.draw.IntN(3) == 0: // only another order
	case len(elements) == 0 || c.draw.IntN(2) == 0:
		elements = append(elements, added)
	case c.draw.IntN(4) == 0:
		elements = append(elements, elements[0])
	default:
		elements[0] = tftypes.NewValue(tftypes.String, c.otherText(elements[0]))
	}
	return tftypes.NewValue(of, elements)
}

func (c *fastPathCase) otherText(value tftypes.Value) string {
	var text string
	if value.IsKnown() && !value.IsNull() {
		if err := value.As(&text); err != nil {
			c.t.Fatal(err)
		}
	}
	texts := []string{
		"",
		" padded",
		"Ada",
		"delete",
		"retain",
		"reserved",
		"bcrypt",
		"ada@example.com",
		"ADA.0@example.com",
		"+12025550123",
		"2019-02-03T05:05:06.789+01:00",
		"2019-02-03",
		`{ "team" : "engines" }`,
		"{",
		"{}",
		"0x" + strings.Repeat("aB", 20),
		"Secret-4711",
		strings.ToUpper(
			text,
		),
		strings.ToLower(text),
		" " + text,
		text + " ",
		strings.Replace(text, ":", ": ", 1),
		strings.Replace(text, "Z", "+00:00", 1),
	}
	return texts[c.draw.IntN(len(texts))]
}

// configOf is a configuration of attributes with the values of the state.
func (c *fastPathCase) configOf(state tftypes.Value, names ...string) tftypes.Value {
	values := c.attributes(state)
	for name, of := range c.object.AttributeTypes {
		if !slices.Contains(names, name) {
			values[name] = tftypes.NewValue(of, nil)
		}
	}
	return tftypes.NewValue(c.object, values)
}

// proposed is the proposal of the CLI: the configuration, with the values of the state for computed attributes.
func (c *fastPathCase) proposed(state, config tftypes.Value) tftypes.Value {
	if state.IsNull() || config.IsNull() {
		return config
	}
	values := c.attributes(config)
	held := c.attributes(state)
	for _, attribute := range c.schema.Block.Attributes {
		if attribute.Computed && values[attribute.Name].IsNull() {
			values[attribute.Name] = held[attribute.Name]
		}
	}
	return tftypes.NewValue(c.object, values)
}
