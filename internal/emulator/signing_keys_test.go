package emulator

import (
	"encoding/base64"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// keyIDs returns the ids of the keys in GET /jwks.
func (a *testAPI) keyIDs() []string {
	a.t.Helper()
	var ids []string
	for _, key := range decoded[jwks](a.ok("GET", "/v1/jwks", "")).Keys {
		ids = append(ids, key.Kid)
	}
	return ids
}

// verifies reports whether a token is signed with a published key.
func (a *testAPI) verifies(token string) bool {
	_, err := a.verifiedClaims(token, a.Now().UnixMilli())
	return err == nil
}

func (a *testAPI) mustSign(claims map[string]any) string {
	a.t.Helper()
	token, err := a.Sign(claims)
	if err != nil {
		a.t.Fatal(err)
	}
	return token
}

func TestRotateKeys_oldKey_isRemovedOrPublishedForAnHour(t *testing.T) {
	for name, keep := range map[string]bool{"at once": false, "for a while": true} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			before, token := api.keyIDs(), api.mustSign(map[string]any{"sub": "user_1"})
			answered := decoded[publicKeys](api.ok("POST", "/_emulator/rotate_keys", `{"keep_old":`+string(marshal(keep))+`}`))
			after := api.keyIDs()
			if after[0] == before[0] || slices.Contains(after, before[0]) != keep || !slices.Equal(answered.KeyIDs, after) {
				t.Errorf("%v became %v, answered as %v", before, after, answered.KeyIDs)
			}
			if api.verifies(token) != keep || !api.verifies(api.mustSign(nil)) {
				t.Error("the old or the new key has the wrong state")
			}
			api.AdvanceClock(retiredKeyLife)
			if ids := api.keyIDs(); len(ids) != 1 || ids[0] != after[0] || api.verifies(token) {
				t.Errorf("after a while there are %v", ids)
			}
		})
	}
}

func TestRotateKeys_withoutKeepOld_removesAllOldKeys(t *testing.T) {
	api := startTest(t, Config{})
	for _, keep := range []bool{true, true, false} {
		if _, err := api.RotateKeys(keep); err != nil {
			t.Fatal(err)
		}
	}
	if ids := api.keyIDs(); len(ids) != 1 {
		t.Errorf("there are %v", ids)
	}
	api.refused("POST", "/_emulator/rotate_keys", `{"keep":true}`, 400, "emulator_request_invalid")
}

func TestReset_restoresTheFirstKey(t *testing.T) {
	api := startTest(t, Config{})
	before := api.ok("GET", "/v1/jwks", "")
	if _, err := api.RotateKeys(true); err != nil {
		t.Fatal(err)
	}
	api.Reset()
	if after := api.ok("GET", "/v1/jwks", ""); string(after.body) != string(before.body) {
		t.Errorf("%s became %s", before.body, after.body)
	}
}

func TestDataFile_hasTheKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	token := first.mustSign(map[string]any{"sub": "user_1"})
	if _, err := first.RotateKeys(true); err != nil {
		t.Fatal(err)
	}
	want := string(first.ok("GET", "/v1/jwks", "").body)
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := startKept(t, path)
	if got := string(second.ok("GET", "/v1/jwks", "").body); got != want || !second.verifies(token) {
		t.Errorf("%s became %s", want, got)
	}
	second.AdvanceClock(time.Hour)
	if second.verifies(token) {
		t.Error("the old key is still there")
	}
}

func TestPublishableKey_encodesTheFrontendAPI(t *testing.T) {
	for key, want := range map[string][2]string{
		DefaultSecretKey:                      {"pk_test_", DefaultFrontendAPI},
		"sk_live_emulator0000000000000000000": {"pk_live_", DefaultProductionFrontendAPI},
	} {
		api := startTest(t, Config{SecretKey: key})
		keys := decoded[publicKeys](api.request("GET", "/_emulator/keys", ""))
		host, err := base64.RawStdEncoding.DecodeString(keys.PublishableKey[len(want[0]):])
		if err != nil || keys.PublishableKey[:len(want[0])] != want[0] || string(host) != want[1]+"$" ||
			keys.FrontendAPIURL != "https://"+want[1] {
			t.Errorf("got %+v, %v", keys, err)
		}
	}
	if e := New(Config{FrontendAPI: "clerk.example.com"}); e.FrontendAPIURL() != "https://clerk.example.com" {
		t.Errorf("got %s", e.FrontendAPIURL())
	}
}

func TestKeys_areSafeForConcurrentUse(t *testing.T) {
	api := startKept(t, filepath.Join(t.TempDir(), "clerk.json"))
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			if i == 0 {
				_, _ = api.RotateKeys(true)
			}
			api.ok("GET", "/v1/jwks", "")
			token := api.mustSign(map[string]any{"n": i})
			api.request("POST", "/v1/clients/verify", `{"token":"`+token+`"}`)
			_ = api.snapshot()
		})
	}
	group.Wait()
}
