package emulator

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// startOAuth starts an instance with two users: ada with an account at Google and two at GitHub, and grace with an
// account without a token.
func startOAuth(t *testing.T) *testAPI {
	t.Helper()
	api := startTest(t, Config{})
	var seed Seed
	err := json.Unmarshal([]byte(`{
		"users": [
			{"id":"user_ada","username":"adalove","external_accounts":[
				{"provider":"oauth_google","provider_user_id":"g-1","approved_scopes":"email profile","label":"work",
				"public_metadata":{"a":1}},
				{"id":"eac_1","provider":"oauth_github","provider_user_id":"h-1"}, {"id":"eac_2","provider":"oauth_github",
				"provider_user_id":"h-2"}]},
			{"id":"user_grace","username":"graceh","external_accounts":[{"provider":"oauth_google"}]}],
		"oauth_access_tokens": [
			{"user":"adalove","provider":"oauth_google","token":"ya29","id_token":"idt","expires_at":1780318800000,
			"refresh_seconds":600},
			{"user_id":"user_ada","provider":"oauth_github","external_account_id":"eac_1","token":"gho_1","scopes":["repo"],
			"label":"own"},
			{"user_id":"user_ada","provider":"oauth_github","external_account_id":"eac_2","token":"oauth1",
			"token_secret":"s"}]}`), &seed)
	if err == nil {
		err = api.Seed(seed)
	}
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func TestOAuthAccessTokens_haveOneTokenPerAccount(t *testing.T) {
	api := startOAuth(t)
	const path = "/v1/users/user_ada/oauth_access_tokens/"
	google := decoded[[]oauthAccessToken](api.ok("GET", path+"oauth_google", ""))
	if len(google) != 1 || google[0].Token != "ya29" || google[0].IDToken != "idt" ||
		strings.Join(google[0].Scopes, " ") != "email profile" ||
		*google[0].Label != "work" ||
		*google[0].ExpiresAt != 1780318800000 ||
		!strings.HasPrefix(google[0].ExternalAccountID, "eac_") ||
		google[0].ProviderUserID != "g-1" ||
		string(google[0].PublicMetadata) != `{"a":1}` {
		t.Errorf("got %s", marshal(google))
	}
	github := decoded[[]oauthAccessToken](api.ok("GET", path+"oauth_github", ""))
	if len(github) != 2 || github[0].ExternalAccountID != "eac_1" || *github[0].Label != "own" ||
		github[0].ExpiresAt != nil ||
		github[0].Scopes[0] != "repo" ||
		github[1].TokenSecret != "s" ||
		github[1].Scopes != nil ||
		github[1].Label != nil {
		t.Errorf("got %s", marshal(github))
	}
	page := decoded[listed[oauthAccessToken]](api.ok("GET", path+"oauth_github?paginated=true&limit=1&offset=1", ""))
	if page.TotalCount != 2 || len(page.Data) != 1 || page.Data[0].ExternalAccountID != "eac_2" {
		t.Errorf("got %s", marshal(page))
	}
	if got := api.ok("GET", path+"oauth_slack", ""); string(got.body) != "[]" {
		t.Errorf("got %s", got.body)
	}
}

func TestOAuthAccessTokens_expired_areRefreshed(t *testing.T) {
	api := startOAuth(t)
	for _, want := range []struct {
		after, life time.Duration
		token       string
	}{
		{0, time.Hour, "ya29"}, {time.Hour, 10 * time.Minute, "ya29-refreshed-1"},
		{10 * time.Minute, 10 * time.Minute, "ya29-refreshed-2"},
	} {
		api.AdvanceClock(want.after)
		for range 2 {
			got := decoded[[]oauthAccessToken](api.ok("GET", "/v1/users/user_ada/oauth_access_tokens/oauth_google", ""))[0]
			if got.Token != want.token || *got.ExpiresAt != api.Now().Add(want.life).UnixMilli() {
				t.Errorf("after %v: got %s", want.after, marshal(got))
			}
		}
	}
}

func TestOAuthAccessTokens_invalidRequest_isRefused(t *testing.T) {
	api := startOAuth(t)
	api.refused("GET", "/v1/users/user_none/oauth_access_tokens/oauth_google", "", 404, "resource_not_found")
	api.refused("GET", "/v1/users/user_ada/oauth_access_tokens/google", "", 400, "oauth_unsupported_provider")
	api.refused("GET", "/v1/users/user_grace/oauth_access_tokens/oauth_google", "", 422, "oauth_missing_access_token")
	api.refused(
		"GET",
		"/v1/users/user_ada/oauth_access_tokens/oauth_google?limit=0",
		"",
		422,
		"form_param_value_invalid limit",
	)
	err := api.Seed(
		Seed{
			OAuthAccessTokens: []SeedOAuthAccessToken{
				{User: "graceh", Provider: "oauth_google", Token: "t", ExpiresAt: testTime.UnixMilli()},
			},
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	api.refused("GET", "/v1/users/user_grace/oauth_access_tokens/oauth_google", "", 422, "oauth_missing_refresh_token")
	api.SetBehaviour(Behaviour{OAuthProvidersDisabled: []string{"oauth_google"}})
	api.refused("GET", "/v1/users/user_ada/oauth_access_tokens/oauth_google", "", 404, "oauth_token_provider_not_enabled")
}

func TestSeed_invalidTokenOrTemplate_isNamed(t *testing.T) {
	for want, seed := range map[string]Seed{
		"no user nobody":       {OAuthAccessTokens: []SeedOAuthAccessToken{{User: "nobody"}}},
		"2 external accounts":  {OAuthAccessTokens: []SeedOAuthAccessToken{{User: "adalove", Provider: "oauth_github"}}},
		"0 external accounts":  {OAuthAccessTokens: []SeedOAuthAccessToken{{User: "adalove", Provider: "oauth_slack"}}},
		"sub is reserved":      {JWTTemplates: []SeedJWTTemplate{{Name: "a", Claims: map[string]any{"sub": "b"}}}},
		"JWT template 1 of":    {JWTTemplates: []SeedJWTTemplate{{}}},
		"JWT template a alrea": {JWTTemplates: []SeedJWTTemplate{{Name: "a"}, {Name: "a"}}},
	} {
		if err := startOAuth(t).Seed(seed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v", want, err)
		}
	}
}
