package emulator

import (
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

var (
	phoneShape  = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)
	walletShape = regexp.MustCompile(`^(0[xX][0-9a-fA-F]{40}|[1-9A-HJ-NP-Za-km-z]{32,44})$`)
	localeShape = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	digitsShape = regexp.MustCompile(`^\d+$`)
)

// validEmail accepts an RFC 5322 address without a name. Its domain must contain a dot.
func validEmail(address string) bool {
	address = strings.TrimSpace(address)
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address {
		return false
	}
	_, domain, _ := strings.Cut(address, "@")
	return strings.Contains(strings.Trim(domain, "."), ".")
}

func validPhone(number string) bool { return phoneShape.MatchString(number) }

func validWallet(address string) bool { return walletShape.MatchString(address) }

func validLocale(tag string) bool {
	if !localeShape.MatchString(tag) {
		return false
	}
	_, err := language.Parse(tag)
	return err == nil
}

func validTOTPSecret(secret string) bool {
	decoded, err := decodeTOTPSecret(secret)
	return err == nil && len(decoded) > 0
}

// usernameProblem returns the problem of an invalid username.
func (b *Behaviour) usernameProblem(name string) (problem, bool) {
	const param = "username"
	least, most := b.usernameLength()
	switch length := utf8.RuneCountInString(name); {
	case validPhone(name):
		return about(param, "form_username_cannot_be_phone_number", "is invalid",
			"%s cannot be a phone number. Please choose a different username.", param), true
	case length < least || length > most:
		return about(param, "form_username_invalid_length", "is invalid",
			"%s must be from %d to %d characters long.", param, least, most), true
	case strings.ContainsFunc(name, b.invalidInUsername):
		return about(param, "form_username_invalid_character", "is invalid",
			"%s contains a character that is not allowed.", param), true
	case digitsShape.MatchString(name):
		return about(param, "form_username_needs_non_number_char", "is invalid",
			"%s must have a character that is not a number.", param), true
	}
	return problem{}, false
}

func (b *Behaviour) invalidInUsername(r rune) bool {
	if strings.ContainsRune(b.UsernameCharacters, r) {
		return false
	}
	if unicode.IsLetter(r) {
		return !unicode.Is(unicode.Latin, r)
	}
	return !unicode.IsPrint(r) || unicode.IsSpace(r) || strings.ContainsRune("^$!.`#+~", r)
}

// timeParam decodes a time in milliseconds. It must not be in the future.
func timeParam(name, value string, now int64) (int64, []problem) {
	at, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return 0, []problem{about(name, "form_param_invalid_time", "invalid format",
			"%s must contain a datetime specified in RFC3339 format (e.g. `2022-10-20T10:00:27.645Z`).", name)}
	}
	if at.UnixMilli() > now {
		return 0, []problem{
			about(name, "form_disallow_future_date", "is in the future", "%s must not be in the future.", name),
		}
	}
	return at.UnixMilli(), nil
}

func formatProblem(param, must string) problem {
	return about(param, "form_param_format_invalid", "is invalid", "%s must be %s.", param, must)
}
