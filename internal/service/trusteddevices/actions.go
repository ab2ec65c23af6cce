package trusteddevices

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// Actions lists the actions on trusted devices.
func Actions() []func() action.Action { return actionbase.New(revoke.Action()) }

var revoke = actionbase.Removal{
	Name:   "user_revoke_trusted_device",
	Object: "trusted device",
	Input:  "trusted_device_id",
	Description: "Revokes a trusted device of a user. The sessions on the device stay active. " +
		"If the device is already revoked or missing, the action succeeds and changes nothing.",
	InputDescription: "The id of the device, from the data source `clerk_user_trusted_devices`.",
	Verb:             "revoke",
	Done:             "revoked",
	Held:             activeDevices,
	Send:             (*clerk.Client).RevokeUserTrustedDevice,
}

func activeDevices(ctx context.Context, client *clerk.Client, userID string) ([]actionbase.Held, error) {
	devices, err := client.ListUserTrustedDevices(ctx, userID)
	if err != nil {
		return nil, err
	}
	var held []actionbase.Held
	for _, device := range devices.Data {
		held = append(held, actionbase.Held{ID: device.ID})
	}
	return held, nil
}
