// Package trusteddevices holds everything Terraform knows of the devices that
// users trust.
package trusteddevices

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var _ datasource.DataSourceWithConfigure = (*devicesDataSource)(nil)

// NewDataSource returns the data source clerk_user_trusted_devices.
func NewDataSource() datasource.DataSource { return &devicesDataSource{} }

type devicesDataSource struct{ datasourcebase.Base }

// devicesModel is clerk_user_trusted_devices.
type devicesModel struct {
	UserID         types.String  `tfsdk:"user_id"`
	TotalCount     types.Int64   `tfsdk:"total_count"`
	TrustedDevices []deviceModel `tfsdk:"trusted_devices"`
}

// deviceModel is a trusted device as Terraform shows it.
type deviceModel struct {
	ID            types.String          `tfsdk:"id"`
	Platform      types.String          `tfsdk:"platform"`
	AppIdentifier types.String          `tfsdk:"app_identifier"`
	Name          types.String          `tfsdk:"name"`
	Algorithm     types.String          `tfsdk:"algorithm"`
	Status        types.String          `tfsdk:"status"`
	LastUsedAt    customtypes.Timestamp `tfsdk:"last_used_at"`
	RevokedAt     customtypes.Timestamp `tfsdk:"revoked_at"`
	CreatedAt     customtypes.Timestamp `tfsdk:"created_at"`
	UpdatedAt     customtypes.Timestamp `tfsdk:"updated_at"`
}

// Metadata names the data source.
func (d *devicesDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_trusted_devices"
}

// Schema describes clerk_user_trusted_devices.
func (d *devicesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the phones and tablets that a user has enrolled as trusted devices and that are still active. Trusted devices must be enabled in the instance.",
		Attributes: map[string]schema.Attribute{
			"user_id":     datasourcebase.RequiredUserID("The id of the user whose trusted devices to read."),
			"total_count": datasourcebase.TotalCount("active trusted devices"),
			"trusted_devices": datasourcebase.ObjectsAttribute(
				"The trusted devices, in the order in which Clerk lists them.",
				map[string]schema.Attribute{
					"id":       datasourcebase.TextAttribute("The id of the trusted device."),
					"platform": datasourcebase.TextAttribute("The platform of the device: `ios` or `android`."),
					"app_identifier": datasourcebase.TextAttribute(
						"The identifier of the app that enrolled the device, such as `com.example.app`.",
					),
					"name":         datasourcebase.TextAttribute("The name of the device. Null when it has none."),
					"algorithm":    datasourcebase.TextAttribute("The algorithm of the device's key: `ES256`."),
					"status":       datasourcebase.TextAttribute("The status of the device: `active` or `revoked`."),
					"last_used_at": datasourcebase.TimeAttribute("When the device was used last (RFC 3339). Null when it never was."),
					"revoked_at":   datasourcebase.TimeAttribute("When the device was revoked (RFC 3339). Null when it was not."),
					"created_at":   datasourcebase.TimeAttribute("When the device was enrolled (RFC 3339)."),
					"updated_at":   datasourcebase.TimeAttribute("When the device was changed last (RFC 3339)."),
				},
			),
		},
	}
}

// Read reads the devices with GET /users/{user_id}/trusted_devices, which has
// one page.
func (d *devicesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *devicesModel) diag.Diagnostics {
		page, err := d.Client.ListUserTrustedDevices(ctx, model.UserID.ValueString())
		if err != nil {
			return datasourcebase.Failure(
				fmt.Sprintf("list the trusted devices of the user %s", model.UserID),
				path.Root("user_id"),
				datasourcebase.NoSuchUser,
				err,
			)
		}
		model.TrustedDevices = make([]deviceModel, len(page.Data))
		for i, device := range page.Data {
			model.TrustedDevices[i] = modelOf(device)
		}
		model.TotalCount = types.Int64Value(int64(len(page.Data)))
		return nil
	})
}

func modelOf(device clerk.TrustedDevice) deviceModel {
	return deviceModel{
		ID:            types.StringValue(device.ID),
		Platform:      datasourcebase.StringValue(device.Platform),
		AppIdentifier: datasourcebase.StringValue(device.AppIdentifier),
		Name:          datasourcebase.OptionalStringValue(device.Name),
		Algorithm:     datasourcebase.StringValue(device.Algorithm),
		Status:        datasourcebase.StringValue(device.Status),
		LastUsedAt:    datasourcebase.OptionalTimeValue(device.LastUsedAt),
		RevokedAt:     datasourcebase.OptionalTimeValue(device.RevokedAt),
		CreatedAt:     datasourcebase.TimeValue(device.CreatedAt),
		UpdatedAt:     datasourcebase.TimeValue(device.UpdatedAt),
	}
}
