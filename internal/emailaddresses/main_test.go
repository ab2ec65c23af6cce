package emailaddresses_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
