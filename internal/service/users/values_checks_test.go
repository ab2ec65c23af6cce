package users

import (
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
		Locale: text("en_US"), PublicMetadata: large, PrivateMetadata: large, UnsafeMetadata: large,
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
	if len(got.Errors()) != len(valueChecks) || len(got) != len(valueChecks) {
		t.Fatalf("%d errors, want %d: %v", len(got), len(valueChecks), got)
	}
	for i, row := range valueChecks {
		if at := got[i].(interface{ Path() path.Path }).Path(); !at.Equal(path.Root(row.attribute)) {
			t.Errorf("error %d is on %s, want %s", i, at, row.attribute)
		}
		if strings.Contains(got[i].Detail(), "xxx") {
			t.Errorf("the error on %s shows metadata", row.attribute)
		}
	}
}
