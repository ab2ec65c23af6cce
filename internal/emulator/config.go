package emulator

import (
	"crypto/rsa"
	"strings"
	"time"
)

// DefaultSecretKey is the default secret key of an emulated instance. It is not a real key.
const DefaultSecretKey = "sk_test_emulator00000000000000000000"

// LatestVersion is the API version that the emulator implements.
const LatestVersion = "2026-05-12"

// Config has the settings of an emulated instance. The zero value is valid.
type Config struct {
	// SecretKey is the key that requests must contain. A key that begins with sk_live_ makes a production instance. The
	// default is DefaultSecretKey.
	SecretKey string
	// FrontendAPI is the host of the Frontend API. It determines the publishable key and the issuer of tokens. The default
	// is DefaultFrontendAPI, or DefaultProductionFrontendAPI for a production instance.
	FrontendAPI string
	// RateLimit is the limit of the whole instance. The zero value means no limit.
	RateLimit RateLimit
	// UserRateLimit is the limit of each user for PATCH /users/{user_id} and for PATCH and PUT /users/{user_id}/metadata.
	// Organizations and memberships have the same limit for these operations. The zero value means no limit.
	UserRateLimit RateLimit
	// Page serves the web page of the emulator, and keeps for it the latest answers and the changes since the start.
	Page bool
	// Latency is the delay before each answer.
	Latency time.Duration
	// Behaviour selects the behaviour of the instance where the real API differs between instances or is not documented.
	Behaviour Behaviour
	// Clock is the time source of the instance. The default is the system clock. AdvanceClock adds to it.
	Clock Clock
	// SigningKeys returns the next signing key of the instance. The default generates a key.
	SigningKeys func() (*rsa.PrivateKey, error)
}

// RateLimit allows a number of requests in any period of length Per.
type RateLimit struct {
	Requests int
	Per      time.Duration
}

func (l RateLimit) off() bool { return l.Requests <= 0 || l.Per <= 0 }

func (c Config) withDefaults() Config {
	if c.SecretKey == "" {
		c.SecretKey = DefaultSecretKey
	}
	if c.SigningKeys == nil {
		c.SigningKeys = generateKey
	}
	return c
}

func (c Config) production() bool { return strings.HasPrefix(c.SecretKey, "sk_live_") }
