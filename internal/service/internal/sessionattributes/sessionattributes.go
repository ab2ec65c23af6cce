// Package sessionattributes describes one session as Terraform shows it, alone
// or among the sessions of a list.
package sessionattributes

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// Model is a session.
type Model struct {
	ID                       types.String           `tfsdk:"id"`
	UserID                   types.String           `tfsdk:"user_id"`
	ClientID                 types.String           `tfsdk:"client_id"`
	Status                   types.String           `tfsdk:"status"`
	Actor                    customtypes.JSONObject `tfsdk:"actor"`
	LastActiveOrganizationID types.String           `tfsdk:"last_active_organization_id"`
	LatestActivity           *activityModel         `tfsdk:"latest_activity"`
	Tasks                    []taskModel            `tfsdk:"tasks"`
	LastActiveAt             customtypes.Timestamp  `tfsdk:"last_active_at"`
	ExpireAt                 customtypes.Timestamp  `tfsdk:"expire_at"`
	AbandonAt                customtypes.Timestamp  `tfsdk:"abandon_at"`
	CreatedAt                customtypes.Timestamp  `tfsdk:"created_at"`
	UpdatedAt                customtypes.Timestamp  `tfsdk:"updated_at"`
}

type activityModel struct {
	ID             types.String `tfsdk:"id"`
	DeviceType     types.String `tfsdk:"device_type"`
	IsMobile       types.Bool   `tfsdk:"is_mobile"`
	BrowserName    types.String `tfsdk:"browser_name"`
	BrowserVersion types.String `tfsdk:"browser_version"`
	IPAddress      types.String `tfsdk:"ip_address"`
	City           types.String `tfsdk:"city"`
	Country        types.String `tfsdk:"country"`
}

type taskModel struct {
	Key types.String `tfsdk:"key"`
}

// Of returns the session as Terraform shows it.
func Of(session clerk.Session) Model {
	model := Model{
		ID:                       types.StringValue(session.ID),
		UserID:                   datasourcebase.StringValue(session.UserID),
		ClientID:                 datasourcebase.StringValue(session.ClientID),
		Status:                   datasourcebase.StringValue(session.Status),
		Actor:                    datasourcebase.JSONValue(session.Actor),
		LastActiveOrganizationID: datasourcebase.OptionalStringValue(session.LastActiveOrganizationID),
		Tasks:                    []taskModel{},
		LastActiveAt:             datasourcebase.TimeValue(session.LastActiveAt),
		ExpireAt:                 datasourcebase.TimeValue(session.ExpireAt),
		AbandonAt:                datasourcebase.TimeValue(session.AbandonAt),
		CreatedAt:                datasourcebase.TimeValue(session.CreatedAt),
		UpdatedAt:                datasourcebase.TimeValue(session.UpdatedAt),
	}
	for _, task := range session.Tasks {
		model.Tasks = append(model.Tasks, taskModel{Key: datasourcebase.StringValue(task.Key)})
	}
	if activity := session.LatestActivity; activity != nil {
		model.LatestActivity = &activityModel{
			ID:             datasourcebase.StringValue(activity.ID),
			DeviceType:     datasourcebase.StringValue(activity.DeviceType),
			IsMobile:       types.BoolValue(activity.IsMobile),
			BrowserName:    datasourcebase.StringValue(activity.BrowserName),
			BrowserVersion: datasourcebase.StringValue(activity.BrowserVersion),
			IPAddress:      datasourcebase.StringValue(activity.IPAddress),
			City:           datasourcebase.StringValue(activity.City),
			Country:        datasourcebase.StringValue(activity.Country),
		}
	}
	return model
}

// AllOf returns the sessions as Terraform shows them. The list is never null.
func AllOf(sessions []clerk.Session) []Model {
	models := make([]Model, len(sessions))
	for i, session := range sessions {
		models[i] = Of(session)
	}
	return models
}

// Schema describes the attributes of Model.
func Schema() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":        datasourcebase.TextAttribute("The id of the session, such as `sess_2abc…`."),
		"user_id":   datasourcebase.TextAttribute("The id of the user who is signed in."),
		"client_id": datasourcebase.TextAttribute("The id of the client (the browser or device) that holds the session."),
		"status": datasourcebase.TextAttribute(
			"The status of the session: `active`, `pending` (signed in, with `tasks` left), `revoked` (by an administrator or the application), `removed` (signed out), " +
				"`ended`, `expired`, `abandoned` or `replaced`.",
		),
		"actor": datasourcebase.JSONAttribute(
			"Who impersonates the user in this session, as JSON with the key `sub`. Null when nobody does.",
		),
		"last_active_organization_id": datasourcebase.TextAttribute(
			"The id of the organization that was active last in the session. Null when none was.",
		),
		"latest_activity": datasourcebase.ObjectAttribute(
			"What the latest request of the session told of the device. It is personal data. Null when Clerk knows nothing of it.",
			map[string]schema.Attribute{
				"id":              datasourcebase.TextAttribute("The id of the activity."),
				"device_type":     datasourcebase.TextAttribute("The type of the device, such as `Macintosh`."),
				"is_mobile":       datasourcebase.BoolAttribute("Whether the device is a mobile one."),
				"browser_name":    datasourcebase.TextAttribute("The name of the browser."),
				"browser_version": datasourcebase.TextAttribute("The version of the browser."),
				"ip_address":      datasourcebase.TextAttribute("The IP address that the request came from."),
				"city":            datasourcebase.TextAttribute("The city of that address."),
				"country":         datasourcebase.TextAttribute("The country of that address."),
			},
		),
		"tasks": datasourcebase.ObjectsAttribute(
			"What the user has yet to do before a pending session becomes active. Empty when there is nothing.",
			map[string]schema.Attribute{
				"key": datasourcebase.TextAttribute("The key of the task, such as `choose-organization`."),
			},
		),
		"last_active_at": datasourcebase.TimeAttribute("When the session was active last (RFC 3339)."),
		"expire_at":      datasourcebase.TimeAttribute("When the session expires at the latest (RFC 3339)."),
		"abandon_at": datasourcebase.TimeAttribute(
			"When the session counts as abandoned, unless it is used before (RFC 3339).",
		),
		"created_at": datasourcebase.TimeAttribute("When the session began (RFC 3339)."),
		"updated_at": datasourcebase.TimeAttribute("When the session was changed last (RFC 3339)."),
	}
}
