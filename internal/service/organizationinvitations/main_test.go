package organizationinvitations_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
