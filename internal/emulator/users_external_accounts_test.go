package emulator

import "testing"

// withExternalAccounts is a user with accounts at GitHub and Google. Both are linked to the email address.
func withExternalAccounts(t *testing.T, api *testAPI) User {
	t.Helper()
	id := api.create(`{"email_address":["ada@example.com"]}`).ID
	err := api.ChangeUser(id, func(u *User) {
		u.ExternalAccounts = []ExternalAccount{
			{Provider: "oauth_github", ProviderUserID: "1", IdentificationID: "idn_github"},
			{Provider: "oauth_google", ProviderUserID: "2", IdentificationID: "idn_google"},
		}
		u.EmailAddresses[0].LinkedTo = []IdentificationLink{
			{Type: "oauth_github", ID: "idn_github"}, {Type: "oauth_google", ID: "idn_google"},
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return api.get(id)
}

func (u *User) externalAccount(provider string) ExternalAccount {
	for _, account := range u.ExternalAccounts {
		if account.Provider == provider {
			return account
		}
	}
	return ExternalAccount{}
}

// Clerk's first providers have another format of accounts.
func TestChangeUser_externalAccounts_getDefaults(t *testing.T) {
	user := withExternalAccounts(t, startTest(t, Config{}))
	github, google := user.externalAccount("oauth_github"), user.externalAccount("oauth_google")
	if github.Object != "external_account" || github.ID[:4] != "eac_" || github.ExternalAccountID != "" {
		t.Errorf("got %s", marshal(github))
	}
	if google.Object != "google_account" || google.ID != "idn_google" || google.ExternalAccountID[:4] != "eac_" {
		t.Errorf("got %s", marshal(google))
	}
}

func TestDeleteExternalAccount_removesItsLinks(t *testing.T) {
	for name, id := range map[string]func(User) string{
		"GitHub": func(u User) string { return u.externalAccount("oauth_github").ID },
		"Google": func(u User) string { return u.externalAccount("oauth_google").ExternalAccountID },
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := withExternalAccounts(t, api)
			path := "/v1/users/" + user.ID + "/external_accounts/" + id(user)
			deleted := decoded[DeletedObject](api.ok("DELETE", path, ""))
			if deleted != (DeletedObject{Object: "external_account", ID: id(user), Deleted: true}) {
				t.Errorf("got %+v", deleted)
			}
			after := api.get(user.ID)
			if len(after.ExternalAccounts) != 1 || len(after.EmailAddresses[0].LinkedTo) != 1 ||
				after.EmailAddresses[0].LinkedTo[0].Type != after.ExternalAccounts[0].Provider {
				t.Errorf("got %s", marshal(after))
			}
			api.refused("DELETE", path, "", 404, "external_account_not_found")
		})
	}
}

func TestDeleteExternalAccount_idOfTheIdentification_isNotFound(t *testing.T) {
	api := startTest(t, Config{})
	user := withExternalAccounts(t, api)
	for _, provider := range []string{"oauth_google", "oauth_github"} {
		id := user.externalAccount(provider).IdentificationID
		api.refused("DELETE", "/v1/users/"+user.ID+"/external_accounts/"+id, "", 404, "external_account_not_found")
	}
	if got := len(api.get(user.ID).ExternalAccounts); got != 2 {
		t.Errorf("the user has %d accounts, want both", got)
	}
}

func TestDeleteExternalAccount_emailAddress_canBeDeleted(t *testing.T) {
	api := startTest(t, Config{})
	user := withExternalAccounts(t, api)
	api.ok("PATCH", "/v1/users/"+user.ID, `{"username":"adalove"}`)
	email := "/v1/email_addresses/" + user.EmailAddresses[0].ID
	for _, account := range user.ExternalAccounts {
		api.refused("DELETE", email, "", 400, "delete_linked_identification_disallowed")
		api.ok("DELETE", "/v1/users/"+user.ID+"/external_accounts/"+account.accountID(), "")
	}
	api.ok("DELETE", email, "")
}

func TestDeleteExternalAccount_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	user, other := withExternalAccounts(t, api), api.create(`{"username":"graceh"}`)
	github := user.externalAccount("oauth_github")
	for path, code := range map[string]string{
		user.ID + "/external_accounts/eac_none":      "external_account_not_found",
		other.ID + "/external_accounts/" + github.ID: "external_account_not_found",
		"user_none/external_accounts/" + github.ID:   "resource_not_found",
	} {
		api.refused("DELETE", "/v1/users/"+path, "", 404, code)
	}
	err := api.ChangeUser(user.ID, func(u *User) { u.EmailAddresses, u.ExternalAccounts = nil, u.ExternalAccounts[:1] })
	if err != nil {
		t.Fatal(err)
	}
	api.refused("DELETE", "/v1/users/"+user.ID+"/external_accounts/"+github.ID, "", 400, "identification_deletion_failed")
}
