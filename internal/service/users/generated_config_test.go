package users

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestPruneGeneratedConfig_omitsDangerousAttributes(t *testing.T) {
	t.Parallel()
	text := func(value any) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }
	truth := func(value any) tftypes.Value { return tftypes.NewValue(tftypes.Bool, value) }
	set := func(values ...string) tftypes.Value {
		elements := []tftypes.Value{}
		for _, value := range values {
			elements = append(elements, text(value))
		}
		return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, elements)
	}
	for _, test := range []struct {
		name   string
		config map[string]tftypes.Value
		left   []string
	}{
		{
			"what Clerk and the user change",
			map[string]tftypes.Value{"locked": truth(true), "unsafe_metadata": text(`{"theme":"dark"}`), "first_name": text("Ada")},
			[]string{"first_name"},
		},
		{"a ban that is not there", map[string]tftypes.Value{"banned": truth(false)}, nil},
		{"a ban", map[string]tftypes.Value{"banned": truth(true)}, []string{"banned"}},
		{"permissions that are not there", map[string]tftypes.Value{"delete_self_enabled": truth(false)}, []string{"delete_self_enabled"}},
		{
			"what is empty",
			map[string]tftypes.Value{"phone_numbers": set(), "public_metadata": text("{}"), "web3_wallets": set()},
			nil,
		},
		{
			"identifiers of which none is primary",
			map[string]tftypes.Value{"email_addresses": set("a@example.com", "b@example.com"), "primary_email_address": text(nil), "phone_numbers": set("+12025550101"), "primary_phone_number": text(nil)},
			[]string{"phone_numbers"},
		},
		{
			"identifiers with their primary",
			map[string]tftypes.Value{"email_addresses": set("a@example.com", "b@example.com"), "primary_email_address": text("b@example.com")},
			[]string{"email_addresses", "primary_email_address"},
		},
		{
			"texts that Terraform would write as JSON",
			map[string]tftypes.Value{"external_id": text(`{"id": 1}`), "last_name": text(" [1, 2]"), "first_name": text("[x"), "username": text("123"), "locale": text("null")},
			[]string{"first_name", "locale", "username"},
		},
		{
			"metadata that Terraform cannot read back",
			map[string]tftypes.Value{"public_metadata": text(`{"a":[{"for":1,"x":2}]}`)},
			nil,
		},
		{
			"metadata",
			map[string]tftypes.Value{"public_metadata": text(`{"a":"{\"for\":1}","b":{"at":1,"for":2}}`)},
			[]string{"public_metadata"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			config := map[string]tftypes.Value{
				"locked":          truth(nil),
				"unsafe_metadata": text(nil),
				"banned":          truth(nil),
				"email_addresses": tftypes.NewValue(
					tftypes.Set{ElementType: tftypes.String},
					nil,
				),
				"primary_email_address": text(nil),
				"phone_numbers":         tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, nil),
				"primary_phone_number":  text(nil),
				"web3_wallets":          tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, nil),
				"primary_web3_wallet":   text(nil),
			}
			maps.Copy(config, test.config)
			PruneGeneratedConfig(config)
			maps.DeleteFunc(config, func(_ string, value tftypes.Value) bool { return value.IsNull() })
			if got := slices.Sorted(maps.Keys(config)); !slices.Equal(got, test.left) {
				t.Errorf("%v is left, want %v", got, test.left)
			}
		})
	}
}
