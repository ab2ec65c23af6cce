package sessions

import (
	"context"
	"crypto/rsa"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	josejson "github.com/go-jose/go-jose/v4/json"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Reasons for which a token is refused.
const (
	malformed            = "malformed"
	algorithmNotAllowed  = "algorithm_not_allowed"
	unknownKey           = "unknown_key"
	invalidSignature     = "invalid_signature"
	notASessionToken     = "not_a_session_token"
	expired              = "expired"
	notYetValid          = "not_yet_valid"
	wrongIssuer          = "wrong_issuer"
	wrongAuthorizedParty = "wrong_authorized_party"
	wrongSession         = "wrong_session"
	sessionNotFound      = "session_not_found"
	// sessionPrefix comes before the status of a session that is not active.
	sessionPrefix = "session_"
)

// reasons says what each reason means, for the documentation, in the order of
// the checks.
var reasons = []struct{ reason, means string }{
	{malformed, "it is not a JWT in compact form."},
	{
		algorithmNotAllowed,
		"it is not signed with RS256, the algorithm of the published keys. Among these are `none` and HMAC.",
	},
	{
		unknownKey,
		"the instance has no key with the id in the token (`kid`): another instance has signed it, or the key was rotated.",
	},
	{invalidSignature, "the signature does not match the key in the token."},
	{
		notASessionToken,
		"it is not a session token: it has no `sub`, `sid` or `exp`. Tokens of most JWT templates have none.",
	},
	{expired, "its `exp` is in the past."},
	{notYetValid, "its `nbf` or its `iat` is in the future."},
	{wrongIssuer, "its `iss` is not the configured issuer."},
	{wrongAuthorizedParty, "its `azp` is not among `authorized_parties`, or it has none."},
	{wrongSession, "its session is not `session_id`, or belongs to another user."},
	{sessionNotFound, "its session does not exist. Clerk removes old sessions."},
	{
		sessionPrefix + "revoked",
		"the session is not active. Instead of `revoked`, the reason can have another status, such as `ended`, `expired`, " +
			"`removed`, `replaced`, `abandoned` or `pending`.",
	},
}

// keyFinder returns the public key with an id, nil when there is none.
type keyFinder func(ctx context.Context, id string) (*rsa.PublicKey, error)

// expectation is what a token must say beside its times.
type expectation struct {
	issuer            string   // "" for any
	authorizedParties []string // none for any
	sessionID         string   // "" for any
	clockSkew         time.Duration
	now               time.Time
}

// claims are the claims of a session token that are checked.
type claims struct {
	Subject         string           `json:"sub"`
	SessionID       string           `json:"sid"`
	Issuer          string           `json:"iss"`
	AuthorizedParty string           `json:"azp"`
	Status          string           `json:"sts"`
	Expiry          *jwt.NumericDate `json:"exp"`
	NotBefore       *jwt.NumericDate `json:"nbf"`
	IssuedAt        *jwt.NumericDate `json:"iat"`
}

// verifySignature returns the payload of a token, or the reason for which it is
// refused. The error is that of the search for the key.
func verifySignature(ctx context.Context, token string, find keyFinder) (payload []byte, reason string, err error) {
	parsed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if other := (*jose.ErrUnexpectedSignatureAlgorithm)(nil); errors.As(err, &other) {
		return nil, algorithmNotAllowed, nil
	}
	if err != nil || len(parsed.Signatures) != 1 {
		return nil, malformed, nil //nolint:nilerr // a token that cannot be read is refused, which is a result
	}
	key, err := find(ctx, parsed.Signatures[0].Protected.KeyID)
	if err != nil {
		return nil, "", err
	}
	if key == nil {
		return nil, unknownKey, nil
	}
	payload, err = parsed.Verify(key)
	if err != nil {
		return nil, invalidSignature, nil //nolint:nilerr // as above
	}
	if kind, isSet := parsed.Signatures[0].Protected.ExtraHeaders["typ"].(string); isSet &&
		!strings.EqualFold(kind, "JWT") {
		return nil, notASessionToken, nil
	}
	return payload, "", nil
}

// check returns the claims of a payload that is signed, and the reason for which
// they are refused, "" for none.
func (e expectation) check(payload []byte) (claims, string) {
	var c claims
	if err := josejson.Unmarshal(payload, &c); err != nil {
		return c, malformed
	}
	switch {
	case c.Subject == "" || c.SessionID == "" || c.Expiry == nil:
		return c, notASessionToken
	case !e.now.Before(c.Expiry.Time().Add(e.clockSkew)):
		return c, expired
	case e.isToCome(c.NotBefore) || e.isToCome(c.IssuedAt):
		return c, notYetValid
	case e.issuer != "" && c.Issuer != e.issuer:
		return c, wrongIssuer
	case len(e.authorizedParties) > 0 && !slices.Contains(e.authorizedParties, c.AuthorizedParty):
		return c, wrongAuthorizedParty
	case e.sessionID != "" && c.SessionID != e.sessionID:
		return c, wrongSession
	case c.Status == statusPending:
		return c, sessionPrefix + statusPending
	default:
		return c, ""
	}
}

func (e expectation) isToCome(date *jwt.NumericDate) bool {
	return date != nil && date.Time().After(e.now.Add(e.clockSkew))
}
