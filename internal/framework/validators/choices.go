package validators

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// OneOf accepts some texts only.
func OneOf(allowed ...string) validator.String {
	quoted := make([]string, len(allowed))
	for i, value := range allowed {
		quoted[i] = strconv.Quote(value)
	}
	list := strings.Join(quoted, ", ")
	check := func(value string) error {
		if !slices.Contains(allowed, value) {
			return fmt.Errorf("is not one of %s", list)
		}
		return nil
	}
	return stringCheck{"must be one of " + list, "Not an allowed value", check, false}
}

// Matching accepts texts that match a pattern. The subject completes "must be", such as "a SHA-256 hash".
func Matching(pattern *regexp.Regexp, subject string) validator.String {
	check := func(value string) error {
		if !pattern.MatchString(value) {
			return fmt.Errorf("is not %s", subject)
		}
		return nil
	}
	name, _, _ := strings.Cut(subject, ":")
	return stringCheck{"must be " + subject, "Not " + name, check, false}
}
