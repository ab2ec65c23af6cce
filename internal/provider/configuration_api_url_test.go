package provider_test

import (
	"strings"
	"testing"
)

func TestProvider_Configure_invalidURL_isAnErrorBeforeTheKeyIsSent(t *testing.T) {
	for address, says := range map[string]string{
		"":                                  "must begin with https://",
		"api.clerk.com":                     "must begin with https://",
		"ftp://api.clerk.com":               "must begin with https://",
		"http://api.clerk.com":              "http:// is for loopback hosts only",
		"http://192.168.0.1:4000":           "http:// is for loopback hosts only",
		"http://localhost.example.com":      "http:// is for loopback hosts only",
		"http://127.0.0.1.example.com":      "http:// is for loopback hosts only",
		"https://":                          "has no host",
		"https://ada:4711@api.clerk.com":    "must not contain a user name or password",
		"https://api.clerk.com/v1?limit=1":  "must not contain a query",
		"https://api.clerk.com/v1?":         "must not contain a query",
		"https://api.clerk.com/v1#users":    "must not contain a fragment",
		"https://api.clerk.com:port/":       "cannot be read",
		"https://api.clerk.com/%zz":         "cannot be read",
		"https://ada:4711@api.clerk.com:no": "must not contain a user name or password",
		"https://ada:4711/x@api.clerk.com":  "must not contain a user name or password",
		"https://ada/4711@api.clerk.com":    "must not contain a user name or password",
		"ada:4711@127.0.0.1:4012":           "must not contain a user name or password",
		"http://127.1:4012":                 "http:// is for loopback hosts only",
		"127.0.0.1:4012":                    "write http://127.0.0.1:4012",
		"LOCALHOST:4012/v1":                 "write http://localhost:4012",
	} {
		t.Run("api_url "+address, func(t *testing.T) {
			arguments := block{"secret_key": developmentKey, "api_url": address}
			expectError(t, arguments.configure(t).Diagnostics, "api_url", "The API address cannot be used", "In api_url: ", says)
		})
		if address == "" {
			continue // an empty variable is none
		}
		t.Run("CLERK_API_URL "+address, func(t *testing.T) {
			t.Setenv("CLERK_API_URL", address)
			arguments := block{"secret_key": developmentKey}
			expectError(
				t,
				arguments.configure(t).Diagnostics,
				"api_url",
				"The API address cannot be used",
				"In the environment variable CLERK_API_URL: ",
				says,
			)
		})
	}
}

func TestProvider_Configure_URLWithAndWithoutV1_isUsed(t *testing.T) {
	for _, suffix := range []string{"", "/", "/v1", "/v1/"} {
		for _, host := range []string{"127.0.0.1", "localhost"} {
			server := newAPI(t)
			address := strings.Replace(server.URL, "127.0.0.1", host, 1) + suffix
			client := block{"secret_key": developmentKey, "api_url": address}.client(t)
			if path := server.send(t, client).URL.Path; path != "/v1/users" {
				t.Errorf("with %s the path is %q, want /v1/users", address, path)
			}
		}
	}
}

func TestProvider_Configure_URLFromVariable_unlessConfigured(t *testing.T) {
	wanted, other := newAPI(t), newAPI(t)
	t.Setenv("CLERK_API_URL", wanted.URL)
	wanted.send(t, block{"secret_key": developmentKey}.client(t))
	t.Setenv("CLERK_API_URL", other.URL)
	arguments := newAPI(t)
	arguments.send(t, block{"secret_key": developmentKey, "api_url": arguments.URL}.client(t))
	if requests := other.received(); len(requests) != 0 {
		t.Error("the environment variable counted although the block has a URL")
	}
}

func TestProvider_Configure_withoutURL_usesClerk(t *testing.T) {
	block{"secret_key": developmentKey}.client(t)
}
