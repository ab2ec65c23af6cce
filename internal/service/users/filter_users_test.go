package users_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// kindsOfUsers are the users of an old instance, each
// kind as the body of POST /users or as a later change. Every text
// that must be unique contains the number that the function is called with.
var kindsOfUsers = []struct {
	name   string
	body   func(n int) map[string]any
	change func(*emulator.User)
	seed   func(*emulator.SeedUser, int)
}{
	{name: "plain", body: func(n int) map[string]any {
		return map[string]any{"first_name": "Ada", "last_name": "Lovelace", "email_address": []string{address(n, "ada")}}
	}},
	{name: "several addresses, the second primary", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "zoe"), address(n, "adele"), address(n, "mia")}}
	}, change: func(u *emulator.User) { u.PrimaryEmailAddressID = &u.EmailAddresses[1].ID }},
	{name: "phone numbers", body: func(n int) map[string]any {
		return map[string]any{"phone_number": []string{fmt.Sprintf("+120255%05d", n), fmt.Sprintf("+49151%07d", n)}}
	}},
	{name: "a username, no name", body: func(n int) map[string]any {
		return map[string]any{"username": fmt.Sprintf("user-of-%d", n)}
	}},
	{name: "banned", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "banned")}, "banned": true}
	}},
	{name: "locked", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "locked")}, "locked": true}
	}},
	{name: "metadata", body: func(n int) map[string]any {
		return map[string]any{
			"email_address": []string{address(n, "meta")},
			"public_metadata": map[string]any{
				"team":   "engines",
				"roles":  []string{"admin", "${var.x}"},
				"nested": map[string]any{"none": nil, "": 1, "a key": "%{ if true }"},
			},
			"private_metadata": map[string]any{"plan": "pro"},
			"unsafe_metadata":  map[string]any{"theme": "dark\n\"quoted\" \\ <b>&</b>", "zürich": "e\u0301"},
		}
	}},
	{name: "numbers of every spelling in the metadata", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "numbers")}}
	}, change: func(u *emulator.User) {
		u.PublicMetadata = json.RawMessage(
			`{"big":9007199254740993,"exponent":1e21,"small":1E-7,"zeros":1.10,"minus":-0.50,"zero":-0,"list":[1.0,2e0]}`,
		)
	}},
	{name: "metadata of the full size", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "full")}}
	}, change: func(u *emulator.User) {
		u.PublicMetadata = json.RawMessage(`{"x":"` + strings.Repeat("<", 8184) + `"}`)
	}},
	{name: "an id in another system", body: func(n int) map[string]any {
		return map[string]any{
			"email_address": []string{address(n, "ext")},
			"external_id":   fmt.Sprintf(`+%d/"${crm}" %%{x}`, n),
		}
	}},
	{name: "texts that are JSON", body: func(n int) map[string]any {
		return map[string]any{
			"email_address": []string{address(n, "json")},
			"external_id":   fmt.Sprintf(`{"tenant": %d}`, n),
			"first_name":    "null",
			"last_name":     "[1, 2]",
		}
	}},
	{name: "a primary that is not verified, and a verified address", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "new")}}
	}, seed: func(s *emulator.SeedUser, n int) {
		s.Unverified = []string{address(n, "unverified"), fmt.Sprintf("+120266%05d", n)}
	}},
	{name: "unverified addresses and no primary", body: func(n int) map[string]any {
		return map[string]any{"username": fmt.Sprintf("unverified-%d", n)}
	}, seed: func(s *emulator.SeedUser, n int) {
		s.Unverified = []string{address(n, "one"), address(n, "two"), fmt.Sprintf("+120277%05d", n)}
	}},
	{name: "reserved identifiers", body: func(n int) map[string]any {
		return map[string]any{
			"email_address":                       []string{address(n, "reserved")},
			"email_address_identification_status": []string{"reserved"},
		}
	}},
	{name: "wallets", body: func(n int) map[string]any {
		return map[string]any{"web3_wallet": []string{fmt.Sprintf("0x%040x", n), fmt.Sprintf("0x%040X", n+0xABCDEF00)}}
	}},
	{name: "times and a locale", body: func(n int) map[string]any {
		return map[string]any{
			"email_address":     []string{address(n, "times")},
			"created_at":        "2019-02-03T04:05:06.789Z",
			"legal_accepted_at": "2020-02-29T23:59:59+02:00",
			"locale":            "pt-BR",
		}
	}},
	{name: "permissions", body: func(n int) map[string]any {
		return map[string]any{
			"email_address":               []string{address(n, "limits")},
			"delete_self_enabled":         false,
			"create_organization_enabled": false,
			"create_organizations_limit":  0,
			"bypass_client_trust":         true,
		}
	}},
	{name: "credentials", body: func(n int) map[string]any {
		return map[string]any{
			"email_address": []string{address(n, "secret")},
			"password":      "correct-horse-4711",
			"totp_secret":   "JBSWY3DPEHPK3PXPFIRSTADA",
			"backup_codes":  []string{"one-backup-code"},
		}
	}},
	{name: "what Clerk held before it was as strict", body: func(n int) map[string]any {
		return map[string]any{"email_address": []string{address(n, "old")}}
	}, change: func(u *emulator.User) {
		padded, locale := " Ada ", "german"
		u.FirstName, u.LastName, u.Locale = &padded, ptr("Love\nlace\x1b[31m"), &locale
		u.PublicMetadata = json.RawMessage(`{"x":"` + strings.Repeat("y", 9000) + `"}`)
		u.EmailAddresses[0].EmailAddress = "Not quite <" + u.EmailAddresses[0].EmailAddress + ">"
	}},
	{name: "capital letters", body: func(n int) map[string]any {
		return map[string]any{"username": fmt.Sprintf("Capital-%d", n), "email_address": []string{address(n, "Capital")}}
	}},
}

func address(n int, name string) string { return fmt.Sprintf("%s.%d@example.com", name, n) }

// seedKindsOfUsers gives the instance that many users of all kinds, and returns the
// kind of each by the user's id.
func seedKindsOfUsers(t *testing.T, instance *acctest.Instance, count int) map[string]string {
	t.Helper()
	kinds := map[string]string{}
	var seed emulator.Seed
	for n := range count {
		kind := kindsOfUsers[n%len(kindsOfUsers)]
		user := emulator.SeedUser{ID: fmt.Sprintf("user_%027d", n), Body: kind.body(n)}
		user.Body["skip_password_requirement"] = true
		if kind.seed != nil {
			kind.seed(&user, n)
		}
		seed.Users = append(seed.Users, user)
		kinds[user.ID] = kind.name
	}
	instance.MustSeed(seed)
	for n, user := range seed.Users {
		if change := kindsOfUsers[n%len(kindsOfUsers)].change; change != nil {
			if err := instance.ChangeUser(user.ID, change); err != nil {
				t.Fatal(err)
			}
		}
	}
	return kinds
}
