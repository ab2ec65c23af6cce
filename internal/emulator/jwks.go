package emulator

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"sync"
)

// signingKeyBits is the size of the key that the instance signs sessions with.
const signingKeyBits = 2048

// jwk is a public key as the API writes it.
type jwk struct {
	Use string `json:"use"`
	Kty string `json:"kty"`
	Kid string `json:"kid"`
	Alg string `json:"alg"`
	N   string `json:"n"`
	E   string `json:"e"`
}

type jwks struct {
	Keys []jwk `json:"keys"`
}

// newSigningKey returns a function that makes the key when it is first needed,
// because that takes a while.
func newSigningKey() func() (*rsa.PrivateKey, error) {
	return sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, signingKeyBits) })
}

// getJWKS is GET /jwks.
func (c *call) getJWKS() (any, error) {
	key, err := c.signingKey()
	if err != nil {
		return nil, err
	}
	encode := base64.RawURLEncoding.EncodeToString
	return jwks{Keys: []jwk{{
		Use: "sig",
		Kty: "RSA",
		Kid: c.instance,
		Alg: "RS256",
		N:   encode(key.N.Bytes()),
		E:   encode(big.NewInt(int64(key.E)).Bytes()),
	}}}, nil
}
