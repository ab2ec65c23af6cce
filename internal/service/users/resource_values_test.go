package users_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// The operations that a change of one attribute may take.
const (
	createUser      = "POST /v1/users"
	updateUser      = "PATCH /v1/users/{user_id}"
	replaceMetadata = "PUT /v1/users/{user_id}/metadata"
	banUser         = "POST /v1/users/{user_id}/ban"
	unbanUser       = "POST /v1/users/{user_id}/unban"
	lockUser        = "POST /v1/users/{user_id}/lock"
	unlockUser      = "POST /v1/users/{user_id}/unlock"
	deleteUser      = "DELETE /v1/users/{user_id}"
	addEmail        = "POST /v1/email_addresses"
	deleteEmail     = "DELETE /v1/email_addresses/{email_address_id}"
	addPhone        = "POST /v1/phone_numbers"
	deletePhone     = "DELETE /v1/phone_numbers/{phone_number_id}"
	deleteWallet    = "DELETE /v1/users/{user_id}/web3_wallets/{web3_wallet_identification_id}"
)

// managed is an attribute that the API holds: what a configuration says of it,
// and what the API then must hold.
type managed struct {
	name string
	// set, changed and cleared are values in HCL; without cleared, the attribute cannot be cleared.
	set, changed, cleared string
	// extra are further arguments that the values need.
	extra string
	// held is what the API holds, in words that the has… fields compare with.
	held                           func(emulator.User) string
	hasSet, hasChanged, hasCleared string
	// drift changes the attribute behind Terraform's back.
	drift func(*emulator.User)
	// change, clear and restore are the writes of each; restore undoes the drift.
	change, clear, restore []string
}

var patch = []string{updateUser}

