package emulator_test

import (
	"bytes"
	"cmp"
	"errors"
	"image"
	"image/png"
	"testing"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/user"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// formFile is a file in memory for the SDK.
type formFile struct{ *bytes.Reader }

func (formFile) Close() error { return nil }

func TestSDK_profileImage(t *testing.T) {
	server, config := startSDK(t)
	users, mustUser := user.NewClient(config), must[*clerk.User](t)
	created := mustUser(users.Create(t.Context(), &user.CreateParams{Username: clerk.String("adalove")}))
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	file := formFile{bytes.NewReader(content.Bytes())}
	uploaded := mustUser(users.UpdateProfileImage(t.Context(), created.ID, &user.UpdateProfileImageParams{File: file}))
	kept, has := server.ProfileImage(created.ID)
	if !uploaded.HasImage || *uploaded.ImageURL == *created.ImageURL || !has || kept.Size != int64(content.Len()) ||
		kept.ContentType != "image/png" {
		t.Errorf("uploaded %+v, kept %+v", uploaded, kept)
	}
	deleted := mustUser(users.DeleteProfileImage(t.Context(), created.ID))
	if deleted.HasImage || *deleted.ImageURL != *created.ImageURL {
		t.Errorf("deleted %+v", deleted)
	}
	_, err := users.DeleteProfileImage(t.Context(), created.ID)
	var failed *clerk.APIErrorResponse
	if !errors.As(err, &failed) || failed.HTTPStatusCode != 404 || failed.Errors[0].Code != "image_not_found" {
		t.Errorf("the error is %v", err)
	}
}

func TestSDK_factorsPasskeysAndExternalAccounts(t *testing.T) {
	server, config := startSDK(t)
	users := user.NewClient(config)
	created := must[*clerk.User](t)(users.Create(t.Context(), &user.CreateParams{
		Username: clerk.String("adalove"), TOTPSecret: clerk.String("JBSWY3DPEHPK3PXP"), BackupCodes: &[]string{"one"},
	}))
	err := server.ChangeUser(created.ID, func(u *emulator.User) {
		u.Passkeys = []emulator.Passkey{{Name: "Laptop"}}
		u.ExternalAccounts = []emulator.ExternalAccount{{Provider: "oauth_github"}, {Provider: "oauth_google"}}
	})
	if err != nil {
		t.Fatal(err)
	}
	held := must[*clerk.User](t)(users.Get(t.Context(), created.ID))
	disabled := must[*user.MultifactorAuthentication](
		t,
	)(
		users.DeleteMFA(t.Context(), &user.DeleteMFAParams{ID: created.ID}),
	)
	if disabled.UserID != created.ID {
		t.Errorf("disabled %+v", disabled)
	}
	mustDelete := must[*clerk.DeletedResource](t)
	passkey := mustDelete(users.DeletePasskey(t.Context(), created.ID, held.Passkeys[0].ID))
	if !passkey.Deleted || passkey.ID != held.Passkeys[0].ID {
		t.Errorf("deleted %+v", passkey)
	}
	stored, _ := server.User(created.ID)
	for _, account := range stored.ExternalAccounts {
		id := cmp.Or(account.ExternalAccountID, account.ID) // the SDK's ExternalAccount has only the first
		deleted := mustDelete(
			users.DeleteExternalAccount(t.Context(), &user.DeleteExternalAccountParams{UserID: created.ID, ID: id}),
		)
		if !deleted.Deleted || deleted.Object != "external_account" {
			t.Errorf("deleted %+v", deleted)
		}
	}
	after := must[*clerk.User](t)(users.Get(t.Context(), created.ID))
	if after.TwoFactorEnabled || after.TOTPEnabled || after.BackupCodeEnabled || after.MFADisabledAt == nil ||
		len(after.Passkeys)+len(after.ExternalAccounts) != 0 {
		t.Errorf("left with %+v", after)
	}
}
