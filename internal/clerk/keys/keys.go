// Package keys knows the keys of a Clerk instance: what they begin with, to
// which kind of instance they belong, and what a publishable key says. No error
// repeats any of a key.
package keys

import (
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// The two kinds of Clerk instance.
const (
	Development = "development"
	Production  = "production"
)

// What the keys of each kind of instance begin with.
const (
	SecretDevelopment      = "sk_test_"
	SecretProduction       = "sk_live_"
	PublishableDevelopment = "pk_test_"
	PublishableProduction  = "pk_live_"
)

// Environments lists the kinds of instance.
func Environments() []string { return []string{Development, Production} }

// Environment returns the kind of instance, Development or Production, that a
// secret key or a publishable key belongs to.
func Environment(key string) (string, error) {
	if err := checkText(key); err != nil {
		return "", err
	}
	prefix := prefixOf(key)
	switch prefix {
	case "":
		return "", fmt.Errorf(
			"the key begins with none of %q, %q, %q and %q",
			SecretDevelopment,
			SecretProduction,
			PublishableDevelopment,
			PublishableProduction,
		)
	case key:
		return "", fmt.Errorf("the key ends after %q", prefix)
	default:
		return PrefixEnvironment(key), nil
	}
}

// PrefixEnvironment returns the kind of instance for the prefix of a key, "" for
// other text. The rest of the key can be invalid.
func PrefixEnvironment(key string) string {
	switch prefixOf(key) {
	case "":
		return ""
	case SecretDevelopment, PublishableDevelopment:
		return Development
	default:
		return Production
	}
}

// FrontendAPIURL returns the address of an instance's Frontend API, such as
// "https://clerk.example.com", which its publishable key encodes. The same text
// is the issuer of the instance's session tokens, their claim iss.
func FrontendAPIURL(publishableKey string) (string, error) {
	if err := checkText(publishableKey); err != nil {
		return "", err
	}
	prefix := prefixOf(publishableKey)
	switch prefix {
	case PublishableDevelopment, PublishableProduction:
	case SecretDevelopment, SecretProduction:
		return "", fmt.Errorf(
			"the key begins with %q, so it is a secret key: the publishable key begins with %q or %q",
			prefix,
			PublishableDevelopment,
			PublishableProduction,
		)
	default:
		return "", fmt.Errorf("the key begins with neither %q nor %q", PublishableDevelopment, PublishableProduction)
	}
	encoded := strings.TrimPrefix(publishableKey, prefix)
	if encoded == "" {
		return "", fmt.Errorf("the key ends after %q", prefix)
	}
	decoded, err := decode(encoded)
	if err != nil {
		return "", fmt.Errorf("what follows %q is not base64, so the key is cut short or mistyped", prefix)
	}
	host, closed := strings.CutSuffix(decoded, "$")
	if !closed {
		return "", errors.New("what the key encodes does not end in a dollar sign, so the key is cut short or mistyped")
	}
	if !hostName.MatchString(host) {
		return "", errors.New("what the key encodes is not a host name, so the key is mistyped")
	}
	return "https://" + host, nil
}

// hostName is a domain name with at least one dot.
var hostName = regexp.MustCompile(
	`^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`,
)

// decode reads base64 with and without the padding, which some keys lack.
func decode(text string) (string, error) {
	encoding := base64.StdEncoding
	if !strings.HasSuffix(text, "=") {
		encoding = base64.RawStdEncoding
	}
	decoded, err := encoding.Strict().DecodeString(text)
	return string(decoded), err
}

// prefixOf returns what a key begins with, "" for anything else than a key.
func prefixOf(key string) string {
	for _, prefix := range []string{SecretDevelopment, SecretProduction, PublishableDevelopment, PublishableProduction} {
		if strings.HasPrefix(key, prefix) {
			return prefix
		}
	}
	return ""
}

func checkText(key string) error {
	switch {
	case key == "":
		return errors.New("the key is empty")
	case strings.ContainsAny(key, " \t\r\n"):
		return errors.New("the key holds a space or a line break, which no key has: trimspace() removes them from both ends")
	case strings.ContainsFunc(key, func(r rune) bool { return r < '!' || r > '~' }):
		return errors.New("the key holds a character that no key has")
	}
	return nil
}
