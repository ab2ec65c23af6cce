package output_test

import (
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/recording/output"
)

func TestStable_changingValues_areTheSameInEachRun(t *testing.T) {
	t.Parallel()
	first := output.Stable("$ curl http://127.0.0.1:4711/x\nid = user_3Mkn1zAhSMVyzb6KDOoJ2fiLG89\n" +
		"\x1b[1mdone after 1s\x1b[0m  \nat = \"2026-11-29T01:51:36.739Z\"\n")
	second := output.Stable("$ curl http://127.0.0.1:$port/x\nid = user_3Mkn2aJazObT8nk0xWaSL7aQjYm\n" +
		"done after 3s\nat = \"2027-01-01T00:00:00Z\"\n\n")
	if first != second {
		t.Errorf("two runs give %q and %q", first, second)
	}
}

func TestFirst_commands_endBeforeTheNextOne(t *testing.T) {
	t.Parallel()
	if got, want := output.First(1, "$ a\n1\n$ b\n2\n"), "$ a\n1\n"; got != want {
		t.Errorf("the first command is %q, want %q", got, want)
	}
}

func TestDifferences_recordingAndRun(t *testing.T) {
	t.Parallel()
	const recorded = "$ terraform plan\n  # clerk_user.ada will be created\n      + first_name = \"Ada\"\n" +
		"a word of the CLI\nPlan: 1 to add\n• Using /bin/terraform.\n"
	for name, test := range map[string]struct {
		run  string
		want []string
	}{
		"other order, spaces and words": {
			"$ terraform plan\n      + first_name    = \"Ada\"\n  # clerk_user.ada will be created\n" +
				"another word\nPlan: 1 to add\n• Using /bin/tofu.\n", nil,
		},
		"an attribute that was added and one that was removed": {
			"$ terraform plan\n  # clerk_user.ada will be created\n      + name = \"Ada\"\nPlan: 1 to add\n",
			[]string{
				`only in the recording: $ terraform plan | + first_name = "Ada"`,
				`not in the recording: $ terraform plan | + name = "Ada"`,
			},
		},
		"a line of another command": {
			"$ terraform apply\n  # clerk_user.ada will be created\n      + first_name = \"Ada\"\n$ terraform plan\nPlan: 1 to add\n",
			[]string{
				"only in the recording: $ terraform plan | # clerk_user.ada will be created",
				`only in the recording: $ terraform plan | + first_name = "Ada"`,
				"not in the recording: $ terraform apply",
				"not in the recording: $ terraform apply | # clerk_user.ada will be created",
				`not in the recording: $ terraform apply | + first_name = "Ada"`,
			},
		},
	} {
		if got := output.Differences(recorded, test.run); !slices.Equal(got, test.want) {
			t.Errorf("%s: the differences are %q, want %q", name, got, test.want)
		}
	}
}
