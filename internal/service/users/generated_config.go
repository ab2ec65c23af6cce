package users

import (
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// PruneGeneratedConfig removes attributes from a configuration that was generated from a user. With these attributes,
// applies would undo later changes by Clerk, by your support or by the user. It also removes values that Terraform
// would write with another meaning.
func PruneGeneratedConfig(config map[string]tftypes.Value) {
	// Clerk locks and unlocks users, and users change their unsafe metadata.
	omit(config, "locked", "unsafe_metadata")
	if banned, ok := as[bool](config["banned"]); ok && !banned {
		omit(config, "banned")
	}
	for _, kind := range identifierSets {
		// With an empty set, applies would remove identifiers that the user adds. A set with several identifiers needs a
		// primary, which a user without a verified one does not have.
		held, ok := as[[]tftypes.Value](config[kind.set])
		if ok && (len(held) == 0 || len(held) > 1 && config[kind.primary].IsNull()) {
			omit(config, kind.set)
		}
	}
	for name, value := range config {
		text, ok := as[string](value)
		switch {
		case !ok:
		case strings.HasSuffix(name, "_metadata"):
			// Terraform writes a first key "for" as it is, and cannot read it.
			if text == "{}" || strings.Contains(text, `{"for":`) {
				omit(config, name)
			}
		case isJSONCollection(text):
			omit(config, name) // Terraform writes it as jsonencode(…), in another spelling
		}
	}
}

func omit(config map[string]tftypes.Value, names ...string) {
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
