package emulator

import (
	"strings"
	"testing"
)

func TestRoutes_unknownPath_isAnErrorOfTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	for _, path := range []string{
		"/v1/user", "/v1/users/", "/v1/users/a/b/c/d", "/v2/users", "/", "/v1//users", "/v1/users/../clients",
		"/v1/users/%2e%2e",
	} {
		api.refused("GET", path, "", 404, "resource_not_found")
	}
	// An escaped slash is part of the id.
	got := api.refused("GET", "/v1/users/..%2Fclients", "", 404, "resource_not_found")
	if !strings.Contains(string(got.body), "No user was found") {
		t.Errorf("another endpoint answered: %s", got.body)
	}
	got = api.refused("PUT", "/v1/users", "", 405, "method_not_allowed")
	if got.header.Get("Allow") != "GET, POST" {
		t.Errorf("Allow is %q", got.header.Get("Allow"))
	}
	api.request("GET", "/v1/nothing", "", "Authorization", "Bearer no").mustBe(401, "clerk_key_invalid")
}
