package users

import (
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// PruneGeneratedConfig takes out of a configuration that was generated from a
// user what should not be stated without a decision: with it, applies would take
// back what Clerk, support or the user has done meanwhile. It also takes out what
// Terraform would write so that it means something else.
func PruneGeneratedConfig(config map[string]tftypes.Value) {
	// Clerk locks and unlocks by itself, and unsafe metadata belongs to the user.
	leaveOut(config, "locked", "unsafe_metadata")
	if banned, ok := as[bool](config["banned"]); ok && !banned {
		leaveOut(config, "banned")
	}
	for _, kind := range identifierSets {
		// An empty set forbids users to add an identifier. One with several needs a
		// primary, which users who verified none do not have.
		held, ok := as[[]tftypes.Value](config[kind.set])
		if ok && (len(held) == 0 || len(held) > 1 && config[kind.primary].IsNull()) {
			leaveOut(config, kind.set)
		}
	}
	for name, value := range config {
		text, ok := as[string](value)
		switch {
		case !ok:
		case strings.HasSuffix(name, "_metadata"):
			// Terraform writes a first key "for" as it is, and cannot read it.
			if text == "{}" || strings.Contains(text, `{"for":`) {
				leaveOut(config, name)
			}
		case isJSONCollection(text):
			leaveOut(config, name) // Terraform writes it as jsonencode(…), in another spelling
		}
	}
}

func leaveOut(config map[string]tftypes.Value, names ...string) {
	for _, name := range names {
		config[name] = tftypes.NewValue(config[name].Type(), nil)
	}
}

// as returns the value if it is a T and not null.
func as[T any](value tftypes.Value) (T, bool) {
	var held T
	if value.IsNull() || value.As(&held) != nil {
		return held, false
	}
	return held, true
}

func isJSONCollection(text string) bool {
	trimmed := strings.TrimSpace(text)
	return (strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[")) && json.Valid([]byte(text))
}
