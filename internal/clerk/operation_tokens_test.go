package clerk_test

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// tokenOperationTests are the rows of tokens and verifications.
var tokenOperationTests = []operationTest{
	{"POST /sessions/{session_id}/tokens", func(c *clerk.Client) error {
		return err1(c.CreateSessionToken(background(), "sess_1", clerk.SessionTokenParams{}))
	}, "/v1/sessions/sess_1/tokens", `{}`},
	{"POST /sessions/{session_id}/tokens/{template_name}", func(c *clerk.Client) error {
		return err1(
			c.CreateSessionTokenFromTemplate(
				background(),
				"sess_1",
				"my template",
				clerk.SessionTokenParams{ExpiresInSeconds: clerk.Set(int64(30))},
			),
		)
	}, "/v1/sessions/sess_1/tokens/my%20template", `{"expires_in_seconds":30}`},
	{"POST /sign_in_tokens", func(c *clerk.Client) error {
		return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{
			UserID: "user_1", OrganizationID: clerk.Set("org_1"), ExpiresInSeconds: clerk.Set(int64(60)),
		}))
	}, "/v1/sign_in_tokens", `{"user_id":"user_1","org_id":"org_1","expires_in_seconds":60}`},
	{"POST /sign_in_tokens/{sign_in_token_id}/revoke", func(c *clerk.Client) error {
		return err1(c.RevokeSignInToken(background(), "sit_1"))
	}, "/v1/sign_in_tokens/sit_1/revoke", ""},
	{"POST /actor_tokens", func(c *clerk.Client) error {
		return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{
			UserID:                      "user_1",
			Actor:                       json.RawMessage(`{"sub":"user_2"}`),
			ExpiresInSeconds:            clerk.Set(int64(60)),
			SessionMaxDurationInSeconds: clerk.Set(int64(120)),
		}))
	}, "/v1/actor_tokens", `{"user_id":"user_1","actor":{"sub":"user_2"},"expires_in_seconds":60,` +
		`"session_max_duration_in_seconds":120}`},
	{"POST /actor_tokens/{actor_token_id}/revoke", func(c *clerk.Client) error {
		return err1(c.RevokeActorToken(background(), "act_1"))
	}, "/v1/actor_tokens/act_1/revoke", ""},
	{"POST /testing_tokens", func(c *clerk.Client) error {
		return err1(c.CreateTestingToken(background()))
	}, "/v1/testing_tokens", ""},
	{"GET /users/{user_id}/oauth_access_tokens/{provider}", func(c *clerk.Client) error {
		return err1(c.ListUserOAuthAccessTokens(background(), "user_1", "oauth_google"))
	}, "/v1/users/user_1/oauth_access_tokens/oauth_google?limit=500", ""},
	{"POST /clients/verify", func(c *clerk.Client) error {
		return err1(c.VerifyClient(background(), "a.b.c"))
	}, "/v1/clients/verify", `{"token":"a.b.c"}`},
	{"POST /users/{user_id}/verify_password", func(c *clerk.Client) error {
		return c.VerifyUserPassword(background(), "user_1", "<p&>")
	}, "/v1/users/user_1/verify_password", `{"password":"<p&>"}`},
	{"POST /users/{user_id}/verify_totp", func(c *clerk.Client) error {
		return err1(c.VerifyUserTOTP(background(), "user_1", "123456"))
	}, "/v1/users/user_1/verify_totp", `{"code":"123456"}`},
	{"POST /users/{user_id}/password/set_compromised", func(c *clerk.Client) error {
		return err1(c.SetUserPasswordCompromised(background(), "user_1", true))
	}, "/v1/users/user_1/password/set_compromised", `{"revoke_all_sessions":true}`},
	{"POST /users/{user_id}/password/unset_compromised", func(c *clerk.Client) error {
		return err1(c.UnsetUserPasswordCompromised(background(), "user_1"))
	}, "/v1/users/user_1/password/unset_compromised", ""},
}

