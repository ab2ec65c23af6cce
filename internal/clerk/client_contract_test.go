package clerk_test

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

// TestClient_allOperations_allParameters_followTheSpecification sends each operation with all parameters to the
// emulator, and checks requests and answers against Clerk's specification.
func TestClient_allOperations_allParameters_followTheSpecification(t *testing.T) {
	race.SkipSequential(t)
	specification := contract.FromEnvironment(t)
	emulated := emulator.New(emulator.Config{})
	server := httptest.NewServer(specification.Handler(t, emulated))
	t.Cleanup(server.Close)
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(server.URL), clerk.WithRateLimit(10_000))
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}

	created, err := client.CreateUser(background(), everyCreateParam())
	if err != nil {
		t.Fatal(err)
	}
	user := &created.User
	must(err1(client.UpdateUser(background(), user.ID, everyUpdateParam(user))))
	must(err1(client.UpdateUser(background(), user.ID, everyNull())))
	metadata := clerk.UserMetadataParams{
		Public:  json.RawMessage(`{"a":{"b":1}}`),
		Private: json.RawMessage(`{"c":[]}`),
		Unsafe:  json.RawMessage(`{}`),
	}
	must(err1(client.ReplaceUserMetadata(background(), user.ID, metadata)))
	must(
		err1(
			client.MergeUserMetadata(background(), user.ID, clerk.UserMetadataParams{Public: json.RawMessage(`{"a":null}`)}),
		),
	)
	must(err1(client.BanUser(background(), user.ID)))
	must(err1(client.UnbanUser(background(), user.ID)))
	must(err1(client.LockUser(background(), user.ID)))
	must(err1(client.UnlockUser(background(), user.ID)))
	must(err1(client.BanUsers(background(), []string{user.ID})))
	must(err1(client.UnbanUsers(background(), []string{user.ID})))
	must(err1(client.GetUser(background(), user.ID)))
	list := everyFilter(user)
	must(err1(client.ListUsers(background(), list)))
	must(err1(client.CountUsers(background(), list)))
	must(err1(client.ListUsers(background(), clerk.UserListParams{StartingAfter: user.ID})))

	email, err := client.CreateEmailAddress(background(), clerk.EmailAddressCreateParams{
		UserID:                           user.ID,
		EmailAddress:                     "more@example.com",
		Verified:                         clerk.Set(true),
		Primary:                          clerk.Set(true),
		NotifyPrimaryEmailAddressChanged: clerk.Set(true),
	})
	must(err)
	must(err1(client.GetEmailAddress(background(), email.ID)))
	must(err1(client.UpdateEmailAddress(background(), email.ID, clerk.EmailAddressUpdateParams{
		Verified: clerk.Set(true), Primary: clerk.Set(true), NotifyPrimaryEmailAddressChanged: clerk.Set(false),
	})))
	must(client.DeleteEmailAddress(background(), email.ID))
	phone, err := client.CreatePhoneNumber(background(), clerk.PhoneNumberCreateParams{
		UserID:                  user.ID,
		PhoneNumber:             "+12025550199",
		Verified:                clerk.Set(true),
		Primary:                 clerk.Set(true),
		ReservedForSecondFactor: clerk.Set(true),
	})
	must(err)
	must(err1(client.GetPhoneNumber(background(), phone.ID)))
	must(err1(client.UpdatePhoneNumber(background(), phone.ID, clerk.PhoneNumberUpdateParams{
		Verified: clerk.Set(true), Primary: clerk.Set(true), ReservedForSecondFactor: clerk.Set(false),
	})))
	must(client.DeletePhoneNumber(background(), phone.ID))
	must(client.DeleteWeb3Wallet(background(), user.ID, user.Web3Wallets[0].ID))
	must(emulated.ChangeUser(user.ID, func(u *emulator.User) {
		u.Passkeys = []emulator.Passkey{{ID: "idn_passkey", Name: "Laptop"}}
		u.ExternalAccounts = []emulator.ExternalAccount{{ID: "eac_account", Provider: "oauth_github"}}
	}))
	must(client.DeleteUserPasskey(background(), user.ID, "idn_passkey"))
	must(client.DeleteUserExternalAccount(background(), user.ID, "eac_account"))
	must(err1(client.SetUserProfileImage(background(), user.ID, imageOf("ada.png", pixel))))
	must(client.DeleteUserProfileImage(background(), user.ID))
	must(client.DisableUserMFA(background(), user.ID))
	must(client.DeleteUserTOTP(background(), user.ID))
	must(client.DeleteUserBackupCodes(background(), user.ID))
	must(err1(client.RemoveUserPassword(background(), user.ID, true)))
	must(sendEveryRead(client, emulated, user.ID))
	sendAccessOperations(t, emulated, client, user.ID)
	must(client.DeleteUser(background(), user.ID))
	sendTokenOperations(t, emulated, client)

	var sent []string
	for _, request := range emulated.Requests() {
		sent = append(sent, request.Method+" "+request.Pattern[len("/v1"):])
	}
	for _, operation := range clerk.Operations() {
		if !slices.Contains(sent, operation) {
			t.Errorf("%s was not sent: add it to this test", operation)
		}
	}
}

const wallet = "0x1234567890abcdef1234567890abcdef12345678"

