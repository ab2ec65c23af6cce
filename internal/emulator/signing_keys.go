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

// signingKeyBits is the size of the signing keys.
const signingKeyBits = 2048

// retiredKeyLife is the time for which a replaced key stays published.
const retiredKeyLife = time.Hour

func generateKey() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, signingKeyBits) }

// signingKey is a current or former key of the instance. It is generated when it is first used, because this takes a
// while.
type signingKey struct {
	id string
	// publishedUntil is the time in milliseconds until which a replaced key is published. It is 0 for the current key.
	publishedUntil int64

	make    func() (*rsa.PrivateKey, error)
	once    sync.Once
	made    atomic.Bool
	private *rsa.PrivateKey
	err     error
}

func (k *signingKey) key() (*rsa.PrivateKey, error) {
	k.once.Do(func() {
		if k.private == nil {
			k.private, k.err = k.make()
		}
		k.made.Store(k.err == nil)
	})
	return k.private, k.err
}

// keyRing has the keys of the instance. The caller must hold the lock.
type keyRing struct {
	makeKey func() (*rsa.PrivateKey, error)
	// first is the first key of the instance.
	first   *signingKey
	current *signingKey
	retired []*signingKey
}

func newKeyRing(id string, makeKey func() (*rsa.PrivateKey, error)) *keyRing {
	key := &signingKey{id: id, make: makeKey}
	return &keyRing{makeKey: makeKey, first: key, current: key}
}

// published returns the published keys at the time now, the current one first.
func (r *keyRing) published(now int64) []*signingKey {
	keys := []*signingKey{r.current}
	for _, key := range slices.Backward(r.retired) {
		if now < key.publishedUntil {
			keys = append(keys, key)
		}
	}
	return keys
}

// rotate replaces the current key. The old key stays published until the given time; 0 means that it is removed.
func (r *keyRing) rotate(id string, oldUntil int64) error {
	next := &signingKey{id: id, make: r.makeKey}
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

// until returns the key as a replaced key.
func (k *signingKey) until(end int64) *signingKey {
	return &signingKey{id: k.id, private: k.private, publishedUntil: end}
}

func (r *keyRing) reset() { r.current, r.retired = r.first, nil }

// RotateKeys replaces the signing key of the instance, and returns the id of the new key (the kid of its tokens). With
// keepOld, the earlier keys stay published for an hour of the emulator's time. Otherwise they are removed at once, and
// their tokens become invalid.
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

// kept returns the generated keys. Other keys were never used.
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

// load loads the keys of a data file. Without keys in the file, the current ones are kept.
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
