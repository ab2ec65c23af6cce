package validators

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
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

func validateString(t *testing.T, check validator.String, value types.String) *validator.StringResponse {
	t.Helper()
	var resp validator.StringResponse
	check.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("it"), ConfigValue: value}, &resp)
	return &resp
}
