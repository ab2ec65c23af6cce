package listidentifiers

import (
	terraformlist "github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

type allowlistModel struct {
	Model
	Notify       types.Bool   `tfsdk:"notify"`
	InvitationID types.String `tfsdk:"invitation_id"`
}

type blocklistModel struct{ Model }

var allowlist = list[allowlistModel]{
	name:   "allow-list",
	kind:   "allowlist_identifier",
	prefix: "alid_",
	description: "Manages one identifier that can sign up. While the allow-list is enabled, only its identifiers can " +
		"sign up.",
	of:   (*clerk.Client).Allowlist,
	base: func(m *allowlistModel) *Model { return &m.Model },
	more: map[string]schema.Attribute{
		"notify": schema.BoolAttribute{
			MarkdownDescription: "Whether Clerk sends an invitation to the email address or the phone number when it is " +
				"added. It is used only then: a later change makes no request. Destroying the resource does not revoke the " +
				"invitation.",
			Optional: true,
		},
		"invitation_id": resourcebase.Fixed("The id of the invitation that was sent. Null if none was."),
	},
	fill: func(m *allowlistModel, e *entry) {
		switch {
		case e == nil:
			m.InvitationID = types.StringUnknown()
		case e.InvitationID == nil:
			m.InvitationID = types.StringNull()
		default:
			m.InvitationID = datasourcebase.StringValue(*e.InvitationID)
		}
	},
	params: func(m *allowlistModel, params *clerk.ListIdentifierParams) {
		params.Notify = resourcebase.BoolParam(m.Notify, types.BoolNull())
	},
}.object()

var blocklist = list[blocklistModel]{
	name: "block-list", kind: "blocklist_identifier", prefix: "blid_",
	description: "Manages one identifier that cannot sign up. An identifier that is on the allow-list, too, can sign up.",
	of:          (*clerk.Client).Blocklist,
	base:        func(m *blocklistModel) *Model { return &m.Model },
	fill:        func(*blocklistModel, *entry) {},
	params:      func(*blocklistModel, *clerk.ListIdentifierParams) {},
}.object()

// NewAllowlistResource returns the resource clerk_allowlist_identifier.
func NewAllowlistResource() resource.Resource { return resourcebase.New(allowlist)() }

// NewAllowlistListResource returns the list resource clerk_allowlist_identifier.
func NewAllowlistListResource() terraformlist.ListResource { return resourcebase.NewList(allowlist)() }

// NewBlocklistResource returns the resource clerk_blocklist_identifier.
func NewBlocklistResource() resource.Resource { return resourcebase.New(blocklist)() }

// NewBlocklistListResource returns the list resource clerk_blocklist_identifier.
func NewBlocklistListResource() terraformlist.ListResource { return resourcebase.NewList(blocklist)() }
