package clerk

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"sync"

	"github.com/go-jose/go-jose/v4"
)

// signingKeys are the keys by which tokens of the instance's sessions are verified. They are kept for as long as the
// client lives, which is one run of Terraform.
type signingKeys struct {
	turn chan struct{} // held by whoever asks Clerk, so that nobody asks at the same time

	mu     sync.Mutex
	known  map[string]*rsa.PublicKey
	absent map[string]bool // ids that a fresh set did not have; one that a later set has is known
}

func newSigningKeys() *signingKeys {
	return &signingKeys{turn: make(chan struct{}, 1), absent: map[string]bool{}}
}

// SigningKey returns the RSA key with the id, the kid of the tokens that it signs; nil when the instance publishes none:
// GET /jwks. The keys are asked for once, and once more for each id that is not among them, because the instance may
// have got another key meanwhile. Keys that are not for signatures with RS256 are none.
func (c *Client) SigningKey(ctx context.Context, id string) (*rsa.PublicKey, error) {
	if key, decided := c.keys.find(id); decided {
		return key, nil
	}
	select {
	case c.keys.turn <- struct{}{}:
		defer func() { <-c.keys.turn }()
	case <-ctx.Done():
		return nil, newTransportError(getJWKS, ctx.Err())
	}
	// Somebody may have asked while this call waited.
	if key, decided := c.keys.find(id); decided {
		return key, nil
	}
	set, err := c.GetJWKS(ctx)
	if err != nil {
		return nil, err
	}
	return c.keys.replace(set, id), nil
}

// find returns a key without asking, and whether it is decided which key has the id.
func (k *signingKeys) find(id string) (key *rsa.PublicKey, decided bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key = k.known[id]
	return key, key != nil || k.absent[id]
}

// replace takes a fresh set and returns the key with the id.
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

// rs256 returns the key when it is for signatures with RS256, else nil.
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
