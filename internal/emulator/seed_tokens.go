package emulator

import (
	"fmt"
	"slices"
)

// SeedOAuthAccessToken is the access token of an external account.
type SeedOAuthAccessToken struct {
	UserID string `json:"user_id"`
	// User is an identifier of the user. It replaces UserID.
	User     string `json:"user,omitempty"`
	Provider string `json:"provider"`
	// ExternalAccountID is required if the user has several accounts of the provider.
	ExternalAccountID string   `json:"external_account_id,omitempty"`
	Token             string   `json:"token"`
	TokenSecret       string   `json:"token_secret,omitempty"`
	IDToken           string   `json:"id_token,omitempty"`
	Scopes            []string `json:"scopes,omitempty"`
	// Label replaces the label of the account.
	Label *string `json:"label,omitempty"`
	// ExpiresAt is in Unix milliseconds. 0 means never.
	ExpiresAt int64 `json:"expires_at,omitempty"`
	// RefreshSeconds is the lifetime of a refreshed token. 0 means that there is no refresh token.
	RefreshSeconds int64 `json:"refresh_seconds,omitempty"`
}

func (e *Emulator) seedOAuthAccessToken(seed SeedOAuthAccessToken) error {
	a, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	matching := slices.DeleteFunc(slices.Clone(a.ExternalAccounts), func(x ExternalAccount) bool {
		return x.Provider != seed.Provider || seed.ExternalAccountID != "" && !x.named(seed.ExternalAccountID)
	})
	if len(matching) != 1 {
		return fmt.Errorf(
			"user %s has %d external accounts of %s that it could belong to",
			a.ID,
			len(matching),
			seed.Provider,
		)
	}
	e.store.tokens.OAuth[matching[0].IdentificationID] = seed
	return nil
}
