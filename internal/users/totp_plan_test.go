package users

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestPlannedTOTPSecret_isOpenOnlyWhereOneIsGenerated(t *testing.T) {
	generated, ofOurOwn := types.StringValue("GENERATED"), types.StringValue("STATED")
	none, open, hidden := types.StringNull(), types.StringUnknown(), types.StringNull()
	one, two, noVersion, openVersion := types.Int64Value(1), types.Int64Value(2), types.Int64Null(), types.Int64Unknown()
	for _, test := range []struct {
		name            string
		creating        bool
		stated          types.String
		version, before types.Int64
		prior, want     types.String
		sends           bool
	}{
		{"created without a secret", true, none, noVersion, noVersion, none, open, false},
		{"created with a secret", true, ofOurOwn, one, noVersion, none, hidden, false},
		{"created with a secret that is not known yet", true, open, one, noVersion, none, open, false},

		{"generated, nothing changes", false, none, noVersion, noVersion, generated, generated, false},
		{"generated, raised", false, none, one, noVersion, generated, open, true},
		{"generated, a secret stated", false, ofOurOwn, noVersion, noVersion, generated, hidden, true},
		{"generated, a secret stated that is not known yet", false, open, noVersion, noVersion, generated, open, true},

		{"stated, nothing changes", false, ofOurOwn, one, one, hidden, hidden, false},
		{"stated, raised", false, ofOurOwn, two, one, hidden, hidden, true},
		{"stated, not known yet", false, open, one, one, hidden, hidden, false},
		{"stated, not known yet, raised", false, open, two, one, hidden, open, true},
		{"stated, raised by what is not known yet", false, none, openVersion, one, hidden, open, false},
		{"stated, taken out", false, none, noVersion, one, hidden, hidden, false},
		{"stated, taken out, raised", false, none, two, one, hidden, open, true},

		{"imported, nothing stated", false, none, noVersion, noVersion, hidden, hidden, false},
		{"imported, a secret stated", false, ofOurOwn, noVersion, noVersion, hidden, hidden, false},
		{"imported, a version stated", false, ofOurOwn, one, noVersion, hidden, hidden, true},
	} {
		plan, prior, config := &totpModel{SecretWOVersion: test.version}, &totpModel{SecretWOVersion: test.before, Secret: test.prior}, &totpModel{SecretWO: test.stated}
		if got := plannedSecret(plan, prior, config, test.creating); !got.Equal(test.want) {
			t.Errorf("%s: the plan has the secret %s, want %s", test.name, got, test.want)
		}
		if got := enrols(plan, prior, config); !test.creating && got != test.sends {
			t.Errorf("%s: a secret is sent: %t, want %t", test.name, got, test.sends)
		}
	}
}
