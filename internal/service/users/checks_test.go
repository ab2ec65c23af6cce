package users

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// summaries lists what diagnostics say, errors with an exclamation mark.
func summaries(diags diag.Diagnostics) string {
	var texts []string
	for _, d := range diags {
		text := d.Summary()
		if d.Severity() == diag.SeverityError {
			text += "!"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

func TestPlanDestroy_saysWhenDestroyingIsNotDeleting(t *testing.T) {
	for policy, want := range map[string]string{
		deletionPolicyDelete: "",
		deletionPolicyBan:    "Destroying does not delete the user",
		deletionPolicyLock:   "Destroying does not delete the user",
		deletionPolicyRetain: "Destroying does not delete the user",
	} {
		prior := observed(t, ada())
		prior.DeletionPolicy = types.StringValue(policy)
		if got := summaries((&userResource{}).planDestroy(prior)); got != want {
			t.Errorf("%s: %q, want %q", policy, got, want)
		}
		prior.DeletionProtection = types.BoolValue(true)
		if got := summaries((&userResource{}).planDestroy(prior)); got != "The user is protected from destruction!" {
			t.Errorf("%s and protected: %q", policy, got)
		}
	}
}

func TestCheckNewUser_noKnownOrUnknownIdentifier_isAnError(t *testing.T) {
	unknownSet := types.SetUnknown(customtypes.IdentifierType{})
	unknownElement := types.SetValueMust(customtypes.IdentifierType{}, []attr.Value{customtypes.UnknownIdentifier()})
	tests := map[string]struct {
		state   func(*userModel)
		refused bool
	}{
		"nothing":              {func(*userModel) {}, true},
		"an external id alone": {func(m *userModel) { m.ExternalID = types.StringValue("1") }, true},
		"empty sets":           {func(m *userModel) { m.EmailAddresses = emailAddresses.setOf(nil) }, true},
		"an email address": {
			func(m *userModel) { m.EmailAddresses = emailAddresses.setOf([]string{"a@example.com"}) },
			false,
		},
		"a username":               {func(m *userModel) { m.Username = customtypes.NewIdentifier("countess") }, false},
		"an unknown username":      {func(m *userModel) { m.Username = customtypes.UnknownIdentifier() }, false},
		"an unknown set":           {func(m *userModel) { m.PhoneNumbers = unknownSet }, false},
		"an unknown email address": {func(m *userModel) { m.EmailAddresses = unknownElement }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var model userModel
			test.state(&model)
			if got := checkNewUser(&model, &model); got.HasError() != test.refused {
				t.Errorf("diagnostics %q, want refused = %t", summaries(got), test.refused)
			}
		})
	}
}

func TestNameOf_isRecognisableAndShort(t *testing.T) {
	model := observed(t, ada())
	if got := nameOf(model); got != `the user "ada@example.com"` {
		t.Errorf("nameOf = %s", got)
	}
	model.PrimaryEmailAddress = customtypes.NewIdentifier(strings.Repeat("é", 300) + "@example.com")
	if got := nameOf(model); len([]rune(got)) > 80 {
		t.Errorf("nameOf has %d characters", len([]rune(got)))
	}
	if got := nameOf(&userModel{}); got != "the user" {
		t.Errorf("nameOf = %s", got)
	}
}
