package clerk

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

var listOAuthAccessTokens = repeatable(http.MethodGet, "/users/{user_id}/oauth_access_tokens/{provider}")

// maxOAuthAccounts is the requested number of tokens. It is the largest page of the API, and more accounts than a user
// has at one provider.
const maxOAuthAccounts = 500

// OAuthAccessToken is the token of an OAuth provider for an account of a user. Token, IDToken and TokenSecret are
// credentials.
type OAuthAccessToken struct {
	ExternalAccountID string `json:"external_account_id"`
	ProviderUserID    string `json:"provider_user_id"`
	Token             string `json:"token"`
	// ExpiresAt is nil for a token without an expiry, or with an unknown one. The specification does not define its unit;
	// see Expiry.
	ExpiresAt *int64  `json:"expires_at"`
	Provider  string  `json:"provider"`
	Label     *string `json:"label"`
	// Scopes is nil for OAuth 1.0.
	Scopes []string `json:"scopes"`
	// IDToken is set for OpenID Connect, and TokenSecret for OAuth 1.0. Otherwise they are empty.
	IDToken     string `json:"id_token"`
	TokenSecret string `json:"token_secret"`
}

// UnmarshalJSON decodes the time in any number format.
func (t *OAuthAccessToken) UnmarshalJSON(data []byte) error {
	type plain OAuthAccessToken
	v := struct {
		*plain
		ExpiresAt *UnixMilli `json:"expires_at"` // the unit is not known here
	}{plain: (*plain)(t)}
	err := json.Unmarshal(data, &v)
	t.ExpiresAt = (*int64)(v.ExpiresAt)
	return err
}

// secondsUntil is the largest number that is read as seconds. As milliseconds it would be a time in 1973, when no token
// existed. As seconds it is a time after the year 5000.
const secondsUntil = 100_000_000_000

// Expiry returns the time of the expiry in UTC, and false if there is none. It accepts seconds and milliseconds,
// because the unit is not documented.
func (t *OAuthAccessToken) Expiry() (time.Time, bool) {
	switch {
	case t.ExpiresAt == nil:
		return time.Time{}, false
	case *t.ExpiresAt <= secondsUntil:
		return time.Unix(*t.ExpiresAt, 0).UTC(), true
	default:
		return time.UnixMilli(*t.ExpiresAt).UTC(), true
	}
}

// ListUserOAuthAccessTokens retrieves the tokens of a user at a provider, such as oauth_google, one for each account:
// GET /users/{user_id}/oauth_access_tokens/{provider}. Clerk refreshes expired tokens if the provider supports it. An
// unknown user, or a provider that the instance does not use, is an *Error for which IsNotFound is true.
func (c *Client) ListUserOAuthAccessTokens(ctx context.Context, userID, provider string) ([]OAuthAccessToken, error) {
	query := url.Values{"limit": {strconv.Itoa(maxOAuthAccounts)}}
	tokens, _, err := sendForList[OAuthAccessToken](
		ctx,
		c,
		listOAuthAccessTokens,
		request{ids: []string{userID, provider}, query: query},
	)
	return tokens, err
}
