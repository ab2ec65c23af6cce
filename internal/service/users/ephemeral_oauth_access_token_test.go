package users_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const oauthToken = "clerk_user_oauth_access_token"

// withAccounts is an instance with Ada and Grace. Ada has one account of Google, with a
// token that expires at a time, and two of GitHub. The Google account of Grace
// has no token.
func withAccounts(t *testing.T, expiresAt time.Time) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(
		t,
		func(config *emulator.Config) { config.Behaviour.OAuthProvidersDisabled = []string{"oauth_slack"} },
	)
	work := "work"
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"username": "adalove"}, ExternalAccounts: []emulator.ExternalAccount{
				{
					ID: "idn_google", IdentificationID: "idn_google", ExternalAccountID: "eac_google", Provider: "oauth_google",
					ProviderUserID: "g-1",
				},
				{
					ID:             "eac_hub1",
					Provider:       "oauth_github",
					ProviderUserID: "h-1",
					Label:          &work,
				},
				{ID: "eac_hub2", IdentificationID: "idn_hub2", Provider: "oauth_github"},
				{ID: "eac_old", Provider: "oauth_twitter"},
			}},
			{
				ID:               "user_grace",
				Body:             map[string]any{"username": "gracehopper"},
				ExternalAccounts: []emulator.ExternalAccount{{Provider: "oauth_google"}},
			},
		},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{
			{
				UserID:         "user_ada",
				Provider:       "oauth_google",
				Token:          "google-token",
				IDToken:        "google-id-token",
				Scopes:         []string{"profile", "email", "email"},
				ExpiresAt:      expiresAt.UnixMilli(),
				RefreshSeconds: 3600,
			},
			{
				UserID:            "user_ada",
				Provider:          "oauth_github",
				ExternalAccountID: "eac_hub1",
				Token:             "github-token-1",
				Scopes:            []string{"repo"},
			},
			{
				UserID:            "user_ada",
				Provider:          "oauth_github",
				ExternalAccountID: "eac_hub2",
				Token:             "github-token-2",
				Scopes:            []string{},
			},
			{UserID: "user_ada", Provider: "oauth_twitter", Token: "twitter-token", TokenSecret: "twitter-secret"},
		},
	})
	return instance
}

