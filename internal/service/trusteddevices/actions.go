package trusteddevices

import (
	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// Actions lists the actions on trusted devices.
func Actions() []func() action.Action { return actionbase.New(revoke.Action()) }

var revoke = actionbase.Removal{
	Name:             "user_revoke_trusted_device",
	Object:           "trusted device",
	Input:            "trusted_device_id",
	Description:      "Revokes a trusted device of a user; sessions on it stay. One that is revoked or gone already is no error.",
	InputDescription: "The id of the device, as the data source `clerk_user_trusted_devices` gives it.",
	Verb:             "revoke",
	Done:             "revoked",
	Send:             (*clerk.Client).RevokeUserTrustedDevice,
}
