package users

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// Clerk's default limits for the length of usernames, in characters.
const (
	minUsername = 4
	maxUsername = 64
)

var phoneNumberForm = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// checkUsername warns of a new username that an instance with default settings refuses. The settings can allow more,
// and the API does not show them. No instance allows a phone number.
func checkUsername(ctx context.Context, plan, prior customtypes.Identifier) (diags diag.Diagnostics) {
	name := plan.ValueString()
	if name == "" || !changed(ctx, plan, prior) {
		return nil
	}
	at := path.Root("username")
	if phoneNumberForm.MatchString(name) {
		diags.AddAttributeError(at, "The username is a phone number", fmt.Sprintf(
			"Clerk refuses %q as a username, because a sign-in could not distinguish it from a phone number. Set another "+
				"username, or set phone_numbers.", name))
		return diags
	}
	if reason := refusedByDefault(name); reason != "" {
		diags.AddAttributeWarning(at, "Clerk refuses this username by default", fmt.Sprintf(
			"%q %s. If the settings of your instance for usernames allow it, nothing is wrong. Otherwise the apply fails: set "+
				"another username, or change the settings first.", name, reason))
	}
	return diags
}

// refusedByDefault returns the rule that a username breaks in an instance with default settings, or "".
func refusedByDefault(name string) string {
	invalid := strings.IndexFunc(name, invalidInUsername)
	switch length := utf8.RuneCountInString(name); {
	case length < minUsername || length > maxUsername:
		return fmt.Sprintf("has %d characters, and usernames have %d to %d by default", length, minUsername, maxUsername)
	case invalid >= 0:
		first, _ := utf8.DecodeRuneInString(name[invalid:])
		return fmt.Sprintf("contains %q, which usernames do not contain by default", first)
	case !strings.ContainsFunc(name, func(r rune) bool { return r < '0' || r > '9' }):
		return "has only digits, and usernames have another character by default"
	}
	return ""
}

// invalidInUsername reports whether usernames do not contain a character by default. Letters are Latin.
func invalidInUsername(r rune) bool {
	if unicode.IsLetter(r) {
		return !unicode.Is(unicode.Latin, r)
	}
	return !unicode.IsPrint(r) || unicode.IsSpace(r) || strings.ContainsRune("^$!.`#+~", r)
}
