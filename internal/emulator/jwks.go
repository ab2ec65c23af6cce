package emulator

import (
	"encoding/base64"
	"math/big"
)

// jwk is a public key in the format of the API.
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

// getJWKS handles GET /jwks.
func (c *call) getJWKS() (any, error) {
	encode := base64.RawURLEncoding.EncodeToString
	var set jwks
	for _, published := range c.keys.published(c.now) {
		key, err := published.key()
		if err != nil {
			return nil, err
		}
		set.Keys = append(set.Keys, jwk{
			Use: "sig",
			Kty: "RSA",
			Kid: published.id,
			Alg: "RS256",
			N:   encode(key.N.Bytes()),
			E:   encode(big.NewInt(int64(key.E)).Bytes()),
		})
	}
	// This request can have created the key.
	c.data.changed()
	return set, nil
}
