package registry_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestPieceDiagnostic_hasThePieceTheUserAndTheBlockToAdd(t *testing.T) {
	address := registry.Piece{UserID: "user_1", Kind: "email_address", Name: "ada@example.com"}
	const dependent, attribute = "clerk_email_address", "the email_addresses of a clerk_user"
	holds := func(resource string) registry.Holder {
		return registry.Holder{Resource: resource, Before: []registry.Piece{address}, After: []registry.Piece{address}}
	}
	gets := registry.Holder{Resource: dependent, After: []registry.Piece{address}}
	destroys := registry.Holder{Resource: dependent, Before: []registry.Piece{address}, Destroy: true}
	for name, test := range map[string]struct {
		this, other registry.Holder
		severity    diag.Severity
		says        []string
	}{
		"renamed, destroy second": {destroys, gets, diag.SeverityError, []string{
			"destroys a clerk_email_address", "by another clerk_email_address", "from = clerk_email_address.OLD_NAME",
		}},
		"renamed, destroy first": {gets, destroys, diag.SeverityError, []string{
			"destroys a clerk_email_address", "by another clerk_email_address", "to   = clerk_email_address.NEW_NAME",
		}},
		"one of two removed": {destroys, holds(dependent), diag.SeverityError, []string{
			"from = clerk_email_address.NAME", "destroy = false",
		}},
		"into a set": {holds(attribute), destroys, diag.SeverityError, []string{
			"by the email_addresses of a clerk_user", "from = clerk_email_address.NAME", "destroy = false",
		}},
		"two of one type": {gets, holds(dependent), diag.SeverityWarning, []string{
			"A clerk_email_address and another clerk_email_address both manage",
		}},
		"two of two types": {gets, holds(attribute), diag.SeverityWarning, []string{
			"The email_addresses of a clerk_user and a clerk_email_address both manage",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			lost := test.this.Destroy || test.other.Destroy
			conflict := registry.PieceConflict{Lost: lost, This: test.this, Other: test.other, Piece: address}
			found := registry.PieceDiagnostic(conflict, "email address")
			if found.Severity() != test.severity {
				t.Errorf("the severity is %s, want %s", found.Severity(), test.severity)
			}
			for _, part := range append(test.says, `email address "ada@example.com" of the user user_1`) {
				if !strings.Contains(found.Detail(), part) {
					t.Errorf("the detail lacks %q:\n%s", part, found.Detail())
				}
			}
		})
	}
}

func TestPieceDiagnostic_pieceThatAUserHasOnce_hasOnlyItsKind(t *testing.T) {
	image := registry.Piece{UserID: "user_1", Kind: "profile_image"}
	holder := registry.Holder{Resource: "clerk_user_profile_image", After: []registry.Piece{image}}
	found := registry.PieceDiagnostic(registry.PieceConflict{This: holder, Other: holder, Piece: image}, "profile image")
	if !strings.Contains(found.Detail(), "both manage the profile image of the user user_1.") {
		t.Errorf("the detail is %s", found.Detail())
	}
}
