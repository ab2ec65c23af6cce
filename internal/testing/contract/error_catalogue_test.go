package contract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

func TestErrorsFromEnvironment_missingFile_isAnErrorInCI(t *testing.T) {
	for ci, want := range map[string]string{"": "skipped", "true": "failed"} {
		t.Run(want, func(t *testing.T) {
			t.Setenv(contract.ErrorsVariable, "")
			t.Setenv("CI", ci)
			got := &verdict{TB: t}
			done := make(chan struct{})
			go func() {
				defer close(done)
				contract.ErrorsFromEnvironment(got)
			}()
			<-done
			if !strings.HasPrefix(got.ended, want) || !strings.Contains(got.ended, contract.ErrorsVariable) {
				t.Errorf("ended as %q", got.ended)
			}
		})
	}
}

// Clerk's catalogue has errors of several APIs. An extract has those of the Backend API, and other keys.
func TestErrorsFromEnvironment_bothFormats_giveErrorsOfTheBackendAPI(t *testing.T) {
	path := filepath.Join(t.TempDir(), "errors.json")
	err := os.WriteFile(path, []byte(`[
		{"code":"a","status":"422","longMessage":"A.","meta":"{\"Name\": param}","usage":{"bapi":true}},
		{"code":"b","status":"400","longMessage":"B.","usage":{"bapi":false}},
		{"code":"c","status":404,"long_message":"C."}]`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(contract.ErrorsVariable, path)
	found, err := contract.ReadErrors()
	if err != nil || len(found) != 2 {
		t.Fatalf("found %+v, %v", found, err)
	}
	if a := found[0]; a.Code != "a" || a.Status != 422 || a.Message != "A." || !a.HasMeta("Name") || a.HasMeta("Names") {
		t.Errorf("the first one is %+v", a)
	}
	if c := found[1]; c.Code != "c" || c.Status != 404 || c.Message != "C." || c.HasMeta("Name") {
		t.Errorf("the second one is %+v", c)
	}
}
