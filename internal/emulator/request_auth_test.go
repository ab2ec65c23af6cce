package emulator

import (
	"testing"
)

func TestAuthenticate_invalidKey_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	for header, code := range map[string]string{
		"":                                  "authentication_invalid",
		DefaultSecretKey:                    "authorization_header_format_invalid",
		"Basic " + DefaultSecretKey:         "authorization_header_format_invalid",
		"Bearer ":                           "authorization_header_format_invalid",
		"Bearer sk_test_wrong":              "clerk_key_invalid",
		"Bearer " + DefaultSecretKey + "x":  "clerk_key_invalid",
		"Bearer  " + DefaultSecretKey + " ": "clerk_key_invalid",
	} {
		api.request("GET", "/v1/users", "", "Authorization", header).mustBe(401, code)
	}
	api.SetBehaviour(Behaviour{MissingKeyCode: "authorization_header_format_invalid"})
	api.request("GET", "/v1/users", "", "Authorization", "").mustBe(401, "authorization_header_format_invalid")
}

func TestVersion_invalidVersion_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	for _, version := range append(versions, "") {
		api.request("GET", "/v1/users", "", "Clerk-API-Version", version).mustBe(200)
	}
	api.request("GET", "/v1/users?__clerk_api_version=2025-11-10", "", "Clerk-API-Version", "").mustBe(200)
	api.request("GET", "/v1/users", "", "Clerk-API-Version", "2020-01-01").mustBe(400, "api_version_invalid")
	api.request("GET", "/v1/users?__clerk_api_version=new", "", "Clerk-API-Version", "").mustBe(400, "api_version_invalid")
	api.request("GET", "/v1/users?__clerk_api_version="+LatestVersion, "").mustBe(400, "api_version_invalid")
}
