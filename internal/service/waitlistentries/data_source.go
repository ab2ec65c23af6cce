// Package waitlistentries has the data source clerk_waitlist_entries, and the actions on entries of the waitlist.
package waitlistentries

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

type entry = clerk.WaitlistEntry

type waitlistDataSource struct{ datasourcebase.List[entry] }

// NewListDataSource returns the data source clerk_waitlist_entries. It reads GET /waitlist_entries, page by page.
func NewListDataSource() datasource.DataSource {
	return &waitlistDataSource{datasourcebase.List[entry]{
		TypeName: "waitlist_entries",
		Description: "Reads the entries of the waitlist, or those that match filters. All pages are read. The actions " +
			"`clerk_waitlist_entry_invite` and `clerk_waitlist_entry_reject` decide about an entry.",
		Arguments: map[string]schema.Attribute{
			"status": schema.StringAttribute{
				MarkdownDescription: "Only entries with this status: `pending`, `invited`, `completed` or `rejected`.",
				Optional:            true,
				Validators:          []validator.String{validators.OneOf("pending", "invited", "completed", "rejected")},
			},
			"query": schema.StringAttribute{
				MarkdownDescription: "Only the entry with this id, or entries with this text in the email address.",
				Optional:            true, Validators: []validator.String{validators.NotEmpty()},
			},
		},
		Attribute: "entries", AttributeDescription: "The entries, the oldest first.", Counted: "entries", Shape: shape,
		Objects: func(ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments) ([]entry, error) {
			return client.AllWaitlistEntries(ctx, clerk.WaitlistListParams{
				Status: arguments.String("status"), Query: arguments.String("query"),
			})
		},
		Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
			return diagnostics.Failure{Task: "list the waitlist"}.Diagnostics(err)
		},
	}}
}

var shape = datasourcebase.NewShape(datasourcebase.Attributes[entry]{
	"id": datasourcebase.String("The id of the entry, such as `wle_2abc…`.",
		func(e *entry) string { return e.ID }),
	"email_address": datasourcebase.String("The email address.",
		func(e *entry) string { return e.EmailAddress }),
	"status": datasourcebase.String(
		"`pending`, `invited`, `completed` (the user has signed up) or `rejected`.",
		func(e *entry) string { return e.Status }),
	"is_locked": datasourcebase.Bool("Whether Clerk is processing the entry, so that it cannot be changed.",
		func(e *entry) bool { return e.IsLocked }),
	"invitation_id": datasourcebase.OptionalString("The id of the invitation. Null when none was sent.",
		func(e *entry) *string {
			if e.Invitation == nil {
				return nil
			}
			return &e.Invitation.ID
		}),
	"created_at": datasourcebase.Time("When the entry was added.",
		func(e *entry) clerk.UnixMilli { return e.CreatedAt }),
	"updated_at": datasourcebase.Time("When the entry was last changed.",
		func(e *entry) clerk.UnixMilli { return e.UpdatedAt }),
})
