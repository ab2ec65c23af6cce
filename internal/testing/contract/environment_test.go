package contract_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// verdict stands in for a test and keeps how it ended.
type verdict struct {
	testing.TB

	ended string
}

func (v *verdict) Helper() {}

func (v *verdict) Skip(args ...any) { v.end("skipped", args) }

func (v *verdict) Fatal(args ...any) { v.end("failed", args) }

func (v *verdict) end(how string, args []any) {
	v.ended = how + ": " + fmt.Sprint(args...)
	runtime.Goexit()
}

func TestFromEnvironment_missingFile_isAnError(t *testing.T) {
	for ci, want := range map[string]string{"": "skipped", "true": "failed"} {
		t.Run(want, func(t *testing.T) {
			t.Setenv(contract.PathVariable, "")
			t.Setenv("CI", ci)
			got := &verdict{TB: t}
			done := make(chan struct{})
			go func() {
				defer close(done)
				contract.FromEnvironment(got)
			}()
			<-done
			if !strings.HasPrefix(got.ended, want) || !strings.Contains(got.ended, contract.PathVariable) {
				t.Errorf("ended as %q", got.ended)
			}
		})
	}
}

func TestOptional_isAbsentWithoutTheVariable(t *testing.T) {
	t.Setenv(contract.PathVariable, "")
	if _, ok := contract.Optional(); ok {
		t.Error("there is a specification")
	}
}
