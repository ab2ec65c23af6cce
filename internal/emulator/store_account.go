package emulator

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
)

// account is a user with the data that the API does not show. An account in the store is never changed: writers replace
// it with a changed clone, so that readers need no lock for an account that they have.
type account struct {
	User
	Credentials   credentials `json:"credentials"`
	LockExpiresAt *int64      `json:"lock_expires_at"`
	// ProfileImage is nil if there is no data about an image.
	ProfileImage *ProfileImage `json:"profile_image"`

	// NextOrganizationID is the active organization of the user's next session. Empty means none.
	NextOrganizationID string `json:"next_organization_id,omitempty"`

	sequence int64
	// added is the time at which a request has created the user, in milliseconds.
	added int64
}

type credentials struct {
	Password    string   `json:"password"`
	Digest      string   `json:"digest"`
	Hasher      string   `json:"hasher"`
	TOTPSecret  string   `json:"totp_secret"`
	BackupCodes []string `json:"backup_codes"`
	// Plain is the password if there is otherwise only a digest, or no data.
	Plain       string `json:"plain,omitempty"`
	Compromised bool   `json:"compromised,omitempty"`
}

func (a *account) clone() *account {
	c := *a
	c.User = a.User.clone()
	c.LockExpiresAt = cloned(a.LockExpiresAt)
	c.Credentials.BackupCodes = slices.Clone(a.Credentials.BackupCodes)
	return &c
}

// view returns the user in the format of the API at the time now, without an expired lock.
func (a *account) view(now int64, behaviour *Behaviour) User {
	user := a.User
	user.LockoutExpiresInSeconds = nil
	if user.Locked && a.LockExpiresAt != nil {
		left := (*a.LockExpiresAt - now + 999) / 1000
		user.Locked = left > 0
		if user.Locked {
			user.LockoutExpiresInSeconds = &left
		}
	}
	if behaviour.LockoutDisabled {
		user.VerificationAttemptsRemaining = nil
	}
	if behaviour.ShuffleIdentifiers {
		user.EmailAddresses = shuffled(user.EmailAddresses)
		user.PhoneNumbers = shuffled(user.PhoneNumbers)
		user.Web3Wallets = shuffled(user.Web3Wallets)
	}
	return user
}

// shuffled returns the items in another order, if there is one.
func shuffled[T any](items []T) []T {
	if len(items) < 2 {
		return items
	}
	turn := 1 + rand.IntN(len(items)-1)
	return slices.Concat(items[turn:], items[:turn])
}

// settleSecondFactors computes the fields that depend on the user's factors, and records when two-factor authentication
// was enabled or disabled.
func (a *account) settleSecondFactors(now int64) {
	enabled := a.TOTPEnabled || slices.ContainsFunc(a.PhoneNumbers, func(p PhoneNumber) bool {
		return p.ReservedForSecondFactor
	})
	switch {
	case enabled && !a.TwoFactorEnabled:
		a.MFAEnabledAt = &now
	case !enabled && a.TwoFactorEnabled:
		a.MFADisabledAt = &now
	}
	a.TwoFactorEnabled = enabled
}

func (u User) clone() User {
	for _, text := range []**string{&u.ExternalID, &u.PrimaryEmailAddressID, &u.PrimaryPhoneNumberID,
		&u.PrimaryWeb3WalletID, &u.Username, &u.FirstName, &u.LastName, &u.Locale} {
		*text = cloned(*text)
	}
	for _, number := range []**int64{&u.MFAEnabledAt, &u.MFADisabledAt, &u.PasswordLastUpdatedAt, &u.LastSignInAt,
		&u.LockoutExpiresInSeconds, &u.VerificationAttemptsRemaining, &u.CreateOrganizationsLimit, &u.LastActiveAt,
		&u.LegalAcceptedAt} {
		*number = cloned(*number)
	}
	for _, metadata := range []*json.RawMessage{&u.PublicMetadata, &u.PrivateMetadata, &u.UnsafeMetadata} {
		*metadata = bytes.Clone(*metadata)
	}
	u.EmailAddresses = slices.Clone(u.EmailAddresses)
	for i := range u.EmailAddresses {
		u.EmailAddresses[i].Identification = u.EmailAddresses[i].Identification.clone()
	}
	u.PhoneNumbers = slices.Clone(u.PhoneNumbers)
	for i := range u.PhoneNumbers {
		u.PhoneNumbers[i].Identification = u.PhoneNumbers[i].Identification.clone()
		u.PhoneNumbers[i].BackupCodes = slices.Clone(u.PhoneNumbers[i].BackupCodes)
	}
	u.Web3Wallets = slices.Clone(u.Web3Wallets)
	for i := range u.Web3Wallets {
		u.Web3Wallets[i].Verification = cloned(u.Web3Wallets[i].Verification)
	}
	u.Passkeys = slices.Clone(u.Passkeys)
	for i := range u.Passkeys {
		u.Passkeys[i].Verification = cloned(u.Passkeys[i].Verification)
	}
	u.ExternalAccounts = slices.Clone(u.ExternalAccounts)
	for i := range u.ExternalAccounts {
		u.ExternalAccounts[i] = u.ExternalAccounts[i].clone()
	}
	u.SAMLAccounts = slices.Clone(u.SAMLAccounts)
	for i := range u.SAMLAccounts {
		u.SAMLAccounts[i] = u.SAMLAccounts[i].clone()
	}
	u.EnterpriseAccounts = slices.Clone(u.EnterpriseAccounts)
	for i := range u.EnterpriseAccounts {
		u.EnterpriseAccounts[i] = u.EnterpriseAccounts[i].clone()
	}
	u.OrganizationMemberships = slices.Clone(u.OrganizationMemberships)
	return u
}

func (i Identification) clone() Identification {
	i.Verification = cloned(i.Verification)
	i.LinkedTo = slices.Clone(i.LinkedTo)
	return i
}

func (x ExternalAccount) clone() ExternalAccount {
	for _, text := range []**string{&x.ImageURL, &x.Username, &x.PhoneNumber, &x.Label} {
		*text = cloned(*text)
	}
	x.PublicMetadata = bytes.Clone(x.PublicMetadata)
	x.Verification = cloned(x.Verification)
	return x
}

func cloned[T any](value *T) *T {
	if value == nil {
		return nil
	}
	copied := *value
	return &copied
}