func everyCreateParam() clerk.UserCreateParams {
	return clerk.UserCreateParams{
		ExternalID: clerk.Set(
			"-42",
		),
		FirstName: clerk.Set("Ada"),
		LastName:  clerk.Set("Lovelace"),
		Locale:    clerk.Set("en-GB"),
		Username:  clerk.Set("countess"),
		EmailAddresses: []string{
			"ada@example.com",
			"lovelace@example.com",
		},
		EmailAddressIdentificationStatuses: []string{"verified", "reserved"},
		PhoneNumbers: []string{
			"+12025550123",
		},
		PhoneNumberIdentificationStatuses: []string{"verified"},
		Web3Wallets:                       []string{wallet},
		Password: clerk.Set(
			"correct horse battery",
		),
		SkipPasswordChecks:      clerk.Set(true),
		SkipPasswordRequirement: clerk.Set(true),
		TOTPSecret:              clerk.Set("JBSWY3DPEHPK3PXP"),
		BackupCodes:             []string{"one-code", "two-code"},
		PublicMetadata: json.RawMessage(
			`{"a":1}`,
		),
		PrivateMetadata: json.RawMessage(`{}`),
		UnsafeMetadata:  json.RawMessage(`{"b":null}`),
		DeleteSelfEnabled: clerk.Set(
			false,
		),
		CreateOrganizationEnabled: clerk.Set(false),
		CreateOrganizationsLimit:  clerk.Set(int64(0)),
		LegalAcceptedAt: clerk.Set(
			time.UnixMilli(1_600_000_000_123),
		),
		SkipLegalChecks:     clerk.Set(true),
		SkipUserRequirement: clerk.Set(true),
		CreatedAt: clerk.Set(
			time.UnixMilli(1_500_000_000_000),
		),
		BypassClientTrust: clerk.Set(true),
		Banned:            clerk.Set(false),
		Locked:            clerk.Set(false),
	}
}

func everyUpdateParam(user *clerk.User) clerk.UserUpdateParams {
	return clerk.UserUpdateParams{
		ExternalID: clerk.Set(
			"43",
		),
		FirstName:                        clerk.Set("Augusta"),
		LastName:                         clerk.Set("King"),
		Locale:                           clerk.Set("de"),
		Username:                         clerk.Set("countess_2"),
		PrimaryEmailAddressID:            clerk.Set(*user.PrimaryEmailAddressID),
		NotifyPrimaryEmailAddressChanged: clerk.Set(true),
		PrimaryPhoneNumberID: clerk.Set(
			*user.PrimaryPhoneNumberID,
		),
		PrimaryWeb3WalletID:    clerk.Set(*user.PrimaryWeb3WalletID),
		Password:               clerk.Set("another password"),
		SkipPasswordChecks:     clerk.Set(true),
		SignOutOfOtherSessions: clerk.Set(true),
		TOTPSecret:             clerk.Set("KRSXG5CTMVRXEZLU"),
		BackupCodes:            []string{"three-code"},
		DeleteSelfEnabled: clerk.Set(
			true,
		),
		CreateOrganizationEnabled: clerk.Set(true),
		CreateOrganizationsLimit:  clerk.Set(int64(5)),
		LegalAcceptedAt:           clerk.Set(time.UnixMilli(1_600_000_000_124)),
		SkipLegalChecks:           clerk.Set(false),
		CreatedAt:                 clerk.Set(time.UnixMilli(1_500_000_000_001)),
		BypassClientTrust:         clerk.Set(false),
	}
}

// everyNull clears all fields that can be null.
func everyNull() clerk.UserUpdateParams {
	return clerk.UserUpdateParams{
		ExternalID:      clerk.Null[string](),
		FirstName:       clerk.Null[string](),
		LastName:        clerk.Null[string](),
		Locale:          clerk.Null[string](),
		Username:        clerk.Null[string](),
		LegalAcceptedAt: clerk.Null[time.Time](),
	}
}

func everyFilter(user *clerk.User) clerk.UserListParams {
	long := clerk.UnixMilli(1_000_000_000_000)
	return clerk.UserListParams{
		EmailAddresses: []string{
			"ada@example.com",
			"a+b@example.com",
		},
		PhoneNumbers: []string{"+12025550123"},
		Usernames:    []string{"countess_2"},
		Web3Wallets: []string{
			wallet,
		},
		UserIDs:           []string{"+" + user.ID},
		ExternalIDs:       []string{clerk.ExactFilter("-42")},
		OrganizationIDs:   []string{"-org_1"},
		Provider:          "oauth_google",
		ProviderUserIDs:   []string{"12345"},
		Query:             "ada",
		EmailAddressQuery: "ADA",
		PhoneNumberQuery:  "555",
		UsernameQuery:     "count",
		NameQuery:         "ad",
		Banned:            ptr(false),
		CreatedAtBefore: ptr(
			clerk.UnixMilli(time.Now().UnixMilli()),
		),
		CreatedAtAfter:     &long,
		LastActiveAtBefore: &long,
		LastActiveAtAfter:  &long,
		LastActiveAtSince:  &long,
		LastSignInAtBefore: &long,
		LastSignInAtAfter:  &long,
		Limit:              500,
		Offset:             1,
		OrderBy:            "+created_at",
	}
}
