package users_test

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// drifted is a state that differs from what was read in an attribute or two, or not at all.
func (c *shortcutCase) drifted(state tftypes.Value) tftypes.Value {
	values := c.attributes(state)
	for range c.draw.IntN(3) {
		name := c.oneOf(values)
		if name != "id" && !strings.Contains(name, "_wo") {
			values[name] = c.other(values[name])
		}
	}
	return tftypes.NewValue(c.object, values)
}

// config states some attributes: most as the state holds them, some otherwise.
func (c *shortcutCase) config(state tftypes.Value) tftypes.Value {
	held := c.attributes(state)
	values := map[string]tftypes.Value{}
	strange := c.draw.IntN(3)
	for _, attribute := range c.schema.Block.Attributes {
		name := attribute.Name
		values[name] = tftypes.NewValue(attribute.Type, nil)
		if (attribute.Optional || attribute.Required) && c.draw.IntN(3) == 0 && !strings.Contains(name, "_wo") {
			values[name] = held[name]
		}
	}
	for range strange {
		name := c.oneOf(values)
		values[name] = c.other(values[name])
	}
	return tftypes.NewValue(c.object, values)
}

func (c *shortcutCase) oneOf(values map[string]tftypes.Value) string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names[c.draw.IntN(len(names))]
}

// other is another value of the type: no value, none that is known yet, another spelling, or another meaning.
func (c *shortcutCase) other(value tftypes.Value) tftypes.Value {
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
		return tftypes.NewValue(of, big.NewFloat(float64(c.draw.IntN(4)-1)))
	case of.Is(tftypes.String):
		return tftypes.NewValue(of, c.otherText(value))
	}
	var elements []tftypes.Value
	if value.IsKnown() && value.As(&elements) != nil {
		c.t.Fatal("an attribute that is neither simple nor a set or list")
	}
	elements = slices.Clone(elements)
	if len(elements) > 0 && c.draw.IntN(2) == 0 {
		elements[0] = tftypes.NewValue(tftypes.String, c.otherText(elements[0]))
	} else {
		elements = append(elements, c.other(tftypes.NewValue(tftypes.String, "")))
	}
	return tftypes.NewValue(of, elements)
}

func (c *shortcutCase) otherText(value tftypes.Value) string {
	var text string
	if value.IsKnown() && !value.IsNull() {
		if err := value.As(&text); err != nil {
			c.t.Fatal(err)
		}
	}
	texts := []string{
		"", " padded", "Ada", "delete", "retain", "reserved", "bcrypt", "ada@example.com", "ADA.0@example.com", "+12025550123",
		"2019-02-03T05:05:06.789+01:00", "2019-02-03", `{ "team" : "engines" }`, "{", "{}", "0x" + strings.Repeat("aB", 20), "Secret-4711",
		strings.ToUpper(text), strings.ToLower(text), " " + text, text + " ", strings.Replace(text, ":", ": ", 1), strings.Replace(text, "Z", "+00:00", 1),
	}
	return texts[c.draw.IntN(len(texts))]
}

// stating is a configuration that states attributes as the state holds them.
func (c *shortcutCase) stating(state tftypes.Value, names ...string) tftypes.Value {
	values := c.attributes(state)
	for name, of := range c.object.AttributeTypes {
		if !slices.Contains(names, name) {
			values[name] = tftypes.NewValue(of, nil)
		}
	}
	return tftypes.NewValue(c.object, values)
}

// proposed is what the CLI proposes: what is stated, and of what Clerk computes the rest of the state.
func (c *shortcutCase) proposed(state, config tftypes.Value) tftypes.Value {
	values := c.attributes(config)
	if state.IsNull() {
		return config
	}
	held := c.attributes(state)
	for _, attribute := range c.schema.Block.Attributes {
		if attribute.Computed && values[attribute.Name].IsNull() {
			values[attribute.Name] = held[attribute.Name]
		}
	}
	return tftypes.NewValue(c.object, values)
}
