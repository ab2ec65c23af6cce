package validators

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

var (
	// addressWildcard is an email address with a wildcard as its local part: *@example.com, or *@*.example.com for
	// subdomains.
	addressWildcard = regexp.MustCompile(`^\*@(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	bareDomain      = regexp.MustCompile(`^@?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	walletAddress   = regexp.MustCompile(`^[0-9A-Za-z]{20,}$`)
)

// ListIdentifier accepts what the allow-list and the block-list can have: an email address, a wildcard for a domain, a
// phone number or a wallet.
func ListIdentifier() validator.String {
	return stringCheck{
		"must be an email address, a wildcard such as *@example.com, a phone number or a web3 wallet address",
		"Not an identifier for the list", checkListIdentifier, false,
	}
}

func checkListIdentifier(value string) error {
	switch {
	case addressWildcard.MatchString(value), e164.MatchString(value), walletAddress.MatchString(value),
		checkEmailAddress(value) == nil:
		return nil
	case bareDomain.MatchString(value):
		return fmt.Errorf("is a domain; write %q for all email addresses of the domain", "*@"+strings.TrimPrefix(value, "@"))
	}
	return errors.New(
		"is no email address, no wildcard such as \"*@example.com\", no phone number in E.164 form such as " +
			"\"+12025550123\", and no web3 wallet address",
	)
}
