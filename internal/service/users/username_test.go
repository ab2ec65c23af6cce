package users

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func TestCheckUsername_nameThatTheDefaultsRefuse_isAWarning(t *testing.T) {
	t.Parallel()
	for name, reason := range map[string]string{
		"Ada.Lovelace":          `contains '.'`,
		"ada lovelace":          `contains ' '`,
		"ada+love":              `contains '+'`,
		"адалавлейс":            `contains 'а'`,
		"ada\u202elove":         `contains '\u202e'`,
		"ada":                   "has 3 characters, and usernames have 4 to 64",
		strings.Repeat("a", 65): "has 65 characters",
		"1234":                  "has only digits",
		// The defaults allow these.
		"adalove": "", "ada_love-1": "", "Adaé": "", strings.Repeat("a", 64): "", "": "", "ada@love": "", "123a": "",
	} {
		got := checkUsername(t.Context(), customtypes.NewIdentifier(name), customtypes.Identifier{})
		switch {
		case reason == "" && len(got) != 0:
			t.Errorf("%q: %v", name, got)
		case reason != "" && (len(got) != 1 || got[0].Severity() != diag.SeverityWarning ||
			!strings.Contains(got[0].Detail(), reason)):
			t.Errorf("%q: %v, want a warning with %s", name, got, reason)
		}
	}
}

func TestCheckUsername_phoneNumber_isAnError(t *testing.T) {
	t.Parallel()
	got := checkUsername(t.Context(), customtypes.NewIdentifier("+12025550123"), customtypes.NewIdentifier("adalove"))
	if !got.HasError() || len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestCheckUsername_unchangedOrUnknownName_isAccepted(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"ada.lovelace", "ADA.Lovelace", "+12025550123"} {
		prior := customtypes.NewIdentifier(strings.ToLower(name))
		if got := checkUsername(t.Context(), customtypes.NewIdentifier(name), prior); len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := checkUsername(t.Context(), customtypes.UnknownIdentifier(), customtypes.Identifier{}); len(got) != 0 {
		t.Errorf("unknown: %v", got)
	}
}
