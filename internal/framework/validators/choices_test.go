package validators

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestOneOf_otherValue_namesTheAllowedOnes(t *testing.T) {
	resp := validateString(t, OneOf("delete", "ban"), types.StringValue("archive"))
	if got := resp.Diagnostics[0]; got.Summary() != "Not an allowed value" ||
		got.Detail() != `"archive" is not one of "delete", "ban".` {
		t.Errorf("got %s: %s", got.Summary(), got.Detail())
	}
}
