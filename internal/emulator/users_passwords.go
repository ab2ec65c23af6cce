package emulator

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a password. bcrypt uses only 72 bytes.
const (
	minPasswordCharacters = 8
	maxPasswordBytes      = 72
)

// breachedPasswords are a sample of the breached passwords that Clerk refuses.
var breachedPasswords = []string{
	"password", "password1", "password123", "12345678", "123456789", "1234567890", "qwerty123", "qwertyuiop", "iloveyou",
	"11111111", "letmein123", "admin123", "welcome123", "abcd1234",
}

// passwordParams are the parameters for the credentials of a user.
type passwordParams struct {
	Password           param[string]   `param:"password,nullable"`
	PasswordDigest     param[string]   `param:"password_digest,nullable"`
	PasswordHasher     param[string]   `param:"password_hasher"`
	SkipPasswordChecks param[bool]     `param:"skip_password_checks,nullable"`
	TOTPSecret         param[string]   `param:"totp_secret,nullable"`
	BackupCodes        param[[]string] `param:"backup_codes"`
}

// check returns the problems of the credentials, for a user with the given identifiers.
func (p *passwordParams) check(behaviour *Behaviour, identifiers []string) []problem {
	var problems []problem
	if p.Password.hasValue() {
		problems = append(problems, p.checkPassword(behaviour, identifiers)...)
	}
	problems = append(problems, p.checkDigest()...)
	if p.TOTPSecret.hasValue() && !validTOTPSecret(p.TOTPSecret.Value) {
		problems = append(problems, about("totp_secret", "invalid_totp_secret_code", "is invalid",
			"totp_secret must be a secret in base 32."))
	}
	if slices.Contains(p.BackupCodes.Value, "") {
		problems = append(
			problems,
			about("backup_codes", "form_param_value_invalid", "is invalid", "backup_codes contains an empty code."),
		)
	}
	return problems
}

func (p *passwordParams) checkPassword(behaviour *Behaviour, identifiers []string) []problem {
	const param = "password"
	password := p.Password.Value
	if len(password) > maxPasswordBytes {
		if utf8.RuneCountInString(password) > maxPasswordBytes {
			text := "Passwords must be less than 72 characters."
			return []problem{about(param, "form_password_length_too_long", text, "%s", text)}
		}
		text := "Your password is too long. Please use a shorter one."
		return []problem{about(param, "form_password_size_in_bytes_exceeded", text, "%s", text)}
	}
	if p.SkipPasswordChecks.Value && password != "" {
		return nil
	}
	switch same := func(value string) bool { return strings.EqualFold(value, password) }; {
	case utf8.RuneCountInString(password) < minPasswordCharacters:
		text := "Passwords must be 8 characters or more."
		return []problem{about(param, "form_password_length_too_short", text, "%s", text)}
	case slices.ContainsFunc(slices.Concat(breachedPasswords, behaviour.BreachedPasswords), same):
		text := "Password has been found in an online data breach. Please use a different password."
		return []problem{about(param, "form_password_pwned", text, "%s", text)}
	case slices.ContainsFunc(identifiers, same):
		text := "Password cannot match your email address, phone number or username."
		return []problem{about(param, "form_password_matches_identifier", text, "%s", text)}
	}
	return nil
}

func (p *passwordParams) checkDigest() []problem {
	digest, hasher := p.PasswordDigest, p.PasswordHasher
	switch {
	case !digest.hasValue() && !hasher.hasValue():
		return nil
	case !hasher.hasValue():
		return []problem{needs("password_hasher", "password_digest")}
	case !digest.hasValue():
		return []problem{needs("password_digest", "password_hasher")}
	case p.Password.hasValue():
		return []problem{excludes("password_digest", "password")}
	}
	if !knownHasher(hasher.Value) {
		return []problem{about("password_hasher", "form_param_value_invalid", "is invalid",
			"%s does not match one of the allowed values for parameter password_hasher", hasher.Value)}
	}
	if _, ok := decodeDigest(hasher.Value, digest.Value); !ok {
		return []problem{about("password_digest", "form_password_digest_invalid_code", "is invalid",
			"The password digest does not have the form of a digest of %s.", hasher.Value)}
	}
	return nil
}

// apply sets the credentials of the user. Omitted and null parameters change nothing.
func (p *passwordParams) apply(a *account, now int64) {
	if p.Password.hasValue() || p.PasswordDigest.hasValue() {
		a.Credentials.setPassword(p.Password.Value, p.PasswordDigest.Value, p.PasswordHasher.Value)
		a.PasswordEnabled, a.PasswordLastUpdatedAt = true, &now
	}
	if p.TOTPSecret.hasValue() {
		a.TOTPEnabled, a.Credentials.TOTPSecret = true, p.TOTPSecret.Value
	}
	if p.BackupCodes.hasValue() {
		a.BackupCodeEnabled, a.Credentials.BackupCodes = len(p.BackupCodes.Value) > 0, p.BackupCodes.Value
	}
	a.settleSecondFactors(now)
}
