package emulator

import (
	"cmp"
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
)

// versions are the published versions of the API.
var versions = []string{"2021-02-05", "2024-10-01", "2025-03-12", "2025-04-10", "2025-11-10", LatestVersion}

// authenticate checks the secret key of a request.
func (e *Emulator) authenticate(r *http.Request) error {
	header := r.Header.Get("Authorization")
	if header == "" {
		return e.keyMissing()
	}
	scheme, key, found := strings.Cut(header, " ")
	if !found || scheme != "Bearer" || key == "" {
		return headerFormatInvalid()
	}
	if subtle.ConstantTimeCompare([]byte(key), []byte(e.config.SecretKey)) != 1 {
		text := "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct."
		return failure(http.StatusUnauthorized, "clerk_key_invalid", text, text)
	}
	return nil
}

func (e *Emulator) keyMissing() error {
	e.mu.RLock()
	code := e.behaviour.MissingKeyCode
	e.mu.RUnlock()
	if code == "authorization_header_format_invalid" {
		return headerFormatInvalid()
	}
	return failure(http.StatusUnauthorized, cmp.Or(code, "authentication_invalid"), "Invalid authentication",
		"The request carries no Authorization header with a secret key.")
}

func headerFormatInvalid() error {
	return failure(http.StatusUnauthorized, "authorization_header_format_invalid", "Invalid Authorization header format",
		"Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'")
}

// version returns the API version of a request.
func (e *Emulator) version(r *http.Request) (string, error) {
	header, inHeader := r.Header["Clerk-Api-Version"]
	query, inQuery := r.URL.Query()["__clerk_api_version"]
	switch {
	case inHeader && inQuery:
		return "", versionInvalid("the version is given both in the header and in the query.")
	case !inHeader && !inQuery:
		e.mu.RLock()
		defer e.mu.RUnlock()
		return cmp.Or(e.behaviour.DefaultAPIVersion, LatestVersion), nil
	}
	version := slices.Concat(header, query)[0]
	if !slices.Contains(versions, version) {
		return "", versionInvalid("there is no version " + version + ".")
	}
	return version, nil
}

func versionInvalid(reason string) error {
	return failure(
		http.StatusBadRequest,
		"api_version_invalid",
		"invalid API version",
		"Invalid Clerk API version: "+reason,
	)
}
