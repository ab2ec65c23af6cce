package validators

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func TestStringValidators_acceptAndRefuse(t *testing.T) {
	// Neither white space counts, nor the escapes that jsonencode writes.
	eightKB := `{"k":"` + strings.Repeat("x", MaxMetadataBytes-len(`{"k":""}`)) + `"}`
	tests := []struct {
		name      string
		validator validator.String
		accepts   []string
		refuses   []string
	}{
		{
			"EmailAddress",
			EmailAddress(),
			[]string{
				"ada@example.com", "Ada.Lovelace+x@Example.CO.UK", "o'hara@example.com", "ada..love@example.com",
				".ada.@example.com",
			},
			[]string{
				"",
				"ada",
				"ada@",
				"@example.com",
				"Ada <ada@example.com>",
				"a@b@c",
				"ada@example.com ",
				"ada example.com",
			},
		},
		{"PhoneNumber", PhoneNumber(),
			[]string{"+12025550123", "+4915112345678"},
			[]string{"", "12025550123", "+1 202 555 0123", "+0123456789", "+1-202-555-0123", "+1234567890123456", "+123"}},
		{"Web3Wallet", Web3Wallet(),
			[]string{"0x1234567890abcdef1234567890abcdef12345678", "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV"},
			[]string{"", "two words", "0x12\n"}},
		{"IDOf", IDOf("session", "sess_"),
			[]string{"sess_2g7np7Hrk0SN6kj5EDMLDaKNL0S", "sess_1"},
			[]string{"", " ", "sess_", "user_1", "sess_1 ", "sess_1/revoke", `sess\1`, "sess_\n"}},
		{"Locale", Locale(),
			[]string{"", "en", "en-US", "zh-Hans-CN"},
			[]string{"english", "en_US", "en-USA-x-", "-"}},
		{"TOTPSecret", TOTPSecret(),
			[]string{"JBSWY3DPEHPK3PXP", "jbswy3dpehpk3pxp", "JBSWY3DPEE======"},
			[]string{"", "JBSWY3DP EHPK3PXP", "JBSWY3DPEHPK3PX1", "not base32!"}},
		{"NotPadded", NotPadded(),
			[]string{"", "Ada", "Ada Lovelace"},
			[]string{" Ada", "Ada\t"}},
		{"NotEmpty", NotEmpty(),
			[]string{"42", " "},
			[]string{""}},
		{"MetadataSize", MetadataSize(),
			[]string{"{}", eightKB, strings.Repeat(" ", 100) + eightKB, strings.ReplaceAll(eightKB, "x", `\u0026`)},
			[]string{strings.Replace(eightKB, "x", "xx", 1)}},
		{"OAuthProvider", OAuthProvider(),
			[]string{"oauth_google", "google", "oauth_custom_acme-id"},
			[]string{"", "oauth_", "Google", "google.com", "https://google.com", " google"}},
		{"OneOf", OneOf("delete", "ban"),
			[]string{"delete", "ban"},
			[]string{"", "Delete", "delete ", "archive"}},
		{"Matching", Matching(regexp.MustCompile(`^[0-9]+$`), "a number: write digits"),
			[]string{"1", "42"},
			[]string{"", "x", "1 "}},
		{"UserID", UserID(),
			[]string{"user_2abcDEF", "user_1"},
			[]string{"", "2abcDEF", "user_", "user_2/ban", "sess_2abcDEF", "-user_2abc", "ada@example.com"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, value := range test.accepts {
				if resp := validateString(t, test.validator, types.StringValue(value)); resp.Diagnostics.HasError() {
					t.Errorf("%q is refused: %v", value, resp.Diagnostics)
				}
			}
			for _, value := range test.refuses {
				if resp := validateString(t, test.validator, types.StringValue(value)); len(resp.Diagnostics.Errors()) != 1 {
					t.Errorf("%q: diagnostics %v, want one error", value, resp.Diagnostics)
				}
			}
			for _, value := range []types.String{types.StringNull(), types.StringUnknown()} {
				if resp := validateString(t, test.validator, value); resp.Diagnostics.HasError() {
					t.Errorf("%s is refused: %v", value, resp.Diagnostics)
				}
			}
		})
	}
}

