package clerk

import (
	"context"
	"net/http"
)

var getJWKS = repeatable(http.MethodGet, "/jwks")

// JWKS is the set of public keys that verify session tokens of the instance.
type JWKS struct {
	Keys []JWK `json:"keys"`
}

func (s *JWKS) identity() string {
	if s.Keys == nil {
		return ""
	}
	return "keys"
}

// JWK is a public key (RFC 7517). The specification also declares the private parts of a key. This type has no fields
// for them, so the client never reads them.
type JWK struct {
	KeyType   string `json:"kty"` // RSA, EC, OKP, or oct for a symmetric key
	KeyID     string `json:"kid,omitempty"`
	Use       string `json:"use,omitempty"`
	Algorithm string `json:"alg,omitempty"`

	Modulus  string `json:"n,omitempty"` // RSA
	Exponent string `json:"e,omitempty"` // RSA

	Curve string `json:"crv,omitempty"` // EC and OKP
	X     string `json:"x,omitempty"`   // EC and OKP
	Y     string `json:"y,omitempty"`   // EC

	X509Chain            []string `json:"x5c,omitempty"`
	X509URL              string   `json:"x5u,omitempty"`
	X509ThumbprintSHA1   string   `json:"x5t,omitempty"`
	X509ThumbprintSHA256 string   `json:"x5t#S256,omitempty"`
}

// GetJWKS retrieves the keys of the instance: GET /jwks. Clerk sets no rate limit for it.
func (c *Client) GetJWKS(ctx context.Context) (*JWKS, error) {
	return sendForObject[JWKS](ctx, c, getJWKS, request{})
}
