package usertotp

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTOTPChange_secretIsUnknownOnlyWhereOneIsGenerated(t *testing.T) {
	generated, null, unknown := types.StringValue("GENERATED"), types.StringNull(), types.StringUnknown()
	one, two, noVersion, anyVersion := types.Int64Value(1), types.Int64Value(2), types.Int64Null(), types.Int64Unknown()
	none, ada, grace := types.StringNull(), types.StringValue("user_ada"), types.StringValue("user_grace")
	for _, test := range []struct {
		name          string
		before, user  types.String // the user in the state and in the plan
		version, sent types.Int64
		prior, want   types.String
		enrols        bool
	}{
		{"new, without a version", none, ada, noVersion, noVersion, null, unknown, true},
		{"new, with a version", none, ada, one, noVersion, null, null, true},
		{"new, with an unknown version", none, ada, anyVersion, noVersion, null, unknown, true},
		{"new, for an unknown user", none, unknown, noVersion, noVersion, null, unknown, false},
		{"new, with a version, for an unknown user", none, unknown, one, noVersion, null, null, true},

		{"generated, without a change", ada, ada, noVersion, noVersion, generated, generated, false},
		{"generated, with a version", ada, ada, one, noVersion, generated, null, true},
		{"generated, with an unknown version", ada, ada, anyVersion, noVersion, generated, unknown, false},
		{"generated, for another user", ada, grace, noVersion, noVersion, generated, unknown, true},
		{"generated, for an unknown user", ada, unknown, noVersion, noVersion, generated, unknown, false},

		{"configured, without a change", ada, ada, one, one, null, null, false},
		{"configured, with a higher version", ada, ada, two, one, null, null, true},
		{"configured, with a lower version", ada, ada, one, two, null, null, true},
		{"configured, with an unknown version", ada, ada, anyVersion, one, null, null, false},
		{"configured, version removed", ada, ada, noVersion, one, null, null, false},
		{"configured, for another user", ada, grace, one, one, null, null, true},
		{"configured, for an unknown user", ada, unknown, one, one, null, null, false},
		{"version removed, for an unknown user", ada, unknown, noVersion, one, null, unknown, false},
	} {
		change := totpChange{
			&totpModel{
				UserID:          test.user,
				SecretWOVersion: test.version,
			},
			&totpModel{UserID: test.before, Secret: test.prior},
			test.sent,
		}
		if got := change.secret(); !got.Equal(test.want) {
			t.Errorf("%s: the plan has the secret %s, want %s", test.name, got, test.want)
		}
		if got := change.enrols(); got != test.enrols {
			t.Errorf("%s: a secret is sent: %t, want %t", test.name, got, test.enrols)
		}
	}
}
