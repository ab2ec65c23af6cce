package validators

import (
	"strings"
	"testing"
)

func TestListIdentifier_acceptsWildcardsAndRefusesDomains(t *testing.T) {
	for _, accepted := range []string{
		"ada@example.com", "ADA@Example.com", "john*@example.com", "*@example.com", "*@*.Example.co.uk", "+12025550123",
		"0x1234567890abcdef1234567890abcdef12345678", "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
	} {
		if err := checkListIdentifier(accepted); err != nil {
			t.Errorf("%q is refused: %v", accepted, err)
		}
	}
	for refused, advice := range map[string]string{
		"clerk.dev": `"*@clerk.dev"`, "@clerk.dev": `"*@clerk.dev"`, "*.clerk.dev": `"*@*.clerk.dev"`,
		"": "E.164", "*@": "E.164", "*": "E.164", "ada": "E.164", "12025550123": "E.164",
	} {
		if err := checkListIdentifier(refused); err == nil || !strings.Contains(err.Error(), advice) {
			t.Errorf("%q: got %v, want %s", refused, err, advice)
		}
	}
}