func TestAccUserOAuthAccessToken_arrivesOnePerAccount(t *testing.T) {
	t.Parallel()
	expiry := time.Now().Add(time.Hour).UTC().Truncate(time.Millisecond)
	instance := withAccounts(t, expiry)
	var seen map[string]map[string]any
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
ephemeral "clerk_user_oauth_access_token" "google" {
  user_id        = "user_ada"
  oauth_provider = "google"
}
ephemeral "clerk_user_oauth_access_token" "github" {
  for_each            = toset(["eac_hub1", "eac_hub2"])
  user_id             = "user_ada"
  oauth_provider      = "oauth_github"
  external_account_id = each.key
}
ephemeral "clerk_user_oauth_access_token" "twitter" {
  user_id        = "user_ada"
  oauth_provider = "twitter"
}
` + acctest.Echo("jsonencode(merge({ google = ephemeral.clerk_user_oauth_access_token.google, twitter = ephemeral.clerk_user_oauth_access_token.twitter }, ephemeral.clerk_user_oauth_access_token.github))"),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	for name, want := range map[string]map[string]any{
		"google": {
			"token": "google-token", "id_token": "google-id-token", "token_secret": nil, "scopes": []any{"email", "profile"}, "external_account_id": "eac_google",
			"provider_user_id": "g-1", "label": nil, "expires_at": expiry.Format(time.RFC3339Nano), "oauth_provider": "google",
		},
		"eac_hub1": {"token": "github-token-1", "scopes": []any{"repo"}, "label": "work", "expires_at": nil, "id_token": nil, "external_account_id": "eac_hub1"},
		"eac_hub2": {"token": "github-token-2", "label": nil, "provider_user_id": nil},
		"twitter":  {"token": "twitter-token", "token_secret": "twitter-secret", "scopes": nil},
	} {
		for attribute, value := range want {
			if got := seen[name][attribute]; fmt.Sprint(got) != fmt.Sprint(value) {
				t.Errorf("%s of %s is %v, want %v", attribute, name, got, value)
			}
		}
	}
}

func TestUserOAuthAccessToken_isRefreshedByClerk(t *testing.T) {
	t.Parallel()
	instance := withAccounts(t, time.Now().Add(time.Minute))
	instance.AdvanceClock(2 * time.Minute)
	opened := acctest.NewProtocol(t, instance).
		Open(oauthToken, acctest.Values{"user_id": "user_ada", "oauth_provider": "google"})
	if opened.Result["token"] != "google-token-refreshed-1" {
		t.Errorf("the token is %v", opened.Result["token"])
	}
}

func TestUserOAuthAccessToken_Open_eitherIDOfTheAccount_isAccepted(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t, withAccounts(t, time.Now().Add(time.Hour)))
	for id, provider := range map[string]string{
		"eac_google": "oauth_google", "idn_google": "google", "eac_hub2": "github", "idn_hub2": "github",
	} {
		opened := p.Open(oauthToken, acctest.Values{
			"user_id": "user_ada", "oauth_provider": provider, "external_account_id": id,
		})
		for _, problem := range opened.Diagnostics {
			t.Errorf("%s: %s", id, problem.Detail)
		}
		token := map[string]string{"eac_google": "google-token", "idn_google": "google-token"}[id]
		if want := cmp.Or(token, "github-token-2"); opened.Result["token"] != want {
			t.Errorf("%s gives the token %v, want %s", id, opened.Result["token"], want)
		}
		if opened.Result["external_account_id"] != id {
			t.Errorf("%s becomes %v: Terraform refuses another value than the configured one", id,
				opened.Result["external_account_id"])
		}
	}
}

func TestUserOAuthAccessToken_errorsSayWhichAccountsThereAre(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t, withAccounts(t, time.Now().Add(time.Hour)))
	for name, test := range map[string]struct {
		user, provider, account string
		at, says                string
	}{
		"several accounts":                      {"user_ada", "github", "", "external_account_id", "2 accounts of oauth_github, each with its own token. Set external_account_id to one of them: eac_hub1 (work), eac_hub2."},
		"another account":                       {"user_ada", "github", "eac_none", "external_account_id", "has no account eac_none of oauth_github. The accounts are: eac_hub1 (work), eac_hub2."},
		"no account":                            {"user_ada", "oauth_gitlab", "", "oauth_provider", "has no account of oauth_gitlab"},
		"no account but a choice":               {"user_ada", "oauth_gitlab", "eac_none", "external_account_id", "The user has no account of this provider"},
		"a provider that is off":                {"user_ada", "slack", "", "oauth_provider", "on the page SSO connections"},
		"an account without token":              {"user_grace", "google", "", "oauth_provider", "has to connect the account again"},
		"an unknown user":                       {"user_none", "google", "", "user_id", "user_none"},
		"an address":                            {"ada@example.com", "google", "", "user_id", "is not the id of a user"},
		"no id of an account":                   {"user_ada", "google", "ada@example.com", "external_account_id", "is not the id of an external account"},
		"an identification of another user":     {"user_ada", "google", "idn_none", "external_account_id", "has no account idn_none of oauth_google. The accounts are: eac_google."},
		"an identification at another provider": {"user_ada", "github", "idn_google", "external_account_id", "has no account idn_google of oauth_github."},
		"a name in upper case":                  {"user_ada", "Google", "", "oauth_provider", "in lower case"},
		"no provider":                           {"user_ada", "", "", "oauth_provider", "is not an OAuth provider"},
	} {
		t.Run(name, func(t *testing.T) {
			values := acctest.Values{"user_id": test.user, "oauth_provider": test.provider}
			if test.account != "" {
				values["external_account_id"] = test.account
			}
			acctest.ExpectError(t, p.Open(oauthToken, values).Diagnostics, test.at, test.says)
		})
	}
}
