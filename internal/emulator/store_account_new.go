package emulator

import (
	"cmp"
	"encoding/json"
	"time"
)

// freshAccount returns a user with default values.
func freshAccount(e *Emulator, at time.Time) *account {
	attempts := e.behaviour.verificationAttempts()
	a := &account{User: User{
		ID:                            newID(userPrefix, at),
		CreatedAt:                     at.UnixMilli(),
		UpdatedAt:                     at.UnixMilli(),
		DeleteSelfEnabled:             true,
		CreateOrganizationEnabled:     true,
		VerificationAttemptsRemaining: &attempts,
	}}
	completeUser(&a.User, at)
	a.ImageURL = defaultImageURL(e.instance, a.ID)
	return a
}

// completeUser sets the omitted values of the user: ids, object names, times, and empty lists and objects.
func completeUser(u *User, at time.Time) {
	now := at.UnixMilli()
	u.Object = "user"
	u.ID = cmp.Or(u.ID, newID(userPrefix, at))
	u.CreatedAt = cmp.Or(u.CreatedAt, now)
	u.UpdatedAt = cmp.Or(u.UpdatedAt, u.CreatedAt)
	u.ProfileImageURL = cmp.Or(u.ProfileImageURL, defaultProfileImageURL)
	for _, metadata := range []*json.RawMessage{&u.PublicMetadata, &u.PrivateMetadata, &u.UnsafeMetadata} {
		if len(*metadata) == 0 {
			*metadata = json.RawMessage("{}")
		}
	}
	for i := range u.EmailAddresses {
		completeIdentification(&u.EmailAddresses[i].Identification, "email_address", at)
	}
	for i := range u.PhoneNumbers {
		completeIdentification(&u.PhoneNumbers[i].Identification, "phone_number", at)
	}
	for i := range u.Web3Wallets {
		wallet := &u.Web3Wallets[i]
		wallet.Object = "web3_wallet"
		wallet.ID = cmp.Or(wallet.ID, newID(identificationPrefix, at))
		wallet.CreatedAt = cmp.Or(wallet.CreatedAt, now)
		wallet.UpdatedAt = cmp.Or(wallet.UpdatedAt, wallet.CreatedAt)
	}
	for i := range u.Passkeys {
		completePasskey(&u.Passkeys[i], at)
	}
	for i := range u.ExternalAccounts {
		completeExternalAccount(&u.ExternalAccounts[i], at)
	}
	for i := range u.SAMLAccounts {
		completeSAMLAccount(&u.SAMLAccounts[i], at)
	}
	for i := range u.EnterpriseAccounts {
		completeEnterpriseAccount(&u.EnterpriseAccounts[i], at)
	}
	u.EmailAddresses = orEmpty(u.EmailAddresses)
	u.PhoneNumbers = orEmpty(u.PhoneNumbers)
	u.Web3Wallets = orEmpty(u.Web3Wallets)
	u.Passkeys = orEmpty(u.Passkeys)
	u.ExternalAccounts = orEmpty(u.ExternalAccounts)
	u.SAMLAccounts = orEmpty(u.SAMLAccounts)
	u.EnterpriseAccounts = orEmpty(u.EnterpriseAccounts)
}

func completeIdentification(i *Identification, object string, at time.Time) {
	i.Object = object
	i.ID = cmp.Or(i.ID, newID(identificationPrefix, at))
	i.CreatedAt = cmp.Or(i.CreatedAt, at.UnixMilli())
	i.UpdatedAt = cmp.Or(i.UpdatedAt, i.CreatedAt)
	i.LinkedTo = orEmpty(i.LinkedTo)
}

func orEmpty[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
