package emulator

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// deleteExternalAccount handles DELETE /users/{user_id}/external_accounts/{external_account_id}. It also removes the
// links of identifications to the account.
func (c *call) deleteExternalAccount() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	id := c.path("external_account_id")
	at := slices.IndexFunc(held.ExternalAccounts, func(x ExternalAccount) bool { return x.accountID() == id })
	if at < 0 {
		return nil, externalAccountNotFound()
	}
	if err := c.checkRemoval("external_account", len(held.ExternalAccounts) == 1, held.usable()-1); err != nil {
		return nil, err
	}
	a := held.clone()
	removed := a.ExternalAccounts[at]
	a.ExternalAccounts = slices.Delete(a.ExternalAccounts, at, at+1)
	for _, kind := range []*contactKind{&emailKind, &phoneKind} {
		for _, identification := range kind.all(&a.User) {
			identification.LinkedTo = slices.DeleteFunc(identification.LinkedTo, func(link IdentificationLink) bool {
				return link.ID == removed.IdentificationID || removed.named(link.ID)
			})
		}
	}
	c.save(a)
	return DeletedObject{Object: "external_account", ID: id, Deleted: true}, nil
}

// accountID returns the id of the account itself. Only this one deletes the account.
func (x *ExternalAccount) accountID() string { return cmp.Or(x.ExternalAccountID, x.ID) }

// named reports whether the account has the id. Accounts of two providers have two ids.
func (x *ExternalAccount) named(id string) bool {
	return id != "" && (x.ID == id || x.ExternalAccountID == id)
}

// olderAccounts are the object names of Clerk's first providers. The id of such an account is the id of its
// identification, and its own id is in another field.
var olderAccounts = map[string]string{"oauth_google": "google_account", "oauth_facebook": "facebook_account"}

// completeExternalAccount sets the omitted values of an external account.
func completeExternalAccount(x *ExternalAccount, at time.Time) {
	older := olderAccounts[x.Provider]
	x.Object = cmp.Or(x.Object, older, "external_account")
	x.IdentificationID = cmp.Or(x.IdentificationID, newID(identificationPrefix, at))
	if x.ID == "" && x.Object == older {
		x.ID, x.ExternalAccountID = x.IdentificationID, cmp.Or(x.ExternalAccountID, newID(externalPrefix, at))
	}
	x.ID = cmp.Or(x.ID, newID(externalPrefix, at))
	x.CreatedAt = cmp.Or(x.CreatedAt, at.UnixMilli())
	x.UpdatedAt = cmp.Or(x.UpdatedAt, x.CreatedAt)
	completeOAuthVerification(x.Verification, at)
	if len(x.PublicMetadata) == 0 {
		x.PublicMetadata = json.RawMessage("{}")
	}
}
