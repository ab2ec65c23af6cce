package clerk

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"sync"

	"github.com/go-jose/go-jose/v4"
)

// signingKeys caches the keys that verify session tokens of the instance, for the lifetime of the client (one run of
// Terraform).
type signingKeys struct {
	requesting chan struct{} // held during a request for the keys, so that only one is sent

	mu     sync.Mutex
	known  map[string]*rsa.PublicKey
	absent map[string]bool // unknown ids after a request; ids of later keys are in known
}

func newSigningKeys() *signingKeys {
	return &signingKeys{requesting: make(chan struct{}, 1), absent: map[string]bool{}}
}

// SigningKey returns the RSA key with the given id (the kid of a token), or nil if the instance does not publish it:
// GET /jwks. The keys are requested once. They are requested again for each unknown id, because the instance can get
// new keys. Only signing keys for RS256 are returned.
func (c *Client) SigningKey(ctx context.Context, id string) (*rsa.PublicKey, error) {
	if key, decided := c.keys.find(id); decided {
		return key, nil
	}
	select {
	case c.keys.requesting <- struct{}{}:
		defer func() { <-c.keys.requesting }()
	case <-ctx.Done():
		return nil, newTransportError(getJWKS, ctx.Err())
	}
	// Another call can have requested the keys during the wait.
	if key, decided := c.keys.find(id); decided {
		return key, nil
	}
	set, err := c.GetJWKS(ctx)
	if err != nil {
		return nil, err
	}
	return c.keys.replace(set, id), nil
}

// find returns a cached key. decided is false if the keys must be requested.
func (k *signingKeys) find(id string) (key *rsa.PublicKey, decided bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key = k.known[id]
	return key, key != nil || k.absent[id]
}

// replace stores the requested keys and returns the key with the id.
func (k *signingKeys) replace(set *JWKS, id string) *rsa.PublicKey {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known = map[string]*rsa.PublicKey{}
	for _, published := range set.Keys {
		if key := published.rs256(); key != nil {
			k.known[published.KeyID] = key
		}
	}
	if k.known[id] == nil {
		k.absent[id] = true
	}
	return k.known[id]
}

// rs256 returns the key if it is a signing key for RS256, and otherwise nil.
func (k JWK) rs256() *rsa.PublicKey {
	if k.KeyID == "" || k.Use != "" && k.Use != "sig" || k.Algorithm != "" && k.Algorithm != string(jose.RS256) {
		return nil
	}
	encoded, err := json.Marshal(JWK{KeyType: k.KeyType, Modulus: k.Modulus, Exponent: k.Exponent})
	if err != nil {
		return nil
	}
	var parsed jose.JSONWebKey
	if parsed.UnmarshalJSON(encoded) != nil {
		return nil
	}
	key, _ := parsed.Key.(*rsa.PublicKey)
	return key
}
