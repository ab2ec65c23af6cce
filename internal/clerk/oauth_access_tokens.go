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

// maxOAuthAccounts is the most tokens that are asked for: what the API allows for one page, and far more accounts than
// anybody has at one provider.
const maxOAuthAccounts = 500

// OAuthAccessToken is the token that an OAuth provider gave for an account of a user. Token, IDToken and TokenSecret are
// credentials.
type OAuthAccessToken struct {
	ExternalAccountID string `json:"external_account_id"`
	ProviderUserID    string `json:"provider_user_id"`
	Token             string `json:"token"`
	// ExpiresAt is nil for a token that does not expire, or whose provider does not tell. The specification does not say
	// in which unit it is: see Expiry.
	ExpiresAt *int64  `json:"expires_at"`
	Provider  string  `json:"provider"`
	Label     *string `json:"label"`
	// Scopes is nil for OAuth 1.0.
	Scopes []string `json:"scopes"`
	// IDToken is that of an OpenID Connect provider, TokenSecret that of an OAuth 1.0 one; otherwise empty.
	IDToken     string `json:"id_token"`
	TokenSecret string `json:"token_secret"`
}

// UnmarshalJSON reads the time in any notation.
func (t *OAuthAccessToken) UnmarshalJSON(data []byte) error {
	type plain OAuthAccessToken
	v := struct {
		*plain
		ExpiresAt *UnixMilli `json:"expires_at"` // whatever the unit
	}{plain: (*plain)(t)}
	err := json.Unmarshal(data, &v)
	t.ExpiresAt = (*int64)(v.ExpiresAt)
	return err
}

// secondsUntil is the highest number that is taken for seconds: that many milliseconds after 1970 no token expired yet,
// and that many seconds are past the year 5000.
const secondsUntil = 100_000_000_000

// Expiry returns when the token expires, in UTC, and whether it does. Clerk may mean seconds or milliseconds.
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

// ListUserOAuthAccessTokens retrieves the tokens of a user's accounts at a provider, such as oauth_google, one for each
// account: GET /users/{user_id}/oauth_access_tokens/{provider}. Clerk refreshes what has expired, where the provider
// lets it. An unknown user, or a provider that the instance does not use, is an *Error for which IsNotFound is true.
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
