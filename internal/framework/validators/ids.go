package validators

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// UserIDPrefix is the beginning of each user id.
const UserIDPrefix = "user_"

var (
	anyID = regexp.MustCompile(`^[0-9A-Za-z_-]+$`)
	// mockedID is an id that terraform test generates for an object of a mock_provider. A validator cannot know whether
	// the provider is mocked, so it accepts a wrong id of this form in every configuration: the API does not find it.
	mockedID = regexp.MustCompile(`^[0-9a-z]{8}$`)
)

// IsID reports whether a value is an id that begins with a prefix, such as "user_".
func IsID(value, prefix string) bool {
	rest, ok := strings.CutPrefix(value, prefix)
	return ok && anyID.MatchString(rest)
}

// IDOf accepts the id of an object, such as "user". The id begins with one of the prefixes, or is one of a
// mock_provider (mockedID); without prefixes, every id is accepted.
func IDOf(object string, prefixes ...string) validator.String {
	subject := "the id of a " + object
	if strings.ContainsAny(object[:1], "aeio") {
		subject = "the id of an " + object
	}
	check := func(value string) error {
		if !anyID.MatchString(value) {
			return fmt.Errorf("is not %s: an id is one word of letters, digits, - and _", subject)
		}
		for _, prefix := range prefixes {
			if rest, ok := strings.CutPrefix(value, prefix); ok && rest != "" {
				return nil
			}
		}
		if len(prefixes) == 0 || mockedID.MatchString(value) {
			return nil
		}
		return fmt.Errorf("is not %s, which begins with %s", subject, strings.Join(prefixes, " or "))
	}
	return stringCheck{"must be " + subject, "Not " + subject, check, false}
}
