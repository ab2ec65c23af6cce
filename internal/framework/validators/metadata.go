package validators

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// MaxMetadataBytes is the largest metadata field that Clerk stores, counted in
// bytes of compact JSON.
const MaxMetadataBytes = 8192

// MetadataSize refuses metadata that is too large for Clerk. It is not part of the
// type of the attribute, because the type must also accept existing metadata. Its
// message never repeats the value.
func MetadataSize() validator.String {
	return stringCheck{
		fmt.Sprintf("must be at most %d bytes of JSON", MaxMetadataBytes),
		"Metadata too large",
		checkMetadataSize,
		true,
	}
}

func checkMetadataSize(value string) error {
	object := customtypes.JSONObject{StringValue: types.StringValue(value)}
	if size := len(object.JSON()); size > MaxMetadataBytes {
		return fmt.Errorf(
			"is %d bytes of compact JSON; Clerk stores at most %d (8 KB) in each metadata field. "+
				"Store large data in your own database, and a reference to it here",
			size,
			MaxMetadataBytes,
		)
	}
	return nil
}
