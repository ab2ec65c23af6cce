package usermetadata

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// FuzzMergePatch_makesTheOldKeysTheNewOnes is about any two configurations of
// clerk_user_metadata.
func FuzzMergePatch_makesTheOldKeysTheNewOnes(f *testing.F) {
	f.Add(`{"a":1,"b":{"c":2}}`, `{"b":{"d":3}}`)
	f.Add(`{"a":{"b":{}}}`, `{"a":1}`)
	f.Add(`{}`, `{"":{"":[]}}`)
	f.Add(`{"a":1e400}`, `{"a":0.10}`)
	f.Fuzz(func(t *testing.T, before, after string) {
		old, wanted := customtypes.DecodeObject(before), customtypes.DecodeObject(after)
		patch, changed, err := mergePatch(old, wanted)
		if err != nil {
			return
		}
		if !json.Valid(patch) || changed == (string(patch) == "{}") {
			t.Errorf("from %s to %s the patch is %s, a change: %t", before, after, patch, changed)
		}
		if _, again, err := mergePatch(wanted, wanted); err != nil || again {
			t.Errorf("%s changes when it is applied again", after)
		}
	})
}
