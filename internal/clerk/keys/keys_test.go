package keys

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
)

// Publishable keys of instances that do not exist, and the encoded hosts.
const (
	developmentHost = "brave-otter-41.clerk.accounts.dev"
	productionHost  = "clerk.example.com"
)

var (
	developmentKey = "pk_test_" + base64.RawStdEncoding.EncodeToString([]byte(developmentHost+"$"))
	productionKey  = "pk_live_" + base64.StdEncoding.EncodeToString([]byte(productionHost+"$"))
)

func encoded(prefix, text string) string {
	return prefix + base64.StdEncoding.EncodeToString([]byte(text))
}

func TestEnvironment_returnsTheKindByThePrefix(t *testing.T) {
	for key, want := range map[string]string{
		"sk_test_4711":       "development",
		"sk_live_4711":       "production",
		developmentKey:       "development",
		productionKey:        "production",
		"sk_test_sk_live_47": "development",
	} {
		if got, err := Environment(key); got != want || err != nil {
			t.Errorf("Environment(%q) = %q, %v; want %q", key, got, err, want)
		}
	}
}

func TestEnvironment_invalidKey_returnsTheReason(t *testing.T) {
	for key, says := range map[string]string{
		"":                 "is empty",
		"sk_test_":         `ends after "sk_test_"`,
		"pk_live_":         `ends after "pk_live_"`,
		"sk_test_4711\n":   "trimspace()",
		"sk_test_47 11":    "a space or a line break",
		"sk_test_47\u200b": "a character that is not allowed in a key",
		"sk_4711":          "begins with none of",
		"SK_TEST_4711":     "begins with none of",
		"test_4711":        "begins with none of",
		"whsec_4711":       "begins with none of",
	} {
		expectRefused(t, key, says, Environment)
	}
}

func TestFrontendAPIURL_returnsTheEncodedHost(t *testing.T) {
	for key, want := range map[string]string{
		developmentKey:                         "https://" + developmentHost,
		productionKey:                          "https://" + productionHost,
		strings.TrimRight(productionKey, "="):  "https://" + productionHost,
		encoded("pk_live_", "a.b$"):            "https://a.b",
		encoded("pk_test_", "Clerk.Acme.dev$"): "https://Clerk.Acme.dev",
	} {
		if got, err := FrontendAPIURL(key); got != want || err != nil {
			t.Errorf("FrontendAPIURL(%q) = %q, %v; want %q", key, got, err, want)
		}
	}
}

func TestFrontendAPIURL_invalidKey_returnsTheReason(t *testing.T) {
	for key, says := range map[string]string{
		"":                                  "is empty",
		"pk_test_":                          `ends after "pk_test_"`,
		developmentKey + "\n":               "trimspace()",
		"sk_test_4711":                      `begins with "sk_test_", so it is a secret key`,
		"sk_live_4711":                      `begins with "sk_live_", so it is a secret key`,
		"pk_4711":                           `begins with neither "pk_test_" nor "pk_live_"`,
		productionHost:                      `begins with neither "pk_test_" nor "pk_live_"`,
		"pk_test_*4711":                     "not base64",
		"pk_test_Y2xlcmsuY":                 "not base64",
		encoded("pk_live_", productionHost): "dollar sign",
		encoded("pk_live_", "$"):            "not a host name",
		encoded("pk_live_", "localhost$"):   "not a host name",
		encoded("pk_live_", "clerk..com$"):  "not a host name",
		encoded("pk_live_", "clerk.example.com/a$"):  "not a host name",
		encoded("pk_live_", "a@clerk.example.com$"):  "not a host name",
		encoded("pk_live_", "clerk.example.com:80$"): "not a host name",
		encoded("pk_live_", "clerk.example.com$$"):   "not a host name",
		encoded("pk_live_", "clerk.exa\nmple.com$"):  "not a host name",
	} {
		expectRefused(t, key, says, FrontendAPIURL)
	}
}

// expectRefused expects an error with the given text and without the key.
func expectRefused(t *testing.T, key, says string, read func(string) (string, error)) {
	t.Helper()
	got, err := read(key)
	if err == nil || got != "" || !strings.Contains(err.Error(), says) {
		t.Errorf("%q gave %q, %v; want an error with %q", key, got, err, says)
		return
	}
	if rest := strings.TrimPrefix(key, prefixOf(key)); len(rest) > 3 && strings.Contains(err.Error(), rest) {
		t.Errorf("the error repeats the key %q: %v", key, err)
	}
}

func FuzzKeys_anyText_isReadOrRefusedWithoutShowingIt(f *testing.F) {
	for _, key := range []string{developmentKey, productionKey, "sk_test_4711", "", "pk_test_", "pk_live_Y2xlcms=", "$"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		environment, err := Environment(key)
		if (err == nil) != (environment == Development || environment == Production) {
			t.Errorf("Environment(%q) = %q, %v", key, environment, err)
		}
		address, addressErr := FrontendAPIURL(key)
		if (addressErr == nil) == (address == "") {
			t.Errorf("FrontendAPIURL(%q) = %q, %v", key, address, addressErr)
		}
		if addressErr == nil {
			expectEncodes(t, key, address)
		}
	})
}

// expectEncodes expects a URL with a host that, encoded again, is the key.
func expectEncodes(t *testing.T, key, address string) {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" || "https://"+parsed.Hostname() != address {
		t.Errorf("FrontendAPIURL(%q) = %q, which is no address of a host: %v", key, address, err)
		return
	}
	again := encoded(key[:len("pk_live_")], parsed.Hostname()+"$")
	if strings.TrimRight(again, "=") != strings.TrimRight(key, "=") {
		t.Errorf("the host of %q encodes to %q", key, again)
	}
	if _, err := Environment(key); err != nil {
		t.Errorf("Environment(%q): %v", key, err)
	}
}
