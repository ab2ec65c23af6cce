package emulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/actortoken"
	"github.com/clerk/clerk-sdk-go/v2/client"
	"github.com/clerk/clerk-sdk-go/v2/jwks"
	"github.com/clerk/clerk-sdk-go/v2/jwt"
	"github.com/clerk/clerk-sdk-go/v2/session"
	"github.com/clerk/clerk-sdk-go/v2/signintoken"
	"github.com/clerk/clerk-sdk-go/v2/testingtoken"
	"github.com/clerk/clerk-sdk-go/v2/user"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func sdkFailure(t *testing.T, err error) string {
	t.Helper()
	var failed *clerk.APIErrorResponse
	if !errors.As(err, &failed) || len(failed.Errors) == 0 {
		t.Fatalf("the error is %v", err)
	}
	return failed.Errors[0].Code
}

// whoClaims are the claims of the JWT template "who".
type whoClaims struct {
	Who string `json:"who"`
}

// The SDK verifies the emulator's tokens with the published keys.
func TestSDK_verifiesSessionTokens(t *testing.T) {
	server, config := startSDK(t)
	server.SeedUsers(1)
	owner := server.Users()[0].ID
	err := server.Seed(emulator.Seed{
		Sessions:     []emulator.SeedSession{{ID: "sess_1", UserID: owner, LastActiveOrganizationID: "org_1"}},
		Memberships:  []emulator.SeedMembership{{UserID: owner, OrganizationID: "org_1", Role: "org:admin"}},
		JWTTemplates: []emulator.SeedJWTTemplate{{Name: "who", Claims: map[string]any{"who": "{{user.username}}"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	sessions, mustToken := session.NewClient(config), must[*clerk.SessionToken](t)
	token := mustToken(
		sessions.CreateToken(t.Context(), &session.CreateTokenParams{ID: "sess_1", ExpiresInSeconds: clerk.Int64(90)}),
	)
	claims := must[*clerk.SessionClaims](
		t,
	)(
		jwt.Verify(t.Context(), &jwt.VerifyParams{Token: token.JWT, JWKSClient: jwks.NewClient(config)}),
	)
	if claims.Subject != owner || claims.SessionID != "sess_1" || claims.ActiveOrganizationID != "org_1" ||
		claims.ActiveOrganizationRole != "org:admin" ||
		*claims.Expiry-*claims.IssuedAt != 90 ||
		claims.Issuer != server.FrontendAPIURL() {
		t.Errorf("the claims are %+v", claims)
	}

	made := mustToken(sessions.CreateToken(t.Context(), &session.CreateTokenParams{ID: "sess_1", TemplateName: "who"}))
	custom := must[*clerk.SessionClaims](t)(jwt.Verify(t.Context(), &jwt.VerifyParams{
		Token:                   made.JWT,
		JWKSClient:              jwks.NewClient(config),
		CustomClaimsConstructor: func(context.Context) any { return &whoClaims{} },
	}))
	if who := custom.Custom.(*whoClaims).Who; who != *server.Users()[0].Username {
		t.Errorf("the template gave %q", who)
	}

	if _, err := server.RotateKeys(false); err != nil {
		t.Fatal(err)
	}
	_, err = jwt.Verify(t.Context(), &jwt.VerifyParams{Token: token.JWT, JWKSClient: jwks.NewClient(config)})
	if err == nil {
		t.Error("a token with a removed key was verified")
	}
	must[*clerk.Session](t)(sessions.Revoke(t.Context(), &session.RevokeParams{ID: "sess_1"}))
	_, err = sessions.CreateToken(t.Context(), &session.CreateTokenParams{ID: "sess_1"})
	if code := sdkFailure(t, err); code != "authentication_invalid" {
		t.Errorf("refused with %s", code)
	}
}

func TestSDK_signInActorAndTestingTokens(t *testing.T) {
	server, config := startSDK(t)
	server.SeedUsers(1)
	owner := server.Users()[0].ID

	signIns, mustSignIn := signintoken.NewClient(config), must[*clerk.SignInToken](t)
	signIn := mustSignIn(
		signIns.Create(t.Context(), &signintoken.CreateParams{UserID: &owner, ExpiresInSeconds: clerk.Int64(60)}),
	)
	if signIn.Status != "pending" || signIn.Token == "" || signIn.URL == nil || signIn.UserID != owner {
		t.Errorf("created %+v", signIn)
	}
	if got := mustSignIn(signIns.Revoke(t.Context(), signIn.ID)); got.Status != "revoked" {
		t.Errorf("revoked into %s", got.Status)
	}
	_, err := signIns.Revoke(t.Context(), signIn.ID)
	if code := sdkFailure(t, err); code != "sign_in_token_cannot_be_revoked_code" {
		t.Errorf("refused with %s", code)
	}

	actors, mustActor := actortoken.NewClient(config), must[*clerk.ActorToken](t)
	actor := mustActor(
		actors.Create(t.Context(), &actortoken.CreateParams{UserID: &owner, Actor: json.RawMessage(`{"sub":"user_2"}`)}),
	)
	if actor.Status != "pending" || string(actor.Actor) != `{"sub":"user_2"}` || actor.Token == "" || actor.URL == nil {
		t.Errorf("created %+v", actor)
	}
	if got := mustActor(actors.Revoke(t.Context(), actor.ID)); got.Status != "revoked" {
		t.Errorf("revoked into %s", got.Status)
	}

	testing := must[*clerk.TestingToken](t)(testingtoken.NewClient(config).Create(t.Context()))
	if held := server.TestingTokens(); len(held) != 1 || held[0].Token != testing.Token ||
		held[0].ExpiresAt != testing.ExpiresAt {
		t.Errorf("created %+v, held are %+v", testing, held)
	}
}

func TestSDK_verifiesPasswordsAndClients(t *testing.T) {
	server, config := startSDK(t)
	users := user.NewClient(config)
	owner := must[*clerk.User](t)(users.Create(t.Context(), &user.CreateParams{
		Username: clerk.String("adalove"), Password: clerk.String("correct horse"),
	}))
	verify := &user.VerifyPasswordParams{UserID: owner.ID, Password: "correct horse"}
	if !must[*user.VerifyPasswordResponse](t)(users.VerifyPassword(t.Context(), verify)).Verified {
		t.Error("not verified")
	}
	verify.Password = "wrong"
	_, err := users.VerifyPassword(t.Context(), verify)
	if code := sdkFailure(t, err); code != "incorrect_password" {
		t.Errorf("refused with %s", code)
	}

	made := must[*clerk.Session](t)(session.NewClient(config).Create(t.Context(), &session.CreateParams{UserID: owner.ID}))
	token := must[string](t)(server.ClientToken(made.ClientID))
	device := must[*clerk.Client](t)(client.NewClient(config).Verify(t.Context(), &client.VerifyParams{Token: &token}))
	if device.ID != made.ClientID || len(device.Sessions) != 1 {
		t.Errorf("the client is %+v", device)
	}
}

func TestSDK_oauthAccessTokens(t *testing.T) {
	server, config := startSDK(t)
	err := server.Seed(emulator.Seed{
		Users: []emulator.SeedUser{{
			ID: "user_1", Body: map[string]any{"username": "adalove"},
			ExternalAccounts: []emulator.ExternalAccount{{Provider: "oauth_google", ApprovedScopes: "email"}},
		}},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{{UserID: "user_1", Provider: "oauth_google", Token: "ya29"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	list := must[*clerk.OAuthAccessTokenList](t)(user.NewClient(config).ListOAuthAccessTokens(t.Context(),
		&user.ListOAuthAccessTokensParams{ID: "user_1", Provider: "oauth_google"}))
	if list.TotalCount != 1 || list.OAuthAccessTokens[0].Token != "ya29" ||
		list.OAuthAccessTokens[0].Scopes[0] != "email" {
		t.Errorf("listed %+v", list)
	}
}
