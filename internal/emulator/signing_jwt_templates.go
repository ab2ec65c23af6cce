package emulator

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// SeedJWTTemplate is a JWT template to add.
type SeedJWTTemplate struct {
	Name string `json:"name"`
	// Claims are the additional claims of the template. In strings, shortcodes such as {{user.id}} are replaced by data of
	// the user, the session or its organization. A string that is one shortcode gets the type of the value.
	Claims map[string]any `json:"claims"`
	// Lifetime is in seconds. 0 means 60.
	Lifetime int64 `json:"lifetime,omitempty"`
	// AllowedClockSkew is the time in seconds before its issue at which a token becomes valid. nil means 5.
	AllowedClockSkew *int64 `json:"allowed_clock_skew,omitempty"`
}

// reservedClaims are the claims that a template cannot set.
var reservedClaims = []string{"azp", "exp", "iat", "iss", "jti", "nbf", "sub"}

var (
	shortcode    = regexp.MustCompile(`\{\{\s*([A-Za-z0-9_.]+)\s*\}\}`)
	oneShortcode = regexp.MustCompile(`^\{\{\s*([A-Za-z0-9_.]+)\s*\}\}$`)
)

func (t SeedJWTTemplate) lifetime() int64 { return cmp.Or(t.Lifetime, sessionTokenLife) }

func (t SeedJWTTemplate) clockSkew() int64 {
	if t.AllowedClockSkew == nil {
		return 5
	}
	return *t.AllowedClockSkew
}

func (e *Emulator) seedJWTTemplate(seed SeedJWTTemplate) error {
	if seed.Name == "" {
		return errors.New("it has no name")
	}
	if _, taken := e.store.tokens.Templates[seed.Name]; taken {
		return fmt.Errorf("there is a JWT template %s already", seed.Name)
	}
	for claim := range seed.Claims {
		if slices.Contains(reservedClaims, claim) {
			return fmt.Errorf("the claim %s is reserved", claim)
		}
	}
	e.store.tokens.Templates[seed.Name] = seed
	return nil
}

// render returns the claims with the values of the shortcodes.
func (t SeedJWTTemplate) render(values map[string]any) map[string]any {
	claims := map[string]any{}
	for name, value := range t.Claims {
		claims[name] = rendered(value, values)
	}
	return claims
}

func rendered(value any, values map[string]any) any {
	switch value := value.(type) {
	case string:
		if one := oneShortcode.FindStringSubmatch(value); one != nil {
			return lookUp(values, one[1])
		}
		return shortcode.ReplaceAllStringFunc(value, func(code string) string {
			return embedded(lookUp(values, shortcode.FindStringSubmatch(code)[1]))
		})
	case map[string]any:
		copied := map[string]any{}
		for name, inner := range value {
			copied[name] = rendered(inner, values)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, inner := range value {
			copied[i] = rendered(inner, values)
		}
		return copied
	}
	return value
}

// lookUp returns the value at a path such as user.public_metadata.team, or nil.
func lookUp(values any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		inner, isObject := values.(map[string]any)
		if !isObject {
			return nil
		}
		values = inner[step]
	}
	return values
}

// embedded returns a value as a part of a string.
func embedded(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return value
	}
	return string(marshal(value))
}

// shortcodeFields are the fields of a user that have the same name in shortcodes and in the API.
var shortcodeFields = []string{
	"id", "external_id", "username", "first_name", "last_name", "locale", "image_url", "has_image", "two_factor_enabled",
	"public_metadata", "unsafe_metadata", "created_at", "updated_at", "last_sign_in_at",
}

// shortcodes returns the values of the shortcodes in a template.
func (c *call) shortcodes(session Session) map[string]any {
	values := map[string]any{"session": map[string]any{"id": session.ID, "actor": fromJSON(session.Actor)}}
	if session.LastActiveOrganizationID != nil {
		organization := c.organizationClaim(session.UserID, *session.LastActiveOrganizationID)
		values["org"] = map[string]any{"id": organization["id"], "slug": organization["slg"], "role": organization["rol"]}
	}
	a := c.store.users[session.UserID]
	if a == nil {
		return values
	}
	all, _ := fromJSON(marshal(c.view(a))).(map[string]any)
	user := map[string]any{
		"full_name":             strings.TrimSpace(textOf(a.FirstName) + " " + textOf(a.LastName)),
		"primary_email_address": primaryOf(emailKind, a),
		"primary_phone_number":  primaryOf(phoneKind, a),
	}
	for _, field := range shortcodeFields {
		user[field] = all[field]
	}
	values["user"] = user
	return values
}

// primaryOf returns the primary identifier of the kind, or nil.
func primaryOf(kind contactKind, a *account) any {
	primary := textOf(*kind.primary(&a.User))
	for _, identification := range kind.all(&a.User) {
		if identification.ID == primary {
			return kind.value(&a.User, primary)
		}
	}
	return nil
}

func fromJSON(raw []byte) any {
	var value any
	_ = json.Unmarshal(raw, &value)
	return value
}
