package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
)

// oauthAccountChoice is the choice of one account among those of a user at an OAuth provider.
type oauthAccountChoice struct {
	client   *clerk.Client
	model    *oauthAccessTokenModel
	provider string
	tokens   []clerk.OAuthAccessToken
}

// choose returns the token of the configured account, or an error if there is not exactly one.
func (c *oauthAccountChoice) choose(ctx context.Context) (token clerk.OAuthAccessToken, diags diag.Diagnostics) {
	if !c.model.ExternalAccountID.IsNull() {
		return c.configured(ctx)
	}
	userID := c.model.UserID.ValueString()
	switch len(c.tokens) {
	case 0:
		diags.AddAttributeError(path.Root("oauth_provider"), "No connected account", fmt.Sprintf(
			"The user %s has no account of %s. A user connects an account by signing in with it.", userID, c.provider))
	case 1:
		token = c.tokens[0]
	default:
		diags.AddAttributeError(path.Root("external_account_id"), "Several connected accounts", fmt.Sprintf(
			"The user %s has %d accounts of %s, each with its own token. Set external_account_id to one of them: %s.",
			userID, len(c.tokens), c.provider, c.accounts()))
	}
	return token, diags
}

// configured returns the token of external_account_id.
func (c *oauthAccountChoice) configured(ctx context.Context) (clerk.OAuthAccessToken, diag.Diagnostics) {
	userID, id := c.model.UserID.ValueString(), c.model.ExternalAccountID.ValueString()
	accountID, diags := c.accountID(ctx, userID, id)
	if diags.HasError() {
		return clerk.OAuthAccessToken{}, diags
	}
	at := slices.IndexFunc(c.tokens, func(t clerk.OAuthAccessToken) bool { return t.ExternalAccountID == accountID })
	if at >= 0 {
		return c.tokens[at], nil
	}
	detail := fmt.Sprintf("The user %s has no account %s of %s. ", userID, id, c.provider)
	if len(c.tokens) == 0 {
		detail += "The user has no account of this provider. A user connects an account by signing in with it."
	} else {
		detail += "The accounts are: " + c.accounts() + "."
	}
	diags.AddAttributeError(path.Root("external_account_id"), "No such account", detail)
	return clerk.OAuthAccessToken{}, diags
}

// accountID returns the id of an account that is configured by this id or by the id of its identification. Tokens have
// only the id of the account.
func (c *oauthAccountChoice) accountID(ctx context.Context, userID, id string) (string, diag.Diagnostics) {
	if strings.HasPrefix(id, accountPrefix) {
		return id, nil
	}
	user, err := c.client.GetUser(ctx, userID)
	if err != nil {
		return "", ephemeralbase.Failure("read the user "+userID, err, "user_id").Diagnostics(err)
	}
	for _, account := range user.ExternalAccounts {
		if id == account.ID || id == account.IdentificationID {
			return account.AccountID(), nil
		}
	}
	return id, nil
}

func (c *oauthAccountChoice) accounts() string {
	var accounts []string
	for _, token := range c.tokens {
		account := token.ExternalAccountID
		if token.Label != nil && *token.Label != "" {
			account += fmt.Sprintf(" (%s)", *token.Label)
		}
		accounts = append(accounts, account)
	}
	return strings.Join(accounts, ", ")
}

// oauthFailure describes an error about the tokens of a provider.
func oauthFailure(userID, provider string, err error) diag.Diagnostics {
	failure := ephemeralbase.Failure(fmt.Sprintf("read the token of %s of the user %s", provider, userID), err, "user_id")
	failure.Attributes["provider"] = path.Root("oauth_provider")
	if !clerk.HasCode(err, "resource_not_found") {
		failure.Advice = nil // other codes of the status 404 are about the provider
	}
	return failure.Diagnostics(err)
}
