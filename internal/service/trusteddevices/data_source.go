// Package trusteddevices has what Terraform reads of the trusted devices of
// users, and the action that revokes one.
package trusteddevices

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type devicesDataSource struct{ datasourcebase.List[device] }

type device = clerk.TrustedDevice

// NewDataSource returns the data source clerk_user_trusted_devices. It reads
// GET /users/{user_id}/trusted_devices, which has one page.
func NewDataSource() datasource.DataSource {
	list := datasourcebase.List[device]{
		TypeName: "user_trusted_devices",
		Description: "Reads the active phones and tablets that a user has enrolled as trusted devices. " +
			"Times are RFC 3339. Trusted devices must be enabled in the instance.",
		Attribute:            "trusted_devices",
		AttributeDescription: "The trusted devices, in the order of Clerk's answer.",
		Counted:              "active trusted devices",
		Shape:                deviceShape,
	}
	return &devicesDataSource{datasourcebase.OfUser("trusted devices", list, readAll)}
}

func readAll(ctx context.Context, client *clerk.Client, userID string, _ datasourcebase.Arguments) ([]device, error) {
	page, err := client.ListUserTrustedDevices(ctx, userID)
	if err != nil {
		return nil, err
	}
	return page.Data, nil
}

var deviceShape = datasourcebase.NewShape(datasourcebase.Attributes[device]{
	"id": datasourcebase.String("The id of the trusted device.",
		func(d *device) string { return d.ID }),
	"platform": datasourcebase.String("The platform of the device: `ios` or `android`.",
		func(d *device) string { return d.Platform }),
	"app_identifier": datasourcebase.String(
		"The identifier of the app that enrolled the device, such as `com.example.app`.",
		func(d *device) string { return d.AppIdentifier }),
	"name": datasourcebase.OptionalString("The name of the device. Null when it has none.",
		func(d *device) *string { return d.Name }),
	"algorithm": datasourcebase.String("The algorithm of the device's key: `ES256`.",
		func(d *device) string { return d.Algorithm }),
	"status": datasourcebase.String("The status of the device: `active` or `revoked`.",
		func(d *device) string { return d.Status }),
	"last_used_at": datasourcebase.OptionalTime("When the device was last used. Null when it was never used.",
		func(d *device) *clerk.UnixMilli { return d.LastUsedAt }),
	"revoked_at": datasourcebase.OptionalTime("When the device was revoked. Null when it was not.",
		func(d *device) *clerk.UnixMilli { return d.RevokedAt }),
	"created_at": datasourcebase.Time("When the device was enrolled.",
		func(d *device) clerk.UnixMilli { return d.CreatedAt }),
	"updated_at": datasourcebase.Time("When the device was last changed.",
		func(d *device) clerk.UnixMilli { return d.UpdatedAt }),
})
