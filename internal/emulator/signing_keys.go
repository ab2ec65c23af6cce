package emulator

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// signingKeyBits is the size of the keys that the instance signs with.
const signingKeyBits = 2048

// retiredKeyLife is how long a key that was kept in a rotation is published.
const retiredKeyLife = time.Hour

// signingKey is a key that the instance signs, or has signed, with. It is made
// when it is first needed, because that takes a while.
type signingKey struct {
	id string
	// publishedUntil, in milliseconds, is when a retired key ceases to be
	// published. The current key has 0.
	publishedUntil int64

	once    sync.Once
	made    atomic.Bool
	private *rsa.PrivateKey
	err     error
}

func (k *signingKey) key() (*rsa.PrivateKey, error) {
	k.once.Do(func() {
		if k.private == nil {
			k.private, k.err = rsa.GenerateKey(rand.Reader, signingKeyBits)
		}
		k.made.Store(k.err == nil)
	})
	return k.private, k.err
}

// keyRing holds the keys of the instance. The caller holds the lock.
type keyRing struct {
	// first is the key that the instance began with.
	first   *signingKey
	current *signingKey
	retired []*signingKey
}

func newKeyRing(id string) *keyRing {
	key := &signingKey{id: id}
	return &keyRing{first: key, current: key}
}

// published returns the keys whose public half is published at now, the current
// one first.
func (r *keyRing) published(now int64) []*signingKey {
	keys := []*signingKey{r.current}
	for _, key := range slices.Backward(r.retired) {
		if now < key.publishedUntil {
			keys = append(keys, key)
		}
	}
	return keys
}

// rotate makes another key the current one. The old one stays published until
// the time given, 0 for not at all.
func (r *keyRing) rotate(id string, oldUntil int64) error {
	next := &signingKey{id: id}
	if _, err := next.key(); err != nil {
		return err
	}
	if oldUntil > 0 {
		if _, err := r.current.key(); err != nil {
			return err
		}
		r.retired = append(r.retired, r.current.until(oldUntil))
	} else {
		r.retired = nil
	}
	r.current = next
	return nil
}

// until returns the key as a retired one.
func (k *signingKey) until(end int64) *signingKey {
	return &signingKey{id: k.id, private: k.private, publishedUntil: end}
}

func (r *keyRing) reset() { r.current, r.retired = r.first, nil }

// RotateKeys gives the instance another key to sign with, and returns its id,
// the kid of what it signs. With keepOld the keys before it stay published for an
// hour of the emulator's time; otherwise they are gone at once, and what they
// signed is no longer valid.
func (e *Emulator) RotateKeys(keepOld bool) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.data.changed()
	now := e.Now()
	var until int64
	if keepOld {
		until = now.Add(retiredKeyLife).UnixMilli()
	}
	if err := e.keys.rotate(newID(instancePrefix, now), until); err != nil {
		return "", err
	}
	return e.keys.current.id, nil
}

// keptKey is a key in a data file.
type keptKey struct {
	ID string `json:"id"`
	// Private is the key in PKCS #8.
	Private        []byte `json:"private"`
	PublishedUntil int64  `json:"published_until,omitempty"`
}

// kept returns the keys that were made; no one has seen another.
func (r *keyRing) kept() []keptKey {
	var kept []keptKey
	for _, key := range append(slices.Clone(r.retired), r.current) {
		if !key.made.Load() && key == r.current {
			continue
		}
		encoded, err := x509.MarshalPKCS8PrivateKey(key.private)
		if err != nil {
			continue
		}
		kept = append(kept, keptKey{ID: key.id, Private: encoded, PublishedUntil: key.publishedUntil})
	}
	return kept
}

// load takes the keys of a data file. Without any, those that are there stay.
func (r *keyRing) load(kept []keptKey) error {
	for _, k := range kept {
		parsed, err := x509.ParsePKCS8PrivateKey(k.Private)
		if err != nil {
			return fmt.Errorf("key %s: %w", k.ID, err)
		}
		private, isRSA := parsed.(*rsa.PrivateKey)
		if !isRSA {
			return fmt.Errorf("key %s is no RSA key", k.ID)
		}
		key := &signingKey{id: k.ID, private: private, publishedUntil: k.PublishedUntil}
		key.made.Store(true)
		if k.PublishedUntil == 0 {
			r.first, r.current = key, key
			continue
		}
		r.retired = append(r.retired, key)
	}
	return nil
}
