package emulator_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/client"
	"github.com/clerk/clerk-sdk-go/v2/emailaddress"
	"github.com/clerk/clerk-sdk-go/v2/phonenumber"
	"github.com/clerk/clerk-sdk-go/v2/session"
	"github.com/clerk/clerk-sdk-go/v2/user"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// These tests use the official Go SDK as an independent client. The emulator must understand its requests, and its
// types must match the answers.

// startSDK starts an emulator and returns its configuration for the SDK.
func startSDK(t *testing.T) (*emulator.Server, *clerk.ClientConfig) {
	t.Helper()
	server, err := emulator.Start(emulator.Config{SigningKeys: emulator.SharedSigningKeys()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	config := &clerk.ClientConfig{}
	config.URL = clerk.String(server.URL + "/v1")
	config.Key = clerk.String(emulator.DefaultSecretKey)
	return server, config
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func raw(text string) *json.RawMessage {
	message := json.RawMessage(text)
	return &message
}

func TestSDK_userLifecycle(t *testing.T) {
	server, config := startSDK(t)
	users := user.NewClient(config)
	ctx, mustUser := t.Context(), must[*clerk.User](t)

	created := mustUser(users.Create(ctx, &user.CreateParams{
		EmailAddresses: &[]string{"ada@example.com", "ada@example.org"},
		PhoneNumbers:   &[]string{"+15555550100"},
		Username:       clerk.String("adalove"),
		Password:       clerk.String("correct horse"),
		FirstName:      clerk.String("Ada"),
		ExternalID:     clerk.String("crm-1"),
		PublicMetadata: raw(`{"plan":"gold","limits":{"seats":3}}`),
		TOTPSecret:     clerk.String("JBSWY3DPEHPK3PXP"),
		BackupCodes:    &[]string{"one", "two"},
		CreatedAt:      clerk.String("2020-01-01T00:00:00Z"),
		Locale:         clerk.String("en-GB"),
	}))
	if created.CreatedAt != 1577836800000 || !created.PasswordEnabled || !created.TOTPEnabled ||
		len(created.EmailAddresses) != 2 ||
		*created.PrimaryEmailAddressID != created.EmailAddresses[0].ID ||
		created.EmailAddresses[0].Verification.Status != "verified" {
		t.Errorf("created %+v", created)
	}
	if got := mustUser(users.Get(ctx, created.ID)); *got.Username != "adalove" || *got.Locale != "en-GB" {
		t.Errorf("read %+v", got)
	}

	// The SDK sends a PATCH for the user and a PUT for the metadata.
	updated := mustUser(users.Update(ctx, created.ID, &user.UpdateParams{
		FirstName:             clerk.String("Augusta"),
		PrimaryEmailAddressID: clerk.String(created.EmailAddresses[1].ID),
		PublicMetadata:        raw(`{"plan":"silver"}`), //nolint:staticcheck // this test needs both requests of the SDK
	}))
	if *updated.FirstName != "Augusta" || *updated.PrimaryEmailAddressID != created.EmailAddresses[1].ID ||
		string(updated.PublicMetadata) != `{"plan":"silver"}` {
		t.Errorf("updated %+v", updated)
	}
	merged := mustUser(
		users.UpdateMetadata(
			ctx,
			created.ID,
			&user.UpdateMetadataParams{PublicMetadata: raw(`{"plan":null,"limits":{"seats":4}}`)},
		),
	)
	if string(merged.PublicMetadata) != `{"limits":{"seats":4}}` {
		t.Errorf("merged %s", merged.PublicMetadata)
	}
	replaced := mustUser(
		users.ReplaceMetadata(ctx, created.ID, &user.ReplaceMetadataParams{PrivateMetadata: raw(`{"a":1}`)}),
	)
	if string(replaced.PublicMetadata) != `{"limits":{"seats":4}}` || string(replaced.PrivateMetadata) != `{"a":1}` {
		t.Errorf("replaced %+v", replaced)
	}

	if !mustUser(users.Ban(ctx, created.ID)).Banned || mustUser(users.Unban(ctx, created.ID)).Banned {
		t.Error("ban and unban")
	}
	locked := mustUser(users.Lock(ctx, created.ID))
	if !locked.Locked || *locked.LockoutExpiresInSeconds != 3600 || mustUser(users.Unlock(ctx, created.ID)).Locked {
		t.Error("lock and unlock")
	}
	mfa := must[*user.MultifactorAuthentication](t)
	if mfa(users.DeleteTOTP(ctx, created.ID)).UserID != created.ID ||
		mfa(users.DeleteBackupCode(ctx, created.ID)).UserID != created.ID {
		t.Error("deleting second factors")
	}
	deleted := must[*clerk.DeletedResource](t)(users.Delete(ctx, created.ID))
	if !deleted.Deleted || deleted.ID != created.ID || deleted.Object != "user" {
		t.Errorf("deleted %+v", deleted)
	}
	if len(server.Users()) != 0 {
		t.Error("the user is still there")
	}
}

func TestSDK_listsAndCounts(t *testing.T) {
	server, config := startSDK(t)
	server.SeedUsers(30)
	users := user.NewClient(config)
	params := &user.ListParams{
		EmailAddresses: []string{"user-000001@example.com", "user-000002@example.com", "nobody@example.com"},
		OrderBy:        clerk.String("+created_at"),
	}
	params.Limit, params.Offset = clerk.Int64(1), clerk.Int64(1)
	list := must[*clerk.UserList](t)(users.List(t.Context(), params))
	if list.TotalCount != 2 || len(list.Users) != 1 || *list.Users[0].Username != "user-000002" {
		t.Errorf("listed %+v", list)
	}
	all := must[*clerk.UserList](t)(users.List(t.Context(), &user.ListParams{}))
	if all.TotalCount != 30 || len(all.Users) != 10 {
		t.Errorf("listed %d of %d", len(all.Users), all.TotalCount)
	}
	count := must[*user.TotalCount](t)(users.Count(t.Context(), &user.ListParams{Query: clerk.String("user-00000")}))
	if count.TotalCount != 9 {
		t.Errorf("counted %d", count.TotalCount)
	}
}

func TestSDK_identifiers(t *testing.T) {
	server, config := startSDK(t)
	ctx := t.Context()
	owner := must[*clerk.User](t)(user.NewClient(config).Create(ctx, &user.CreateParams{
		Username: clerk.String("adalove"), Web3Wallets: &[]string{"0x1111111111111111111111111111111111111111"},
	}))

	emails, mustEmail := emailaddress.NewClient(config), must[*clerk.EmailAddress](t)
	email := mustEmail(
		emails.Create(ctx, &emailaddress.CreateParams{UserID: &owner.ID, EmailAddress: clerk.String("ada@example.com")}),
	)
	if email.Verification != nil || email.Reserved {
		t.Errorf("created %+v", email)
	}
	email = mustEmail(
		emails.Update(ctx, email.ID, &emailaddress.UpdateParams{Verified: clerk.Bool(true), Primary: clerk.Bool(true)}),
	)
	if email.Verification.Strategy != "admin" || mustEmail(emails.Get(ctx, email.ID)).EmailAddress != "ada@example.com" {
		t.Errorf("updated %+v", email)
	}

	phones, mustPhone := phonenumber.NewClient(config), must[*clerk.PhoneNumber](t)
	phone := mustPhone(phones.Create(ctx, &phonenumber.CreateParams{
		UserID: &owner.ID, PhoneNumber: clerk.String("+15555550100"), Verified: clerk.Bool(true),
	}))
	phone = mustPhone(phones.Update(ctx, phone.ID, &phonenumber.UpdateParams{ReservedForSecondFactor: clerk.Bool(true)}))
	if !phone.ReservedForSecondFactor || !phone.DefaultSecondFactor ||
		mustPhone(phones.Get(ctx, phone.ID)).ID != phone.ID {
		t.Errorf("updated %+v", phone)
	}

	mustDelete := must[*clerk.DeletedResource](t)
	mustDelete(emails.Delete(ctx, email.ID))
	mustDelete(phones.Delete(ctx, phone.ID))
	mustDelete(user.NewClient(config).DeleteWeb3Wallet(ctx, owner.ID, owner.Web3Wallets[0].ID))
	left, _ := server.User(owner.ID)
	if len(left.EmailAddresses)+len(left.PhoneNumbers)+len(left.Web3Wallets) != 0 || left.TwoFactorEnabled {
		t.Errorf("left with %+v", left)
	}
}

func TestSDK_sessionsAndClients(t *testing.T) {
	server, config := startSDK(t)
	server.SeedUsers(1)
	owner := server.Users()[0].ID
	sessions, mustSession := session.NewClient(config), must[*clerk.Session](t)
	made := mustSession(sessions.Create(t.Context(), &session.CreateParams{UserID: owner}))
	if made.Status != "active" || mustSession(sessions.Get(t.Context(), made.ID)).UserID != owner {
		t.Errorf("created %+v", made)
	}
	list := must[*clerk.SessionList](t)(sessions.List(t.Context(), &session.ListParams{UserID: &owner}))
	if list.TotalCount != 1 || len(list.Sessions) != 1 {
		t.Errorf("listed %+v", list)
	}
	if got := mustSession(sessions.Revoke(t.Context(), &session.RevokeParams{ID: made.ID})); got.Status != "revoked" {
		t.Errorf("revoked into %s", got.Status)
	}
	device := must[*clerk.Client](t)(client.NewClient(config).Get(t.Context(), made.ClientID))
	if len(device.SessionIDs) != 1 || device.Sessions[0].Status != "revoked" {
		t.Errorf("the client is %+v", device)
	}
}

func TestSDK_errors_areDecoded(t *testing.T) {
	_, config := startSDK(t)
	users := user.NewClient(config)
	create := &user.CreateParams{EmailAddresses: &[]string{"ada@example.com"}, Username: clerk.String("adalove")}
	must[*clerk.User](t)(users.Create(t.Context(), create))

	_, err := users.Create(t.Context(), create)
	var failed *clerk.APIErrorResponse
	if !errors.As(err, &failed) {
		t.Fatalf("the error is %v", err)
	}
	got := fmt.Sprint(failed.HTTPStatusCode)
	for _, problem := range failed.Errors {
		got += fmt.Sprintf(" %s %s", problem.Code, problem.Meta)
	}
	want := `422 form_identifier_exists {"param_name":"username"} form_identifier_exists {"param_name":"email_address"}`
	if got != want || len(failed.TraceID) != 32 {
		t.Errorf("got %s with trace %q, want %s", got, failed.TraceID, want)
	}

	config.Key = clerk.String("sk_test_wrong")
	_, err = user.NewClient(config).Get(t.Context(), "user_1")
	if !errors.As(err, &failed) || failed.HTTPStatusCode != 401 || failed.Errors[0].Code != "clerk_key_invalid" {
		t.Errorf("the error is %v", err)
	}
}
