// Package keys reads the secret key and the publishable key of a Clerk instance: the prefix, the kind of instance, and
// the Frontend API that a publishable key encodes. Errors contain no part of a key except its prefix.
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

// The prefixes of the keys of each kind of instance.
const (
	SecretDevelopment      = "sk_test_"
	SecretProduction       = "sk_live_"
	PublishableDevelopment = "pk_test_"
	PublishableProduction  = "pk_live_"
)

// Environments lists the kinds of instance.
func Environments() []string { return []string{Development, Production} }

// Environment returns the kind of instance, Development or Production, that a secret key or a publishable key belongs
// to.
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

// FrontendAPIURL returns the URL of an instance's Frontend API, such as "https://clerk.example.com", which its
// publishable key encodes. It is also the issuer (the claim iss) of the instance's session tokens.
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
		return "", fmt.Errorf("the text after %q is not base64, so the key is cut short or mistyped", prefix)
	}
	host, closed := strings.CutSuffix(decoded, "$")
	if !closed {
		return "", errors.New("the encoded text does not end in a dollar sign, so the key is cut short or mistyped")
	}
	if !hostName.MatchString(host) {
		return "", errors.New("the key encodes a text that is not a host name, so the key is mistyped")
	}
	return "https://" + host, nil
}

// hostName is a domain name with at least one dot.
var hostName = regexp.MustCompile(
	`^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`,
)

// decode decodes base64 with or without padding, because some keys have none.
func decode(text string) (string, error) {
	encoding := base64.StdEncoding
	if !strings.HasSuffix(text, "=") {
		encoding = base64.RawStdEncoding
	}
	decoded, err := encoding.Strict().DecodeString(text)
	return string(decoded), err
}

// prefixOf returns the prefix of a key, or "" for a text without the prefix of a key.
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
		return errors.New("the key contains a space or a line break; trimspace() removes them from both ends")
	case strings.ContainsFunc(key, func(r rune) bool { return r < '!' || r > '~' }):
		return errors.New("the key contains a character that is not allowed in a key")
	}
	return nil
}
