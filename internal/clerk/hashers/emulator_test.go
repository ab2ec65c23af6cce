package hashers_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

type digest struct {
	Hasher   string `json:"hasher"`
	Password string `json:"password"`
	Digest   string `json:"digest"`
}

func testDigests(tb testing.TB) (accepted, refused []digest) {
	tb.Helper()
	raw, err := os.ReadFile("testdata/digests.json")
	if err != nil {
		tb.Fatal(err)
	}
	var data struct {
		Digests []digest `json:"digests"`
		Refused []digest `json:"refused"`
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		tb.Fatal(err)
	}
	return data.Digests, data.Refused
}

// instance is an emulated instance with one user.
type instance struct {
	tb   testing.TB
	api  *emulator.Emulator
	user string
}

func newInstance(tb testing.TB) *instance {
	tb.Helper()
	i := &instance{tb, emulator.New(emulator.Config{}), ""}
	var created struct {
		ID string `json:"id"`
	}
	if status := i.send("POST", "/v1/users", map[string]string{"username": "adalove"}, &created); status != http.StatusOK {
		tb.Fatalf("the user is not created: %d", status)
	}
	i.user = "/v1/users/" + created.ID
	return i
}

func (i *instance) send(method, path string, body, answer any) int {
	i.tb.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		i.tb.Fatal(err)
	}
	request := httptest.NewRequestWithContext(i.tb.Context(), method, path, bytes.NewReader(raw))
	request.Header.Set("Authorization", "Bearer "+emulator.DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	i.api.ServeHTTP(recorder, request)
	if err := json.Unmarshal(recorder.Body.Bytes(), answer); err != nil {
		i.tb.Fatalf("%s %s: %s", method, path, recorder.Body)
	}
	return recorder.Code
}

// accepts sets the digest. Each other error than the one of a digest in another form fails the test.
func (i *instance) accepts(hasher, digest string) bool {
	i.tb.Helper()
	var answer struct {
		Errors []struct{ Code string }
	}
	body := map[string]string{"password_digest": digest, "password_hasher": hasher}
	status := i.send("PATCH", i.user, body, &answer)
	if status != http.StatusOK &&
		(len(answer.Errors) != 1 || answer.Errors[0].Code != "form_password_digest_invalid_code") {
		i.tb.Fatalf("%s %q: %d %v", hasher, digest, status, answer.Errors)
	}
	return status == http.StatusOK
}

func (i *instance) verifies(password string) bool {
	i.tb.Helper()
	return i.send("POST", i.user+"/verify_password", map[string]string{"password": password}, &struct{}{}) == http.StatusOK
}

// The emulator has its own check, written from the specification. Each digest is compared with each hasher.
func TestCheck_everyDigestWithEveryHasher_agreesWithTheEmulator(t *testing.T) {
	accepted, refused := testDigests(t)
	api := newInstance(t)
	for _, made := range slices.Concat(accepted, refused, []digest{{Digest: "awscognito#eu-west-1_pool#client#ada"}}) {
		for _, hasher := range hashers.Names() {
			err := hashers.Check(hasher, made.Digest)
			if got := api.accepts(hasher, made.Digest); got != (err == nil) {
				t.Errorf("%s %q: the emulator accepts it: %t; the provider: %v", hasher, made.Digest, got, err)
			}
		}
	}
}

// The smallest changes of a digest show where two checks differ.
func TestCheck_changedDigest_agreesWithTheEmulator(t *testing.T) {
	accepted, _ := testDigests(t)
	api := newInstance(t)
	for _, made := range accepted {
		text := made.Digest
		changed := []string{text[1:], "$" + text, text + "$", text + "=", text + "a"}
		for _, shorter := range []int{1, 2, 4, 8, len(text) / 2} {
			changed = append(changed, text[:len(text)-shorter])
		}
		for at := range text {
			if text[at] == '$' || text[at] == ',' || text[at] == ':' || text[at] == '=' {
				changed = append(changed, text[:at]+text[at+1:], text[:at]+"$"+text[at:], text[:at]+"-"+text[at+1:])
			}
			if at > 0 && text[at-1] == '$' {
				changed = append(changed, text[:at]+"0"+text[at:], text[:at]+"0"+text[at+1:], text[:at]+"é"+text[at:])
			}
		}
		for _, digest := range changed {
			err := hashers.Check(made.Hasher, digest)
			if got := api.accepts(made.Hasher, digest); got != (err == nil) {
				t.Errorf("%s %q: the emulator accepts it: %t; the provider: %v", made.Hasher, digest, got, err)
			}
		}
	}
}

var parameter = regexp.MustCompile(`(^|[$:=,])(\d+)([$:,]|$)`)

// Clerk documents no limit for the parameters of a digest. Both checks have the same one.
func TestCheck_numberOfManyDigits_agreesWithTheEmulator(t *testing.T) {
	accepted, _ := testDigests(t)
	api := newInstance(t)
	tested := 0
	for _, made := range accepted {
		for _, at := range parameter.FindAllStringSubmatchIndex(made.Digest, -1) {
			for _, number := range []string{
				"0", "1", "999999999", "1000000000", "2147483647", "2147483648", "4294967296", "99999999999999999999",
			} {
				digest := made.Digest[:at[4]] + number + made.Digest[at[5]:]
				err := hashers.Check(made.Hasher, digest)
				if got := api.accepts(made.Hasher, digest); got != (err == nil) {
					t.Errorf("%s %q: the emulator accepts it: %t; the provider: %v", made.Hasher, digest, got, err)
				}
				tested++
			}
		}
	}
	if tested == 0 {
		t.Error("no digest has a number")
	}
}

// A hasher that accepts the digest of another one decodes it differently, so that the password is not verified.
func TestCheck_digestOfAnotherHasher_isNotVerified(t *testing.T) {
	accepted, _ := testDigests(t)
	api := newInstance(t)
	wrong := 0
	for _, made := range accepted {
		for _, hasher := range hashers.Names() {
			if hashers.Check(hasher, made.Digest) != nil {
				continue
			}
			if !api.accepts(hasher, made.Digest) {
				t.Fatalf("%s %q is refused", hasher, made.Digest)
			}
			if got := api.verifies(made.Password); got != (hasher == made.Hasher) {
				t.Errorf("%q is a digest of %s, and %s verifies its password: %t", made.Digest, made.Hasher, hasher, got)
			}
			if hasher != made.Hasher {
				wrong++
			}
		}
	}
	if wrong == 0 {
		t.Error("no digest is accepted by two hashers")
	}
}
