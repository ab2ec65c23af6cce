package emulator

import (
	"crypto/rsa"
	"sync"
)

// sharedKeys are the generated keys of SharedSigningKeys.
var sharedKeys struct {
	sync.Mutex
	keys []*rsa.PrivateKey
}

// SharedSigningKeys returns a value for Config.SigningKeys. All instances with such a value have the same first key,
// the same second key, and so on. A process that starts many instances, such as a test, then generates each key once.
// The tokens of two instances still differ in the id of the key.
func SharedSigningKeys() func() (*rsa.PrivateKey, error) {
	next := 0 // the lock protects it, too
	return func() (*rsa.PrivateKey, error) {
		sharedKeys.Lock()
		defer sharedKeys.Unlock()
		if next == len(sharedKeys.keys) {
			key, err := generateKey()
			if err != nil {
				return nil, err
			}
			sharedKeys.keys = append(sharedKeys.keys, key)
		}
		next++
		return sharedKeys.keys[next-1], nil
	}
}
