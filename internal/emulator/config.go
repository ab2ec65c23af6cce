package emulator

import (
	"strings"
	"time"
)

// DefaultSecretKey is the secret key of an emulated instance that was given
// none. It is no real key.
const DefaultSecretKey = "sk_test_emulator00000000000000000000"

// LatestVersion is the API version that the emulator is written from.
const LatestVersion = "2026-05-12"

// Config says how the emulated instance behaves. The zero value is usable.
type Config struct {
	// SecretKey is the key that requests must carry. A key that begins with
	// sk_live_ makes a production instance. The default is DefaultSecretKey.
	SecretKey string
	// FrontendAPI is the host of the Frontend API, which the publishable key and the
	// issuer of tokens follow from. The default is DefaultFrontendAPI, or
	// DefaultProductionFrontendAPI for a production instance.
	FrontendAPI string
	// RateLimit is the budget of the whole instance. The zero value is no limit.
	RateLimit RateLimit
	// UserRateLimit is the budget of each user for PATCH /users/{user_id} and for
	// PATCH and PUT /users/{user_id}/metadata. The zero value is no limit.
	UserRateLimit RateLimit
	// Latency is waited before every answer.
	Latency time.Duration
	// Behaviour chooses where the behaviour of the real API differs between
	// instances or is not known.
	Behaviour Behaviour
	// Clock is the time that the instance lives in. The default is the real time.
	// AdvanceClock adds to it.
	Clock Clock
}

// RateLimit allows Requests in any span of Per.
type RateLimit struct {
	Requests int
	Per      time.Duration
}

func (l RateLimit) off() bool { return l.Requests <= 0 || l.Per <= 0 }

func (c Config) withDefaults() Config {
	if c.SecretKey == "" {
		c.SecretKey = DefaultSecretKey
	}
	return c
}

func (c Config) production() bool { return strings.HasPrefix(c.SecretKey, "sk_live_") }
