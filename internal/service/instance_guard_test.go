package service_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service"
)

func TestPartGone_namesWhatIsLeft(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		userGone    bool
		says, lacks []string
	}{
		"the user exists": {
			says: []string{
				"The profile image of the user user_1 no longer exists.", "The user still exists.", "creates it again",
				"remove the resource from the configuration",
			},
			lacks: []string{"new id"},
		},
		"the user is gone": {
			userGone: true,
			says: []string{
				"because the user user_1 no longer exists", "the new user has a new id",
				"remove this resource from the configuration",
			},
			lacks: []string{"still exists"},
		},
	} {
		got := service.PartGone("the profile image of the user user_1", "user_1", test.userGone)
		for _, part := range test.says {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q lacks %q", name, got, part)
			}
		}
		for _, part := range test.lacks {
			if strings.Contains(got, part) {
				t.Errorf("%s: %q has %q", name, got, part)
			}
		}
	}
}
