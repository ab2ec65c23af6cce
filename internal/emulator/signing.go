package emulator

import (
	"errors"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Sign returns a JWT with the claims as they are, signed with the current key of
// the instance. It is for tokens that the API would not make, such as one that
// another issuer might have.
func (e *Emulator) Sign(claims map[string]any) (string, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.sign(claims)
}

func (e *Emulator) sign(claims map[string]any) (string, error) {
	private, err := e.keys.current.key()
	if err != nil {
		return "", err
	}
	key := jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: private, KeyID: e.keys.current.id}}
	signer, err := jose.NewSigner(key, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", err
	}
	e.data.changed()
	return jwt.Signed(signer).Claims(claims).Serialize()
}

var errUnknownKey = errors.New("signed with a key that the instance does not publish")

// verifiedClaims returns the claims of a JWT that the instance has signed with a key that
// it publishes at now. It does not look at the times in it.
func (e *Emulator) verifiedClaims(token string, now int64) (map[string]any, error) {
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return nil, err
	}
	for _, published := range e.keys.published(now) {
		if published.id != parsed.Headers[0].KeyID {
			continue
		}
		private, err := published.key()
		if err != nil {
			return nil, err
		}
		var claims map[string]any
		return claims, parsed.Claims(&private.PublicKey, &claims)
	}
	return nil, errUnknownKey
}