const (
	walletA = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	walletB = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

func managedAttributes() []managed {
	text := func(name string, held func(emulator.User) *string, set func(*emulator.User, *string)) managed {
		return managed{
			name: name, set: `"first-value"`, changed: `"second-value"`, cleared: `""`,
			held:   func(u emulator.User) string { return textOf(held(u)) },
			hasSet: "first-value", hasChanged: "second-value", hasCleared: "<null>",
			drift:  func(u *emulator.User) { set(u, ptr("other-value")) },
			change: patch, clear: patch, restore: patch,
		}
	}
	metadata := func(name string, field func(*emulator.User) *json.RawMessage) managed {
		return managed{
			name:       name,
			set:        `jsonencode({ a = { b = [1, 2] } })`,
			changed:    `jsonencode({ a = { c = true } })`,
			cleared:    `jsonencode({})`,
			held:       func(u emulator.User) string { return string(*field(&u)) },
			hasSet:     `{"a":{"b":[1,2]}}`,
			hasChanged: `{"a":{"c":true}}`,
			hasCleared: `{}`,
			drift:      func(u *emulator.User) { *field(u) = json.RawMessage(`{"a":{"c":true},"stray":1}`) },
			change:     []string{replaceMetadata},
			clear:      []string{replaceMetadata},
			restore:    []string{replaceMetadata},
		}
	}
	boolean := func(name string, field func(*emulator.User) *bool, off []string) managed {
		return managed{
			name: name, set: "true", changed: "false",
			held:   func(u emulator.User) string { return strconv.FormatBool(*field(&u)) },
			hasSet: "true", hasChanged: "false",
			drift:  func(u *emulator.User) { *field(u) = true },
			change: off, restore: off,
		}
	}
	username := text(
		"username",
		func(u emulator.User) *string { return u.Username },
		func(u *emulator.User, v *string) { u.Username = v },
	)
	locale := text(
		"locale",
		func(u emulator.User) *string { return u.Locale },
		func(u *emulator.User, v *string) { u.Locale = v },
	)
	locale.set, locale.changed, locale.hasSet, locale.hasChanged = `"en-GB"`, `"de"`, "en-GB", "de"
	locale.drift = func(u *emulator.User) { u.Locale = ptr("fr") }

	return []managed{
		text(
			"external_id",
			func(u emulator.User) *string { return u.ExternalID },
			func(u *emulator.User, v *string) { u.ExternalID = v },
		),
		username,
		text(
			"first_name",
			func(u emulator.User) *string { return u.FirstName },
			func(u *emulator.User, v *string) { u.FirstName = v },
		),
		text(
			"last_name",
			func(u emulator.User) *string { return u.LastName },
			func(u *emulator.User, v *string) { u.LastName = v },
		),
		locale,
		metadata("public_metadata", func(u *emulator.User) *json.RawMessage { return &u.PublicMetadata }),
		metadata("private_metadata", func(u *emulator.User) *json.RawMessage { return &u.PrivateMetadata }),
		metadata("unsafe_metadata", func(u *emulator.User) *json.RawMessage { return &u.UnsafeMetadata }),
		boolean("banned", func(u *emulator.User) *bool { return &u.Banned }, []string{unbanUser}),
		boolean("locked", func(u *emulator.User) *bool { return &u.Locked }, []string{unlockUser}),
		boolean("delete_self_enabled", func(u *emulator.User) *bool { return &u.DeleteSelfEnabled }, patch),
		boolean("create_organization_enabled", func(u *emulator.User) *bool { return &u.CreateOrganizationEnabled }, patch),
		boolean("bypass_client_trust", func(u *emulator.User) *bool { return &u.BypassClientTrust }, patch),
		{
			name: "create_organizations_limit", set: "3", changed: "0",
			held:   func(u emulator.User) string { return numberOf(u.CreateOrganizationsLimit) },
			hasSet: "3", hasChanged: "0",
			drift:  func(u *emulator.User) { u.CreateOrganizationsLimit = ptr(int64(9)) },
			change: patch, restore: patch,
		},
		{
			name: "legal_accepted_at", set: `"2020-01-02T03:04:05.250+01:00"`, changed: `"2021-01-02T03:04:05Z"`, cleared: `""`,
			held:   func(u emulator.User) string { return timeOf(u.LegalAcceptedAt) },
			hasSet: "2020-01-02T02:04:05.250Z", hasChanged: "2021-01-02T03:04:05.000Z", hasCleared: "<null>",
			drift:  func(u *emulator.User) { u.LegalAcceptedAt = ptr(int64(1)) },
			change: patch, clear: patch, restore: patch,
		},
		{
			name: "created_at", set: `"2020-01-02T03:04:05+01:00"`, changed: `"2021-01-02T03:04:05.001Z"`,
			held:   func(u emulator.User) string { return timeOf(&u.CreatedAt) },
			hasSet: "2020-01-02T02:04:05.000Z", hasChanged: "2021-01-02T03:04:05.001Z",
			drift:  func(u *emulator.User) { u.CreatedAt = 1 },
			change: patch, restore: patch,
		},
		{
			name: "email_addresses", set: `["a@example.com"]`, changed: `["b@example.com"]`, cleared: `[]`,
			held:   emailsOf,
			hasSet: "a@example.com*", hasChanged: "b@example.com*", hasCleared: "",
			drift:  func(u *emulator.User) { u.EmailAddresses[0].EmailAddress = "stray@example.com" },
			change: []string{addEmail, deleteEmail}, clear: []string{deleteEmail}, restore: []string{addEmail, deleteEmail},
		},
		{
			name: "phone_numbers", set: `["+12025550123"]`, changed: `["+12025550124"]`, cleared: `[]`,
			held:   phonesOf,
			hasSet: "+12025550123*", hasChanged: "+12025550124*", hasCleared: "",
			drift:  func(u *emulator.User) { u.PhoneNumbers[0].PhoneNumber = "+12025550999" },
			change: []string{addPhone, deletePhone}, clear: []string{deletePhone}, restore: []string{addPhone, deletePhone},
		},
		{
			name:       "primary_email_address",
			extra:      `email_addresses = ["c@example.com", "d@example.com"]`,
			set:        `"c@example.com"`,
			changed:    `"d@example.com"`,
			held:       emailsOf,
			hasSet:     "c@example.com* d@example.com",
			hasChanged: "c@example.com d@example.com*",
			// The first is the primary: it was created first.
			drift:   func(u *emulator.User) { u.PrimaryEmailAddressID = ptr(u.EmailAddresses[1].ID) },
			change:  patch,
			restore: patch,
		},
		{
			name:       "primary_phone_number",
			extra:      `phone_numbers = ["+12025550125", "+12025550126"]`,
			set:        `"+12025550125"`,
			changed:    `"+12025550126"`,
			held:       phonesOf,
			hasSet:     "+12025550125* +12025550126",
			hasChanged: "+12025550125 +12025550126*",
			drift:      func(u *emulator.User) { u.PrimaryPhoneNumberID = ptr(u.PhoneNumbers[1].ID) },
			change:     patch,
			restore:    patch,
		},
		{
			name:       "primary_web3_wallet",
			extra:      `web3_wallets = ["` + walletA + `", "` + walletB + `"]`,
			set:        `"` + walletA + `"`,
			changed:    `"` + walletB + `"`,
			held:       walletsOf,
			hasSet:     walletA + "* " + walletB,
			hasChanged: walletA + " " + walletB + "*",
			drift:      func(u *emulator.User) { u.PrimaryWeb3WalletID = ptr(u.Web3Wallets[1].ID) },
			change:     patch,
			restore:    patch,
		},
	}
}

func ptr[T any](value T) *T { return &value }

func textOf(value *string) string {
	if value == nil {
		return "<null>"
	}
	return *value
}

func numberOf(value *int64) string {
	if value == nil {
		return "<null>"
	}
	return strconv.FormatInt(*value, 10)
}

func timeOf(value *int64) string {
	if value == nil {
		return "<null>"
	}
	return time.UnixMilli(*value).UTC().Format("2006-01-02T15:04:05.000Z")
}

// emailsOf lists the addresses in order, the primary with a star.
func emailsOf(user emulator.User) string {
	return starred(
		user.EmailAddresses,
		user.PrimaryEmailAddressID,
		func(e emulator.EmailAddress) (string, string) { return e.ID, e.EmailAddress },
	)
}

func phonesOf(user emulator.User) string {
	return starred(
		user.PhoneNumbers,
		user.PrimaryPhoneNumberID,
		func(p emulator.PhoneNumber) (string, string) { return p.ID, p.PhoneNumber },
	)
}

func walletsOf(user emulator.User) string {
	return starred(
		user.Web3Wallets,
		user.PrimaryWeb3WalletID,
		func(w emulator.Web3Wallet) (string, string) { return w.ID, w.Web3Wallet },
	)
}

func starred[T any](identifiers []T, primary *string, parts func(T) (id, value string)) string {
	var values []string
	for _, identifier := range identifiers {
		id, value := parts(identifier)
		if primary != nil && id == *primary {
			value += "*"
		}
		values = append(values, value)
	}
	slices.Sort(values)
	return strings.Join(values, " ")
}
