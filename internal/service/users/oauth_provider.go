package users

import "strings"

const (
	// oauthPrefix begins the ids of OAuth providers.
	oauthPrefix = "oauth_"
	// accountPrefix begins the ids of external accounts, identificationPrefix those of their identifications.
	accountPrefix        = "eac_"
	identificationPrefix = "idn_"
)

// oauthProviderID returns the id of an OAuth provider in the API, also for a name such as "google".
func oauthProviderID(name string) string {
	if name == "" || strings.HasPrefix(name, oauthPrefix) {
		return name
	}
	return oauthPrefix + name
}
