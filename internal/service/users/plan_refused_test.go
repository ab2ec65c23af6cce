package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_Plan_deletionProtection_refusesTheDestroy(t *testing.T) {
	acctest.RunBadInputs(t, "resource clerk_user", []acctest.BadInput{{
		Name:      "destroy",
		Before:    ada(acctest.Values{"deletion_protection": true}),
		Destroy:   true,
		Stage:     acctest.Planned,
		Attribute: "deletion_protection",
		Summary:   "The user is protected from destruction",
		Details:   `the user "ada@example.com"|deletion_protection = false|removed block`,
	}})
}

func TestUserResource_Import_failedRead_isAnError(t *testing.T) {
	acctest.RunBadInputs(t, "import clerk_user", []acctest.BadInput{{
		Name:    "500",
		Config:  acctest.Values{"id": "email:ada@example.com"},
		API:     acctest.Answers("GET", 500),
		Stage:   acctest.Planned,
		Summary: `Could not look for the user "email:ada@example.com"`,
		Details: "500|try again later",
	}})
}