func TestTOTPSecret_wrongValue_isNotInTheError(t *testing.T) {
	for value, check := range map[string]validator.String{
		"HUSH1": TOTPSecret(), `{"HUSH1":"` + strings.Repeat("x", MaxMetadataBytes) + `"}`: MetadataSize(),
	} {
		resp := validateString(t, check, types.StringValue(value))
		if !resp.Diagnostics.HasError() || strings.Contains(resp.Diagnostics[0].Detail(), "HUSH1") {
			t.Errorf("diagnostics %v must exist and not hold the secret", resp.Diagnostics)
		}
	}
}

func TestDistinctIdentifiers_twoSpellingsOfOne_areRefused(t *testing.T) {
	for _, test := range []struct {
		values  []string
		refused bool
	}{
		{[]string{"ada@example.com", "lovelace@example.com"}, false},
		{[]string{"ada@example.com", "ADA@example.com"}, true},
		{nil, false},
	} {
		elements := make([]attr.Value, len(test.values))
		for i, value := range test.values {
			elements[i] = customtypes.NewIdentifier(value)
		}
		var resp validator.SetResponse
		DistinctIdentifiers().ValidateSet(t.Context(), validator.SetRequest{
			Path: path.Root("email_addresses"), ConfigValue: types.SetValueMust(customtypes.IdentifierType{}, elements),
		}, &resp)
		if resp.Diagnostics.HasError() != test.refused {
			t.Errorf("%v: diagnostics %v, want refused = %t", test.values, resp.Diagnostics, test.refused)
		}
	}
}

func TestOneOf_otherValue_namesTheAllowedOnes(t *testing.T) {
	resp := validateString(t, OneOf("delete", "ban"), types.StringValue("archive"))
	if got := resp.Diagnostics[0]; got.Summary() != "Not an allowed value" ||
		got.Detail() != `"archive" is not one of "delete", "ban".` {
		t.Errorf("got %s: %s", got.Summary(), got.Detail())
	}
}

func TestBetween_numberOutOfRange_isAnErrorWithTheRange(t *testing.T) {
	for _, test := range []struct {
		check  validator.Int64
		value  types.Int64
		detail string
	}{
		{Between(1, 5), types.Int64Value(1), ""},
		{Between(1, 5), types.Int64Value(5), ""},
		{Between(1, 5), types.Int64Value(0), "0 is out of range: it must be from 1 to 5."},
		{Between(1, 5), types.Int64Value(6), "6 is out of range: it must be from 1 to 5."},
		{AtLeast(2), types.Int64Value(math.MaxInt64), ""},
		{AtLeast(2), types.Int64Value(1), "1 is out of range: it must be at least 2."},
		{AtLeast(2), types.Int64Null(), ""},
		{AtLeast(2), types.Int64Unknown(), ""},
	} {
		var resp validator.Int64Response
		test.check.ValidateInt64(
			t.Context(), validator.Int64Request{Path: path.Root("it"), ConfigValue: test.value}, &resp)
		detail := ""
		for _, problem := range resp.Diagnostics {
			detail += problem.Detail()
		}
		if detail != test.detail {
			t.Errorf("%s: the error is %q, want %q", test.value, detail, test.detail)
		}
	}
}

func TestNotEmptySet_emptySet_isRefused(t *testing.T) {
	for value, refused := range map[string]bool{"empty": true, "full": false, "null": false, "unknown": false} {
		set := map[string]types.Set{
			"empty": types.SetValueMust(types.StringType, nil),
			"full":  types.SetValueMust(types.StringType, []attr.Value{types.StringValue("a")}),
			"null":  types.SetNull(types.StringType), "unknown": types.SetUnknown(types.StringType),
		}[value]
		var resp validator.SetResponse
		NotEmptySet().ValidateSet(t.Context(), validator.SetRequest{Path: path.Root("it"), ConfigValue: set}, &resp)
		if resp.Diagnostics.HasError() != refused {
			t.Errorf("%s: diagnostics %v, want refused = %t", value, resp.Diagnostics, refused)
		}
	}
}

func validateString(t *testing.T, check validator.String, value types.String) *validator.StringResponse {
	t.Helper()
	var resp validator.StringResponse
	check.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("it"), ConfigValue: value}, &resp)
	return &resp
}
