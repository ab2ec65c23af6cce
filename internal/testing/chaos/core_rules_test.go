package chaos

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var sprintf = fmt.Sprintf

// attributesOf returns the attributes of an object, none for null.
func attributesOf(value tftypes.Value) map[string]tftypes.Value {
	var attributes map[string]tftypes.Value
	if value.IsNull() || !value.IsKnown() {
		return nil
	}
	if err := value.As(&attributes); err != nil {
		panic(err)
	}
	return attributes
}

// proposed merges the configuration into the prior state as Core does: configured
// values are new, and computed values stay.
func proposed(schema *tfprotov6.Schema, prior, config tftypes.Value) tftypes.Value {
	before, stated := attributesOf(prior), attributesOf(config)
	merged := map[string]tftypes.Value{}
	for _, attribute := range schema.Block.Attributes {
		value := stated[attribute.Name]
		switch held, exists := before[attribute.Name]; {
		case attribute.WriteOnly:
			value = tftypes.NewValue(value.Type(), nil)
		case value.IsNull() && attribute.Computed && exists:
			value = held
		}
		merged[attribute.Name] = value
	}
	return tftypes.NewValue(config.Type(), merged)
}

// invalidPlan returns an error for a plan that Core does not accept. A configured value is planned
// unchanged or as in the prior state; a value that is neither configured nor computed is null.
func invalidPlan(schema *tfprotov6.Schema, prior, config, planned tftypes.Value) []string {
	before, stated, after := attributesOf(prior), attributesOf(config), attributesOf(planned)
	var wrong []string
	for _, attribute := range schema.Block.Attributes {
		name := attribute.Name
		held, existed := before[name]
		switch {
		case attribute.WriteOnly:
			if !after[name].IsNull() {
				wrong = append(wrong, name+" is write-only and planned")
			}
		case !stated[name].IsNull():
			if !sameValue(stated[name], after[name]) && !(existed && sameValue(held, after[name])) {
				wrong = append(wrong, name+" is not planned as values: "+difference(stated[name], after[name]))
			}
		case !attribute.Computed && !after[name].IsNull():
			wrong = append(wrong, name+" is not stated, and planned")
		}
	}
	return wrong
}

// incompatible returns how a value contradicts its plan: only unknown values may
// have changed.
func incompatible(planned, value tftypes.Value) []string {
	before, after := attributesOf(planned), attributesOf(value)
	var wrong []string
	for name, was := range before {
		if was.IsFullyKnown() && !sameValue(was, after[name]) {
			wrong = append(wrong, name+": "+difference(was, after[name]))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// sameValue compares values; sets have no order.
func sameValue(a, b tftypes.Value) bool { return canonical(a) == canonical(b) }

func canonical(value tftypes.Value) string {
	if set, ok := value.Type().(tftypes.Set); ok && value.IsKnown() && !value.IsNull() {
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			panic(err)
		}
		texts := make([]string, len(elements))
		for i, element := range elements {
			texts[i] = canonical(element)
		}
		slices.Sort(texts)
		return set.String() + strings.Join(texts, ", ")
	}
	if _, ok := value.Type().(tftypes.Object); ok && value.IsKnown() && !value.IsNull() {
		var texts []string
		for name, attribute := range attributesOf(value) {
			texts = append(texts, name+"="+canonical(attribute))
		}
		slices.Sort(texts)
		return strings.Join(texts, ", ")
	}
	return value.String()
}

func difference(a, b tftypes.Value) string { return canonical(a) + " became " + canonical(b) }

// differences lists the attributes that differ.
func differences(before, after tftypes.Value) string {
	was, becomes := attributesOf(before), attributesOf(after)
	var found []string
	for name, value := range becomes {
		if held, ok := was[name]; ok && !sameValue(held, value) {
			found = append(found, name+": "+difference(held, value))
		}
	}
	slices.Sort(found)
	return strings.Join(found, "; ")
}
