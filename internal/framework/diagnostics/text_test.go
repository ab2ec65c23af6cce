package diagnostics_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

func TestCount_one_isSingular(t *testing.T) {
	for number, want := range map[int]string{0: "0 users are", 1: "1 user is", 2: "2 users are"} {
		if got := diagnostics.Count(number, "user") + " " + diagnostics.Be(number); got != want {
			t.Errorf("%d gives %q, want %q", number, got, want)
		}
	}
}

func TestFailure_OfImport_missingObject_doesNotAdviseAnotherPlan(t *testing.T) {
	err := failed(t, refusing(404, item("resource_not_found", "Not found.", "")))
	detail := only(t, failure.OfImport().Diagnostics(err)).Detail()
	want := "The instance has no such object. Check the id, and that the secret key is that of the right instance."
	if parts := strings.Split(detail, "\n\n"); len(parts) != 3 || parts[1] != want {
		t.Errorf("the detail is %q, want the advice %q", detail, want)
	}
}
