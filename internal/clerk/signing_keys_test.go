package clerk_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// rsaKey is shared by all tests, because its generation takes a while.
var rsaKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// publish answers GET /jwks with the RSA key under each of the ids.
func publish(ids ...string) http.HandlerFunc {
	set := map[string]any{"keys": []any{}}
	for _, id := range ids {
		set["keys"] = append(
			set["keys"].([]any),
			jose.JSONWebKey{Key: &rsaKey().PublicKey, KeyID: id, Algorithm: "RS256", Use: "sig"},
		)
	}
	body, err := json.Marshal(set)
	if err != nil {
		panic(err)
	}
	return answer(http.StatusOK, string(body))
}

// expectKey expects that a key exists, or that it does not.
func expectKey(t *testing.T, c *clerk.Client, id string, there bool) {
	t.Helper()
	key, err := c.SigningKey(background(), id)
	if err != nil || (key != nil) != there || there && !key.Equal(&rsaKey().PublicKey) {
		t.Errorf("the key %q is %v, %v; want it there: %t", id, key, err, there)
	}
}

func TestClient_SigningKey_manyCalls_requestTheKeysOnce(t *testing.T) {
	s := newServer(t, publish("ins_1", "ins_2"))
	c := s.client(t)
	var group sync.WaitGroup
	for i := range 100 {
		group.Go(func() { expectKey(t, c, []string{"ins_1", "ins_2"}[i%2], true) })
	}
	group.Wait()
	if n := len(s.received()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestClient_SigningKey_unknownID_requestsTheKeysAgain(t *testing.T) {
	s := newServer(t, script(publish("ins_1"), publish("ins_2", "ins_3"), publish("ins_2", "ins_3")))
	c := s.client(t)
	expectKey(t, c, "ins_1", true)
	expectKey(t, c, "ins_2", true)
	expectKey(t, c, "ins_3", true)
	if n := len(s.received()); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
	for range 3 {
		expectKey(t, c, "ins_unknown", false)
		// A key that is no longer published is no longer accepted.
		expectKey(t, c, "ins_1", false)
	}
	if n := len(s.received()); n != 4 {
		t.Errorf("%d requests, want 4", n)
	}
}

func TestClient_SigningKey_unknownIDAfterARequest_isCached(t *testing.T) {
	s := newServer(t, publish("ins_1"))
	c := s.client(t)
	expectKey(t, c, "ins_unknown", false)
	expectKey(t, c, "ins_unknown", false)
	expectKey(t, c, "ins_1", true)
	if n := len(s.received()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestClient_SigningKey_failedRequest_isNotCached(t *testing.T) {
	s := newServer(t, script(refuse(http.StatusUnauthorized, "clerk_key_invalid"), publish("ins_1")))
	c := s.client(t)
	if _, err := c.SigningKey(background(), "ins_1"); !clerk.HasCode(err, "clerk_key_invalid") {
		t.Errorf("got %v", err)
	}
	expectKey(t, c, "ins_1", true)
}

func TestClient_SigningKey_canceledContext_stopsWaiting(t *testing.T) {
	requested, release := make(chan struct{}), make(chan struct{})
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		close(requested)
		<-release
		publish("ins_1")(w, r)
	})
	c := s.client(t)
	var group sync.WaitGroup
	group.Go(func() { expectKey(t, c, "ins_1", true) })
	<-requested
	ctx, cancel := context.WithCancel(background())
	cancel()
	if _, err := c.SigningKey(ctx, "ins_1"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	group.Wait()
}

func TestClient_SigningKey_otherKeys_areIgnored(t *testing.T) {
	encoded, err := json.Marshal(jose.JSONWebKey{Key: &rsaKey().PublicKey})
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]map[string]any{
		"for encryption":  {"use": "enc"},
		"for another RSA": {"alg": "RS512"},
		"symmetric":       {"kty": "oct", "k": "c2VjcmV0", "n": nil, "e": nil},
		"on a curve": {
			"kty": "OKP",
			"crv": "Ed25519",
			"x":   "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
			"n":   nil,
			"e":   nil,
		},
		"without a modulus":   {"n": nil},
		"broken":              {"n": "*"},
		"without an exponent": {"e": ""},
	} {
		key := map[string]any{"kid": "ins_1"}
		if err := json.Unmarshal(encoded, &key); err != nil {
			t.Fatal(err)
		}
		for field, value := range change {
			key[field] = value
		}
		body, err := json.Marshal(map[string]any{"keys": []any{key}})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			expectKey(t, newServer(t, answer(http.StatusOK, string(body))).client(t), "ins_1", false)
		})
	}
	expectKey(t, newServer(t, publish("")).client(t), "", false)
}