// tokenAnswers are valid answers, by method and path.
var tokenAnswers = map[string]string{
	"POST /v1/sessions/sess_1/tokens":             `{"object":"token","jwt":"a.b.c"}`,
	"POST /v1/sessions/sess_1/tokens/my template": `{"object":"token","jwt":"a.b.c"}`,
	"POST /v1/sign_in_tokens": `{"object":"sign_in_token","id":"sit_1",` +
		`"user_id":"user_1","status":"pending","token":"t"}`,
	"POST /v1/sign_in_tokens/sit_1/revoke": `{"object":"sign_in_token","id":"sit_1","status":"revoked"}`,
	"POST /v1/actor_tokens": `{"object":"actor_token","id":"act_1","user_id":"user_1",` +
		`"status":"pending","token":"t"}`,
	"POST /v1/actor_tokens/act_1/revoke": `{"object":"actor_token","id":"act_1","status":"revoked"}`,
	"POST /v1/testing_tokens": `{"object":"testing_token","token":"t",` +
		`"expires_at":1713880800}`,
	"GET /v1/users/user_1/oauth_access_tokens/oauth_google": `[{"object":"oauth_access_token",` +
		`"external_account_id":"eac_1","token":"t"}]`,
	"POST /v1/clients/verify":               `{"object":"client","id":"client_1"}`,
	"POST /v1/users/user_1/verify_password": `{"verified":true}`,
	"POST /v1/users/user_1/verify_totp":     `{"verified":true,"code_type":"totp"}`,
}

// sendTokenOperations sends every operation of tokens and verifications with all parameters.
func sendTokenOperations(t *testing.T, emulated *emulator.Emulator, client *clerk.Client) {
	t.Helper()
	err := emulated.Seed(emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID: "user_grace",
				Body: map[string]any{
					"username":     "grace",
					"password":     "correct horse battery",
					"totp_secret":  "JBSWY3DPEHPK3PXP",
					"backup_codes": []string{"a-backup-code"},
				},
				ExternalAccounts: []emulator.ExternalAccount{{Provider: "oauth_google"}},
			},
		},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{{UserID: "user_grace", Provider: "oauth_google", Token: "t"}},
		JWTTemplates:      []emulator.SeedJWTTemplate{{Name: "hasura"}},
		Sessions:          []emulator.SeedSession{{ID: "sess_grace", UserID: "user_grace", ClientID: "client_grace"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	life := clerk.Set(int64(600))
	must(err1(client.CreateSessionToken(background(), "sess_grace", clerk.SessionTokenParams{ExpiresInSeconds: life})))
	must(
		err1(
			client.CreateSessionTokenFromTemplate(
				background(),
				"sess_grace",
				"hasura",
				clerk.SessionTokenParams{ExpiresInSeconds: life},
			),
		),
	)
	signIn, err := client.CreateSignInToken(
		background(),
		clerk.SignInTokenCreateParams{UserID: "user_grace", ExpiresInSeconds: life},
	)
	must(err)
	must(err1(client.RevokeSignInToken(background(), signIn.ID)))
	actor, err := client.CreateActorToken(background(), clerk.ActorTokenCreateParams{
		UserID:                      "user_grace",
		Actor:                       json.RawMessage(`{"sub":"user_ada"}`),
		ExpiresInSeconds:            life,
		SessionMaxDurationInSeconds: life,
	})
	must(err)
	must(err1(client.RevokeActorToken(background(), actor.ID)))
	must(err1(client.CreateTestingToken(background())))
	must(err1(client.ListUserOAuthAccessTokens(background(), "user_grace", "oauth_google")))
	token, err := emulated.ClientToken("client_grace")
	must(err)
	must(err1(client.VerifyClient(background(), token)))
	must(client.VerifyUserPassword(background(), "user_grace", "correct horse battery"))
	must(err1(client.VerifyUserTOTP(background(), "user_grace", "a-backup-code")))
	must(err1(client.SetUserPasswordCompromised(background(), "user_grace", true)))
	must(err1(client.UnsetUserPasswordCompromised(background(), "user_grace")))
}
