// Package invitations has what invitations to organizations and to the instance share.
package invitations

import (
	"cmp"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The values of status.
const (
	Pending  = "pending"
	Accepted = "accepted"
	Revoked  = "revoked"
	Expired  = "expired"
)

// Statuses are all values of status.
var Statuses = []string{Pending, Accepted, Revoked, Expired}

// Model has the attributes of both kinds of invitations.
type Model struct {
	ID             types.String           `tfsdk:"id"`
	EmailAddress   customtypes.Identifier `tfsdk:"email_address"`
	PublicMetadata customtypes.JSONObject `tfsdk:"public_metadata"`
	RedirectURL    types.String           `tfsdk:"redirect_url"`
	ExpiresInDays  types.Int64            `tfsdk:"expires_in_days"`
	Notify         types.Bool             `tfsdk:"notify"`
	ResendWhen     types.Set              `tfsdk:"resend_when"`
	AdoptExisting  types.Bool             `tfsdk:"adopt_existing"`
	Status         types.String           `tfsdk:"status"`
	URL            types.String           `tfsdk:"url"`
	ExpiresAt      customtypes.Timestamp  `tfsdk:"expires_at"`
	CreatedAt      customtypes.Timestamp  `tfsdk:"created_at"`
}

// IsAccepted reports whether the invitation was accepted. It is then a record: nothing of it changes any longer.
func (m *Model) IsAccepted() bool { return m.Status.ValueString() == Accepted }

// IsFinal reports whether the status does not change any longer.
func (m *Model) IsFinal() bool {
	status := m.Status.ValueString()
	return status == Accepted || status == Revoked || status == Expired
}

// Address is the invited address in the spelling in which Clerk compares it.
func (m *Model) Address() string { return m.EmailAddress.Folded() }

// Held is what the API returns of an invitation of either kind.
type Held struct {
	ID, EmailAddress, Status string
	PublicMetadata           json.RawMessage
	URL                      *string
	ExpiresAt                *clerk.UnixMilli
	CreatedAt                clerk.UnixMilli
}

// Fill sets the attributes that the API returns. For an accepted invitation, the state keeps the configured values:
// they can differ then, and change nothing.
func (m *Model) Fill(held Held) {
	m.ID, m.Status = types.StringValue(held.ID), types.StringValue(cmp.Or(held.Status, Pending))
	m.URL, m.ExpiresAt = types.StringPointerValue(held.URL), datasourcebase.OptionalTimeValue(held.ExpiresAt)
	if held.URL != nil && *held.URL == "" {
		m.URL = types.StringNull()
	}
	m.CreatedAt = datasourcebase.TimeValue(held.CreatedAt)
	if Keeps(m, m.EmailAddress.StringValue) {
		return
	}
	m.EmailAddress = customtypes.NewIdentifier(held.EmailAddress)
	m.PublicMetadata = resourcebase.JSONOf(held.PublicMetadata)
	if m.ResendWhen.IsNull() { // after an import, the set has no type
		m.ResendWhen = types.SetNull(types.StringType)
	}
}

// Keeps reports whether the state keeps the value of an attribute: the invitation is accepted, and the value is known.
func Keeps(m *Model, value types.String) bool {
	return m.IsAccepted() && !value.IsNull() && !value.IsUnknown()
}

// Attributes are the attributes of Model. metadata describes what becomes of the public metadata.
func Attributes(idPrefix, metadata string) map[string]schema.Attribute {
	address := resourcebase.Text("The invited email address. Upper and lower case are the same. A change of a pending "+
		"invitation replaces it: the old link stops working, and the new address gets an email. After "+
		"the acceptance, a change is an error.", validators.EmailAddress())
	address.CustomType = customtypes.IdentifierType{}
	address.PlanModifiers = []planmodifier.String{planmodifiers.KeepEquivalent(), ReplacesOpen()}
	publicMetadata := resourcebase.Metadata(metadata + " A change of a pending invitation replaces it.")
	publicMetadata.PlanModifiers = append(publicMetadata.PlanModifiers, ReplacesOpen())
	status := resourcebase.Fixed(
		"The status of the invitation: `pending`, `accepted`, `revoked` or `expired`. `accepted` " +
			"is the normal end: the resource stays in the state, and nothing is created again.",
	)
	status.PlanModifiers = append(status.PlanModifiers, resends{})
	url := resourcebase.Fixed(
		"The URL that accepts the invitation. It is a credential, and is in the state. Null when Clerk " +
			"does not return it, such as after the acceptance.",
	)
	url.Sensitive = true
	return map[string]schema.Attribute{
		"id":              resourcebase.Fixed("The id of the invitation, such as `" + idPrefix + "2abc…`."),
		"email_address":   address,
		"public_metadata": publicMetadata,
		"redirect_url": schema.StringAttribute{
			MarkdownDescription: "The absolute URL to which the link of the invitation leads. Clerk does not return it. A " +
				"change of a pending invitation replaces it.",
			Optional:      true,
			Validators:    []validator.String{validators.AbsoluteURL()},
			PlanModifiers: []planmodifier.String{ReplacesOpen()},
		},
		"expires_in_days": schema.Int64Attribute{
			CustomType: customtypes.IntegerType{},
			MarkdownDescription: "The number of days after which the invitation expires, from 1 to 365. Clerk's default is " +
				"30. Used only at creation: a change makes no request.",
			Optional:   true,
			Validators: []validator.Int64{validators.Between(1, 365)},
		},
		"notify": schema.BoolAttribute{
			MarkdownDescription: "Whether Clerk sends an email with the link. Clerk's default is `true`. Used only at " +
				"creation: a change makes no request.",
			Optional: true,
		},
		"resend_when": schema.SetAttribute{
			MarkdownDescription: "The statuses in which the next apply creates the invitation again: `expired`, `revoked`, or " +
				"both. By default, the plan only warns, and no email is sent again.",
			Optional: true, ElementType: types.StringType,
			Validators: []validator.Set{setvalidator.ValueStringsAre(validators.OneOf(Expired, Revoked))},
		},
		"adopt_existing": schema.BoolAttribute{
			MarkdownDescription: "Whether a new resource takes over a pending invitation of the address. One with other " +
				"values than the configured ones is revoked and created again. By default, the apply fails and names the import. " +
				"Needed with `create_before_destroy`. Used only at creation.",
			Optional: true,
		},
		"status":     status,
		"url":        url,
		"expires_at": resourcebase.FixedTime("When the pending invitation expires, in RFC 3339. Null if it does not."),
		"created_at": resourcebase.FixedTime("When the invitation was created, in RFC 3339."),
	}
}
