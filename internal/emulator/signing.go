package emulator

import (
	"errors"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Sign returns a JWT with exactly these claims, signed with the current key of the instance. Tests use it for tokens
// that the API would not create, such as one with another issuer.
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

// verifiedClaims returns the claims of a JWT that is signed with a key published at the time now. It does not check the
// times in the token.
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
