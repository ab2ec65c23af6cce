package users_test

import (
	"flag"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// make chaos has more rounds.
var rounds = flag.Int("rounds", 20, "how many rounds a test with random users has")

func TestMain(m *testing.M) { acctest.Main(m) }
