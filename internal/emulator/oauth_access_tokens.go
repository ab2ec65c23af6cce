package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// oauthAccessToken is the access token of an external account in the format of the API. ExpiresAt is in Unix
// milliseconds.
type oauthAccessToken struct {
	Object            string          `json:"object"`
	ExternalAccountID string          `json:"external_account_id"`
	ProviderUserID    string          `json:"provider_user_id"`
	Token             string          `json:"token"`
	ExpiresAt         *int64          `json:"expires_at"`
	Provider          string          `json:"provider"`
	PublicMetadata    json.RawMessage `json:"public_metadata"`
	Label             *string         `json:"label"`
	Scopes            []string        `json:"scopes,omitempty"`
	IDToken           string          `json:"id_token,omitempty"`
	TokenSecret       string          `json:"token_secret,omitempty"`
}

// listOAuthAccessTokens handles GET /users/{user_id}/oauth_access_tokens/{provider}. It returns one token for each
// account of the user at the provider.
func (c *call) listOAuthAccessTokens() (any, error) {
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	provider := c.path("provider")
	if !strings.HasPrefix(provider, "oauth_") {
		return nil, failure(http.StatusBadRequest, "oauth_unsupported_provider", "Unsupported OAuth provider",
			provider+" OAuth is not supported.")
	}
	if slices.Contains(c.behaviour.OAuthProvidersDisabled, provider) {
		return nil, failure(http.StatusNotFound, "oauth_token_provider_not_enabled", "OAuth provider not enabled",
			"Single-sign on for this OAuth provider is not enabled in the instance settings.")
	}
	var tokens []oauthAccessToken
	for _, account := range a.ExternalAccounts {
		if account.Provider != provider {
			continue
		}
		token, err := c.oauthAccessToken(account)
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, token)
	}
	return wrapped(query, slicePage(tokens, requested), len(tokens)), nil
}

// oauthAccessToken returns the token of an account. An expired token is refreshed.
func (c *call) oauthAccessToken(account ExternalAccount) (oauthAccessToken, error) {
	held, known := c.store.tokens.OAuth[account.IdentificationID]
	if !known {
		return oauthAccessToken{}, failure(
			http.StatusUnprocessableEntity,
			"oauth_missing_access_token",
			"Missing OAuth access token",
			"OAuth access token is missing",
		)
	}
	token := oauthAccessToken{
		Object:            "oauth_access_token",
		ExternalAccountID: cmp.Or(account.ExternalAccountID, account.ID),
		ProviderUserID:    account.ProviderUserID,
		Token:             held.Token,
		Provider:          account.Provider,
		PublicMetadata:    account.PublicMetadata,
		Label:             cmp.Or(held.Label, account.Label),
		Scopes:            held.Scopes,
		IDToken:           held.IDToken,
		TokenSecret:       held.TokenSecret,
	}
	if held.Scopes == nil && held.TokenSecret == "" {
		token.Scopes = strings.Fields(account.ApprovedScopes)
	}
	if held.ExpiresAt == 0 {
		return token, nil
	}
	token.ExpiresAt = &held.ExpiresAt
	if c.now < held.ExpiresAt {
		return token, nil
	}
	if held.RefreshSeconds <= 0 {
		return oauthAccessToken{}, failure(
			http.StatusUnprocessableEntity,
			"oauth_missing_refresh_token",
			"Cannot refresh OAuth access token",
			"The current access token has expired and the authorization server has not provided a refresh token.",
		)
	}
	// A refreshed token is computed from the time, so that a read does not change the store.
	refreshes := (c.now-held.ExpiresAt)/(held.RefreshSeconds*1000) + 1
	expiry := held.ExpiresAt + refreshes*held.RefreshSeconds*1000
	token.Token, token.ExpiresAt = fmt.Sprintf("%s-refreshed-%d", held.Token, refreshes), &expiry
	return token, nil
}
