package clerk

import (
	"errors"
	"strings"
)

// shortestSecret is the length in bytes from which a secret is looked for in a message. A shorter one would be found in
// ordinary words, and what was put in its place would give it away.
const shortestSecret = 8

// withhold takes what a request sent as a secret out of the reasons of a refusal, because some of Clerk's messages
// repeat what they refuse.
func withhold(err error, secrets []string) error {
	var refusal *Error
	if !errors.As(err, &refusal) {
		return err
	}
	for _, secret := range secrets {
		if len(secret) < shortestSecret {
			continue
		}
		for i := range refusal.Items {
			refusal.Items[i].withhold(secret)
		}
	}
	return err
}

func (i *ErrorItem) withhold(secret string) {
	texts := []*string{&i.Message, &i.LongMessage}
	for _, list := range [][]string{i.EmailAddresses, i.Identifiers} {
		for n := range list {
			texts = append(texts, &list[n])
		}
	}
	for _, text := range texts {
		*text = strings.ReplaceAll(*text, secret, "[secret]")
	}
}
