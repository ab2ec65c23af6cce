// Package validators has validators that several resources share. Each reports
// during plan, on the attribute, a value that Clerk would refuse during apply.
package validators

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/language"
)

// EmailAddress accepts an address without a display name. It also accepts addresses that RFC 5322 does not allow but
// mail providers have given, such as one with two dots in a row: users can have them.
func EmailAddress() Value {
	return stringCheck{"must be an email address", "Not an email address", checkEmailAddress, false}
}

// PhoneNumber accepts an E.164 number: a plus sign and up to 15 digits.
func PhoneNumber() Value {
	return stringCheck{"must be a phone number in E.164 form", "Not an E.164 phone number", checkPhoneNumber, false}
}

// Web3Wallet accepts a wallet address: one word.
func Web3Wallet() Value {
	return stringCheck{"must be a web3 wallet address", "Not a web3 wallet address", checkWord, false}
}

// Locale accepts a BCP 47 language tag, or an empty string to clear it.
func Locale() validator.String {
	return stringCheck{"must be a BCP 47 language tag", "Not a BCP 47 locale", checkLocale, false}
}

// TOTPSecret accepts a base32 secret. Its message never repeats the value.
func TOTPSecret() validator.String {
	return stringCheck{"must be a base32 secret", "Not a base32 secret", checkTOTPSecret, true}
}

// NotPadded refuses leading and trailing white space, which Clerk would remove.
func NotPadded() validator.String {
	return stringCheck{"must not begin or end with white space", "White space at an end", checkNotPadded, false}
}

// NotEmpty refuses an empty string.
func NotEmpty() validator.String {
	return stringCheck{"must not be empty", "Empty value", checkNotEmpty, false}
}

// Name accepts a name of at most a number of characters, without spaces around it.
func Name(most int) validator.String { return named(most, "Not a name") }

// RoleKey accepts the key of a role. Clerk has several forms of keys, and reports an unknown one.
func RoleKey() validator.String { return named(256, "Not the key of a role") }

func named(most int, summary string) validator.String {
	check := func(value string) error {
		switch length := utf8.RuneCountInString(value); {
		case strings.TrimSpace(value) == "":
			return errors.New("is empty")
		case length > most:
			return fmt.Errorf("has %d characters, and at most %d are allowed", length, most)
		default:
			return checkNotPadded(value)
		}
	}
	return stringCheck{fmt.Sprintf("must have 1 to %d characters", most), summary, check, false}
}

// OAuthProvider accepts the id of an OAuth provider, such as "oauth_google", also without "oauth_".
func OAuthProvider() validator.String {
	return stringCheck{"must be an OAuth provider", "Not an OAuth provider", checkOAuthProvider, false}
}

// AbsoluteURL accepts a URL with a scheme and a host.
func AbsoluteURL() validator.String {
	return stringCheck{"must be an absolute URL", "Not an absolute URL", checkAbsoluteURL, false}
}

// UserID accepts the id of a user.
func UserID() validator.String {
	return stringCheck{"must be the id of a user", "Not the id of a user", checkUserID, false}
}

// Value is a validator that can also check a value without a configuration.
type Value interface {
	validator.String
	Accepts(value string) bool
}

// stringCheck adapts a check function to the framework.
type stringCheck struct {
	description string
	summary     string
	check       func(string) error
	secret      bool
}

// Check validates a planned text with a validator that the schema does not have.
func Check(ctx context.Context, v validator.String, at path.Path, text types.String) diag.Diagnostics {
	var resp validator.StringResponse
	v.ValidateString(ctx, validator.StringRequest{Path: at, ConfigValue: text}, &resp)
	return resp.Diagnostics
}

// Accepts reports whether a known value passes the check.
func (c stringCheck) Accepts(value string) bool { return c.check(value) == nil }

func (c stringCheck) Description(context.Context) string         { return c.description }
func (c stringCheck) MarkdownDescription(context.Context) string { return c.description }

func (c stringCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	err := c.check(req.ConfigValue.ValueString())
	if err == nil {
		return
	}
	subject := "The value"
	if !c.secret {
		subject = fmt.Sprintf("%q", req.ConfigValue.ValueString())
	}
	resp.Diagnostics.AddAttributeError(req.Path, c.summary, fmt.Sprintf("%s %s.", subject, err))
}

// dottedAddress is an address with dots at any place before the @.
var dottedAddress = regexp.MustCompile("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$")

func checkAbsoluteURL(value string) error {
	if target, err := url.Parse(value); err != nil || !target.IsAbs() || target.Host == "" {
		return errors.New("is not a URL such as \"https://example.com/welcome\"")
	}
	return nil
}

func checkEmailAddress(value string) error {
	address, err := mail.ParseAddress(value)
	if err != nil && dottedAddress.MatchString(value) {
		return nil
	}
	if err != nil {
		return errors.New("is not an email address such as \"ada@example.com\"")
	}
	switch {
	case address.Name != "" || strings.Contains(value, "<"):
		return fmt.Errorf("has more than an address; write %q", address.Address)
	case !strings.EqualFold(address.Address, value):
		return errors.New("is not a plain email address such as \"ada@example.com\"")
	}
	return nil
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

func checkPhoneNumber(value string) error {
	if !e164.MatchString(value) {
		return errors.New(
			"is not in E.164 form: a plus sign, the country code and the number, digits only, such as \"+12025550123\"",
		)
	}
	return nil
}

func checkWord(value string) error {
	if value == "" || strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' }) {
		return errors.New("is not an address: it must be one word, such as \"0x\" and 40 hexadecimal digits")
	}
	return nil
}

func checkLocale(value string) error {
	if value == "" {
		return nil
	}
	if _, err := language.Parse(value); err != nil || strings.Contains(value, "_") {
		return errors.New("is not a BCP 47 language tag such as \"en-US\" or \"de\"")
	}
	return nil
}

func checkTOTPSecret(value string) error {
	secret := strings.TrimRight(strings.ToUpper(value), "=")
	if secret == "" {
		return errors.New("is empty; a TOTP secret is base32 (letters A to Z and digits 2 to 7)")
	}
	if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret); err != nil {
		return errors.New("is not base32 (letters A to Z and digits 2 to 7, without spaces)")
	}
	return nil
}

func checkNotPadded(value string) error {
	if value != strings.TrimSpace(value) {
		return fmt.Errorf("begins or ends with white space; write %q", strings.TrimSpace(value))
	}
	return nil
}

func checkNotEmpty(value string) error {
	if value == "" {
		return errors.New("is empty: set a value, or omit the attribute if it is optional")
	}
	return nil
}

var oauthProvider = regexp.MustCompile(`^[a-z0-9_-]+$`)

func checkOAuthProvider(value string) error {
	if !oauthProvider.MatchString(strings.TrimPrefix(value, "oauth_")) {
		return errors.New("is not an OAuth provider in lower case, such as \"oauth_google\" or \"google\"")
	}
	return nil
}

func checkUserID(value string) error {
	if !IsID(value, UserIDPrefix) && !mockedID.MatchString(value) {
		return errors.New("is not the id of a user, such as \"user_2abcDEF…\"")
	}
	return nil
}
