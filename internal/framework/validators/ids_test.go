package validators

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestIDOf_acceptsOnlyIDsOfTheObject(t *testing.T) {
	for _, test := range []struct {
		prefixes         []string
		accepts, refuses []string
	}{
		{[]string{"user_"}, []string{"user_2abcDEF", "user_1", "9kk6qf8i"}, []string{"", "user_", "9kk6qf8", "9kk6qf8i1", "9KK6QF8I", "2abc", "sess_2abc", "user_2/ban", "user_ 2", "ada@example.com", "user_1\n"}},
		{[]string{"eac_", "idn_"}, []string{"eac_1", "idn_1"}, []string{"user_1", "eac_", "idn"}},
		{nil, []string{"anything", "tdev_1"}, []string{"", " ", "a/b", ".."}},
	} {
		for _, value := range test.accepts {
			resp := validateString(t, IDOf("thing", test.prefixes...), types.StringValue(value))
			if resp.Diagnostics.HasError() {
				t.Errorf("%v refuses %q: %v", test.prefixes, value, resp.Diagnostics)
			}
		}
		for _, value := range test.refuses {
			resp := validateString(t, IDOf("thing", test.prefixes...), types.StringValue(value))
			if len(resp.Diagnostics.Errors()) != 1 {
				t.Errorf("%v says of %q %v, want one error", test.prefixes, value, resp.Diagnostics)
			}
		}
	}
}

func TestIDOf_wrongID_isAnErrorAboutTheObject(t *testing.T) {
	resp := validateString(t, IDOf("external account", "eac_", "idn_"), types.StringValue("user_1"))
	got := resp.Diagnostics[0]
	if got.Summary() != "Not the id of an external account" ||
		got.Detail() != `"user_1" is not the id of an external account, which begins with eac_ or idn_.` {
		t.Errorf("the error is %q: %q", got.Summary(), got.Detail())
	}
}
