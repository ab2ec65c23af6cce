// Package sessionattributes describes a session as data sources show it.
package sessionattributes

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type (
	session  = clerk.Session
	activity = clerk.SessionActivity
)

// Shape describes a session.
var Shape = datasourcebase.NewShape(datasourcebase.Attributes[session]{
	"id": datasourcebase.String("The id of the session, such as `sess_2abc…`.",
		func(s *session) string { return s.ID }),
	"user_id": datasourcebase.String("The id of the user who is signed in.",
		func(s *session) string { return s.UserID }),
	"client_id": datasourcebase.String("The id of the client (the browser or device) that holds the session.",
		func(s *session) string { return s.ClientID }),
	"status": datasourcebase.String(
		"The status of the session: `active`, `pending` (signed in, with `tasks` to do), "+
			"`revoked` (by an administrator or the application), `removed` (signed out), "+
			"`ended`, `expired`, `abandoned` or `replaced`.",
		func(s *session) string { return s.Status }),
	"actor": datasourcebase.JSON(
		"The user who impersonates the user of this session, in the key `sub`. Null without impersonation.",
		func(s *session) json.RawMessage { return s.Actor }),
	"last_active_organization_id": datasourcebase.OptionalString(
		"The id of the organization that was last active in the session. Null when none was.",
		func(s *session) *string { return s.LastActiveOrganizationID }),
	"latest_activity": datasourcebase.Object(
		"The device and place of the latest request of the session. This is personal data. "+
			"Null when Clerk has none.",
		activityShape,
		func(s *session) *activity { return s.LatestActivity }),
	"tasks": datasourcebase.Objects(
		"The tasks that the user must complete before a pending session becomes active.",
		taskShape,
		func(s *session) []clerk.SessionTask { return s.Tasks }),
	"last_active_at": datasourcebase.Time("When the session was last active.",
		func(s *session) clerk.UnixMilli { return s.LastActiveAt }),
	"expire_at": datasourcebase.Time("When the session expires at the latest.",
		func(s *session) clerk.UnixMilli { return s.ExpireAt }),
	"abandon_at": datasourcebase.Time("When the session becomes abandoned, unless it is used before.",
		func(s *session) clerk.UnixMilli { return s.AbandonAt }),
	"created_at": datasourcebase.Time("When the session began.",
		func(s *session) clerk.UnixMilli { return s.CreatedAt }),
	"updated_at": datasourcebase.Time("When the session was last changed.",
		func(s *session) clerk.UnixMilli { return s.UpdatedAt }),
})

var activityShape = datasourcebase.NewShape(datasourcebase.Attributes[activity]{
	"id": datasourcebase.String("The id of the activity.",
		func(a *activity) string { return a.ID }),
	"device_type": datasourcebase.String("The type of the device, such as `Macintosh`.",
		func(a *activity) string { return a.DeviceType }),
	"is_mobile": datasourcebase.Bool("Whether the device is a mobile device.",
		func(a *activity) bool { return a.IsMobile }),
	"browser_name": datasourcebase.String("The name of the browser.",
		func(a *activity) string { return a.BrowserName }),
	"browser_version": datasourcebase.String("The version of the browser.",
		func(a *activity) string { return a.BrowserVersion }),
	"ip_address": datasourcebase.String("The IP address of the request.",
		func(a *activity) string { return a.IPAddress }),
	"city": datasourcebase.String("The city of that address.",
		func(a *activity) string { return a.City }),
	"country": datasourcebase.String("The country of that address.",
		func(a *activity) string { return a.Country }),
})

var taskShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.SessionTask]{
	"key": datasourcebase.String("The key of the task, such as `choose-organization`.",
		func(t *clerk.SessionTask) string { return t.Key }),
})
