package sessions

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// The key of the instance, which publishes it as ins_1, and another key.
var (
	instanceKey = sync.OnceValue(newKey)
	foreignKey  = sync.OnceValue(newKey)
)

func newKey() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

func findInstanceKey(_ context.Context, id string) (*rsa.PublicKey, error) {
	if id != "ins_1" {
		return nil, nil
	}
	return &instanceKey().PublicKey, nil
}

// now is when the tokens of these tests are verified.
var now = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// good are the claims of a token that is right.
func good() map[string]any {
	return map[string]any{
		"sub": "user_ada",
		"sid": "sess_ada",
		"iss": "https://clerk.example.com",
		"azp": "https://app.example.com",
		"sts": "active",
		"iat": now.Unix(),
		"nbf": now.Add(-10 * time.Second).Unix(),
		"exp": now.Add(time.Minute).Unix(),
	}
}

// with returns the good claims with changes; nil removes a claim.
func with(changes map[string]any) map[string]any {
	claims := good()
	maps.Copy(claims, changes)
	maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
	return claims
}

// signed returns a signed token.
func signed(
	t *testing.T,
	algorithm jose.SignatureAlgorithm,
	key any,
	options *jose.SignerOptions,
	claims map[string]any,
) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, options)
	if err != nil {
		t.Fatal(err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	jws, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jws.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func header(extra map[jose.HeaderKey]any) *jose.SignerOptions {
	options := (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", "ins_1")
	for name, value := range extra {
		options = options.WithHeader(name, value)
	}
	return options
}

// ofInstance returns a token of the instance.
func ofInstance(t *testing.T, claims map[string]any) string {
	t.Helper()
	return signed(t, jose.RS256, instanceKey(), header(nil), claims)
}

// unsigned returns a token with a header and a signature of one's own.
func unsigned(t *testing.T, header string, signature string) string {
	t.Helper()
	payload, err := json.Marshal(good())
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode(payload) + "." + signature
}

// verify verifies a token as the ephemeral resource does when it is offline.
func verify(t *testing.T, token string, expected expectation) string {
	t.Helper()
	payload, reason, err := verifySignature(t.Context(), token, findInstanceKey)
	if err != nil {
		t.Fatal(err)
	}
	if reason != "" {
		return reason
	}
	_, reason = expected.check(payload)
	return reason
}

func TestVerification_tokenOfTheInstance_isVerified(t *testing.T) {
	expected := expectation{now: now}
	for name, token := range map[string]string{
		"a whole token":                  ofInstance(t, good()),
		"one without what is not needed": ofInstance(t, with(map[string]any{"iss": nil, "azp": nil, "sts": nil, "iat": nil, "nbf": nil})),
		"one of no stated type":          signed(t, jose.RS256, instanceKey(), (&jose.SignerOptions{}).WithHeader("kid", "ins_1"), good()),
	} {
		if reason := verify(t, token, expected); reason != "" {
			t.Errorf("%s is refused: %s", name, reason)
		}
	}
	all := expectation{
		now:               now,
		issuer:            "https://clerk.example.com",
		authorizedParties: []string{"https://other.example.com", "https://app.example.com"},
		sessionID:         "sess_ada",
	}
	if reason := verify(t, ofInstance(t, good()), all); reason != "" {
		t.Errorf("a token that is all that is expected is refused: %s", reason)
	}
}

func TestVerification_otherSignature_isRefused(t *testing.T) {
	der, err := x509.MarshalPKIXPublicKey(&instanceKey().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	token := ofInstance(t, good())
	parts := strings.Split(token, ".")
	other := strings.Split(ofInstance(t, with(map[string]any{"sub": "user_grace"})), ".")
	embedded := header(nil)
	embedded.EmbedJWK = true
	for name, test := range map[string]struct{ token, reason string }{
		"no text":                         {"", malformed},
		"a word":                          {"hunter2", malformed},
		"two parts":                       {parts[0] + "." + parts[1], malformed},
		"four parts":                      {token + ".", malformed},
		"a header that is no JSON":        {"e30x." + parts[1] + "." + parts[2], malformed},
		"the word Bearer before it":       {"Bearer " + token, malformed},
		"JSON serialization":              {`{"payload":"` + parts[1] + `","signatures":[]}`, malformed},
		"alg none":                        {unsigned(t, `{"alg":"none","typ":"JWT","kid":"ins_1"}`, ""), algorithmNotAllowed},
		"alg None with a signature":       {unsigned(t, `{"alg":"None","typ":"JWT","kid":"ins_1"}`, parts[2]), algorithmNotAllowed},
		"no alg":                          {unsigned(t, `{"typ":"JWT","kid":"ins_1"}`, parts[2]), algorithmNotAllowed},
		"HMAC with the public key":        {signed(t, jose.HS256, public, header(nil), good()), algorithmNotAllowed},
		"HMAC with the public key in DER": {signed(t, jose.HS256, der, header(nil), good()), algorithmNotAllowed},
		"RS512 with the right key":        {signed(t, jose.RS512, instanceKey(), header(nil), good()), algorithmNotAllowed},
		"PS256 with the right key":        {signed(t, jose.PS256, instanceKey(), header(nil), good()), algorithmNotAllowed},
		"an unknown key":                  {signed(t, jose.RS256, instanceKey(), header(map[jose.HeaderKey]any{"kid": "ins_2"}), good()), unknownKey},
		"no key named":                    {signed(t, jose.RS256, instanceKey(), (&jose.SignerOptions{}).WithType("JWT"), good()), unknownKey},
		"another key under the name":      {signed(t, jose.RS256, foreignKey(), header(nil), good()), invalidSignature},
		"another key, brought along":      {signed(t, jose.RS256, foreignKey(), embedded, good()), invalidSignature},
		"other claims":                    {parts[0] + "." + other[1] + "." + parts[2], invalidSignature},
		"no signature":                    {parts[0] + "." + parts[1] + ".", invalidSignature},
		"an extension that is critical":   {signed(t, jose.RS256, instanceKey(), header(map[jose.HeaderKey]any{"crit": []string{"x"}, "x": 1}), good()), invalidSignature},
		"another type":                    {signed(t, jose.RS256, instanceKey(), header(map[jose.HeaderKey]any{"typ": "at+jwt"}), good()), notASessionToken},
	} {
		if got := verify(t, test.token, expectation{now: now}); got != test.reason {
			t.Errorf("%s: the reason is %q, want %q", name, got, test.reason)
		}
	}
}

func TestVerification_unexpectedClaim_isRefused(t *testing.T) {
	second := func(n int) int64 { return now.Add(time.Duration(n) * time.Second).Unix() }
	for name, test := range map[string]struct {
		changes  map[string]any
		expected expectation
		reason   string
	}{
		"no user":                          {map[string]any{"sub": nil}, expectation{}, notASessionToken},
		"no session":                       {map[string]any{"sid": nil}, expectation{}, notASessionToken},
		"a session in another spelling":    {map[string]any{"sid": nil, "SID": "sess_ada"}, expectation{}, notASessionToken},
		"no end":                           {map[string]any{"exp": nil}, expectation{}, notASessionToken},
		"an end that is no time":           {map[string]any{"exp": "tomorrow"}, expectation{}, malformed},
		"expired":                          {map[string]any{"exp": second(0)}, expectation{}, expired},
		"expired within the tolerance":     {map[string]any{"exp": second(-4)}, expectation{clockSkew: 5 * time.Second}, ""},
		"expired at the tolerance":         {map[string]any{"exp": second(-5)}, expectation{clockSkew: 5 * time.Second}, expired},
		"not yet valid":                    {map[string]any{"nbf": second(1)}, expectation{}, notYetValid},
		"not yet valid in the tolerance":   {map[string]any{"nbf": second(5)}, expectation{clockSkew: 5 * time.Second}, ""},
		"not yet valid past the tolerance": {map[string]any{"nbf": second(6)}, expectation{clockSkew: 5 * time.Second}, notYetValid},
		"issued in the future":             {map[string]any{"iat": second(6)}, expectation{clockSkew: 5 * time.Second}, notYetValid},
		"another issuer":                   {nil, expectation{issuer: "https://clerk.example.org"}, wrongIssuer},
		"no issuer":                        {map[string]any{"iss": nil}, expectation{issuer: "https://clerk.example.com"}, wrongIssuer},
		"another party":                    {nil, expectation{authorizedParties: []string{"https://app.example.org"}}, wrongAuthorizedParty},
		"no party":                         {map[string]any{"azp": nil}, expectation{authorizedParties: []string{"https://app.example.com"}}, wrongAuthorizedParty},
		"another session":                  {nil, expectation{sessionID: "sess_grace"}, wrongSession},
		"a pending session":                {map[string]any{"sts": "pending"}, expectation{}, "session_pending"},
	} {
		test.expected.now = now
		if got := verify(t, ofInstance(t, with(test.changes)), test.expected); got != test.reason {
			t.Errorf("%s: the reason is %q, want %q", name, got, test.reason)
		}
	}
}

func TestVerification_failedReadOfTheKey_isAnErrorAndNoRefusal(t *testing.T) {
	failure := errors.New("no answer")
	_, reason, err := verifySignature(
		t.Context(),
		ofInstance(t, good()),
		func(context.Context, string) (*rsa.PublicKey, error) { return nil, failure },
	)
	if !errors.Is(err, failure) || reason != "" {
		t.Errorf("got %q, %v", reason, err)
	}
}

func FuzzVerification_neverTakesATokenThatNobodySigned(f *testing.F) {
	f.Add("a.b.c")
	f.Add("eyJhbGciOiJub25lIiwia2lkIjoiaW5zXzEifQ.e30.")
	f.Add("eyJhbGciOiJSUzI1NiIsImtpZCI6Imluc18xIn0.eyJzdWIiOiJ1In0.AAAA")
	f.Add(`{"protected":"eyJhbGciOiJSUzI1NiJ9","payload":"e30","signature":"AA"}`)
	f.Fuzz(func(t *testing.T, token string) {
		payload, reason, err := verifySignature(t.Context(), token, findInstanceKey)
		if reason == "" || err != nil || payload != nil {
			t.Errorf("%q was taken: %s, %v", token, payload, err)
		}
	})
}
