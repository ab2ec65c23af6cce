package clients

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

// clientModel is a client as Terraform shows it.
type clientModel struct {
	ID                         types.String              `tfsdk:"id"`
	SessionIDs                 []string                  `tfsdk:"session_ids"`
	Sessions                   []sessionattributes.Model `tfsdk:"sessions"`
	SignInID                   types.String              `tfsdk:"sign_in_id"`
	SignUpID                   types.String              `tfsdk:"sign_up_id"`
	LastActiveSessionID        types.String              `tfsdk:"last_active_session_id"`
	LastAuthenticationStrategy types.String              `tfsdk:"last_authentication_strategy"`
	CreatedAt                  customtypes.Timestamp     `tfsdk:"created_at"`
	UpdatedAt                  customtypes.Timestamp     `tfsdk:"updated_at"`
}

func modelOf(client clerk.SessionClient) clientModel {
	return clientModel{
		ID:                         types.StringValue(client.ID),
		SessionIDs:                 append([]string{}, client.SessionIDs...), // never null
		Sessions:                   sessionattributes.AllOf(client.Sessions),
		SignInID:                   datasourcebase.OptionalStringValue(client.SignInID),
		SignUpID:                   datasourcebase.OptionalStringValue(client.SignUpID),
		LastActiveSessionID:        datasourcebase.OptionalStringValue(client.LastActiveSessionID),
		LastAuthenticationStrategy: datasourcebase.OptionalStringValue(client.LastAuthenticationStrategy),
		CreatedAt:                  datasourcebase.TimeValue(client.CreatedAt),
		UpdatedAt:                  datasourcebase.TimeValue(client.UpdatedAt),
	}
}

// clientAttributes describes the attributes of clientModel.
func clientAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          datasourcebase.TextAttribute("The id of the client, such as `client_2abc…`."),
		"session_ids": datasourcebase.TextsAttribute("The ids of all sessions of the client."),
		"sessions": datasourcebase.ObjectsAttribute(
			"The sessions of the client that Clerk describes.",
			sessionattributes.Schema(),
		),
		"sign_in_id": datasourcebase.TextAttribute(
			"The id of the sign-in that is under way on the client. Null when there is none.",
		),
		"sign_up_id": datasourcebase.TextAttribute(
			"The id of the sign-up that is under way on the client. Null when there is none.",
		),
		"last_active_session_id": datasourcebase.TextAttribute(
			"The id of the session that was active last. Null when none was.",
		),
		"last_authentication_strategy": datasourcebase.TextAttribute(
			"How a user last signed in on the client, such as `oauth_google`. Null when Clerk does not know.",
		),
		"created_at": datasourcebase.TimeAttribute("When Clerk first saw the client (RFC 3339)."),
		"updated_at": datasourcebase.TimeAttribute("When the client was changed last (RFC 3339)."),
	}
}
