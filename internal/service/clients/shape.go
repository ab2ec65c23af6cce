package clients

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

type sessionClient = clerk.SessionClient

var clientShape = datasourcebase.NewShape(datasourcebase.Attributes[sessionClient]{
	"id": datasourcebase.String("The id of the client, such as `client_2abc…`.",
		func(c *sessionClient) string { return c.ID }),
	"session_ids": datasourcebase.Strings("The ids of all sessions of the client.",
		func(c *sessionClient) []string { return c.SessionIDs }),
	"sessions": datasourcebase.Objects("The sessions of the client that Clerk describes.", sessionattributes.Shape,
		func(c *sessionClient) []clerk.Session { return c.Sessions }),
	"sign_in_id": datasourcebase.OptionalString(
		"The id of the sign-in that is in progress on the client. Null when there is none.",
		func(c *sessionClient) *string { return c.SignInID }),
	"sign_up_id": datasourcebase.OptionalString(
		"The id of the sign-up that is in progress on the client. Null when there is none.",
		func(c *sessionClient) *string { return c.SignUpID }),
	"last_active_session_id": datasourcebase.OptionalString(
		"The id of the session that was last active. Null when none was.",
		func(c *sessionClient) *string { return c.LastActiveSessionID }),
	"last_authentication_strategy": datasourcebase.OptionalString(
		"How a user last signed in on the client, such as `oauth_google`. Null when Clerk does not return it.",
		func(c *sessionClient) *string { return c.LastAuthenticationStrategy }),
	"created_at": datasourcebase.Time("When Clerk created the client.",
		func(c *sessionClient) clerk.UnixMilli { return c.CreatedAt }),
	"updated_at": datasourcebase.Time("When the client was last changed.",
		func(c *sessionClient) clerk.UnixMilli { return c.UpdatedAt }),
})
