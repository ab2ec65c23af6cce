package users

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// heldValues are values of existing users that Clerk would refuse from Terraform.
func heldValues() *clerk.User {
	text := func(value string) *string { return &value }
	large := []byte(`{"key":"` + strings.Repeat("x", 9000) + `"}`)
	return &clerk.User{
		ID: "user_1", Username: text("ada.lovelace "), FirstName: text(" Ada"), LastName: text("Lovelace "),
		EmailAddresses: []clerk.EmailAddress{{ID: "idn_1", EmailAddress: "ada at example.com", Reserved: true}},
		PhoneNumbers:   []clerk.PhoneNumber{{ID: "idn_2", PhoneNumber: "12025550123", Reserved: true}},
		Web3Wallets:    []clerk.Web3Wallet{{ID: "idn_3", Web3Wallet: "0x12 34"}},
		Locale:         text("en_US"), PublicMetadata: large, PrivateMetadata: large, UnsafeMetadata: large,
	}
}

func TestCheckValues_valuesOfTheUser_areAccepted(t *testing.T) {
	t.Parallel()
	var plan, prior userModel
	for _, model := range []*userModel{&plan, &prior} {
		if err := model.observe(heldValues()); err != nil {
			t.Fatal(err)
		}
	}
	if got := checkValues(t.Context(), &plan, &prior); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestCheckValues_newValues_areErrorsOnTheirAttributes(t *testing.T) {
	t.Parallel()
	var plan userModel
	if err := plan.observe(heldValues()); err != nil {
		t.Fatal(err)
	}
	got := checkValues(t.Context(), &plan, &userModel{})
	var want []string
	for _, row := range valueChecks {
		want = append(want, row.attribute)
	}
	want = append(want, `email_addresses["ada at example.com"]`, `phone_numbers["12025550123"]`, `web3_wallets["0x12 34"]`)
	var at []string
	for _, d := range got.Errors() {
		at = append(at, strings.ReplaceAll(d.(interface{ Path() path.Path }).Path().String(), "Value(", ""))
		if strings.Contains(d.Detail(), "xxx") {
			t.Errorf("the error on %s shows metadata", at[len(at)-1])
		}
	}
	for i := range at {
		at[i] = strings.ReplaceAll(at[i], ")]", "]")
	}
	if !slices.Equal(at, want) || len(got) != len(want) {
		t.Errorf("the errors are on %q, want %q", at, want)
	}
}
