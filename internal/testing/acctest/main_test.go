package acctest_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) {
	// These tests run the provider in a process of its own, which Go's cache of
	// test results does not see. To be linked in, the provider must be used here.
	_ = acctest.Factories()
	acctest.Main(m)
}
