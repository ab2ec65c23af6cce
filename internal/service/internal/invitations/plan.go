package invitations

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// ReplacesOpen replaces an invitation that was not accepted when the attribute changes: the API cannot change
// invitations. A value that is not in the state is that of an import, or was not sent.
func ReplacesOpen() planmodifier.String { return replacesOpen{} }

type replacesOpen struct{}

func (replacesOpen) Description(context.Context) string {
	return "A change replaces the invitation, unless it was accepted."
}

func (r replacesOpen) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

func (replacesOpen) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.PlanValue.Equal(req.StateValue) || req.StateValue.IsNull() {
		return
	}
	resp.RequiresReplace = statusOf(ctx, req.State, &resp.Diagnostics) != Accepted
}

func statusOf(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) string {
	var status types.String
	diags.Append(state.GetAttribute(ctx, path.Root("status"), &status)...)
	return status.ValueString()
}

// resends replaces an invitation with a status in resend_when.
type resends struct{}

func (resends) Description(context.Context) string {
	return "An invitation with a status in resend_when is created again."
}

func (r resends) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

func (resends) PlanModifyString(
	ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse,
) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() {
		return
	}
	var when types.Set
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("resend_when"), &when)...)
	if contains(when, req.StateValue) {
		resp.PlanValue, resp.RequiresReplace = types.StringUnknown(), true
	}
}

func contains(when types.Set, status types.String) bool {
	return slices.ContainsFunc(when.Elements(), status.Equal)
}

// PlanExisting describes what the plan does to an invitation that exists. changes means that an attribute changes that
// the API cannot change.
func PlanExisting[M any](c *resourcebase.Call[M], label string, plan, prior *Model, changes bool) {
	changes = changes || Changes(plan.EmailAddress, prior.EmailAddress) ||
		Changes(plan.PublicMetadata, prior.PublicMetadata) || !prior.RedirectURL.IsNull() &&
		!plan.RedirectURL.Equal(prior.RedirectURL)
	switch status := prior.Status.ValueString(); {
	case status == Accepted && Changes(plan.EmailAddress, prior.EmailAddress):
		c.Fail("email_address", "The invitation was accepted already", OtherAddress(label))
	case status == Accepted && changes:
		c.Warn("", "The invitation was accepted already", fmt.Sprintf("%s was accepted, so the changed attributes change "+
			"nothing in Clerk: the invited user has the values of the accepted invitation. Only the state changes.", label))
	case status == Pending && changes:
		c.Warn("", "The pending invitation is replaced", fmt.Sprintf("Clerk cannot change %s. The apply revokes it, so that "+
			"the link that was sent stops working. Then it creates a new one.", label))
	case status == Pending && prior.RedirectURL.IsNull() && !plan.RedirectURL.IsNull():
		c.Warn("redirect_url", "The redirect_url is not sent", fmt.Sprintf("%s was sent without a redirect_url, or was "+
			"imported: Clerk does not return it. Only the state changes. To send a new invitation with this URL, use the "+
			"option -replace of terraform apply.", label))
	case (status == Expired || status == Revoked) && !changes && !contains(plan.ResendWhen, prior.Status):
		c.Warn("status", fmt.Sprintf("The invitation is %s", status), fmt.Sprintf("%s is %s, and is not sent again. To send "+
			"it again, set resend_when = [%q]. To stop managing it, remove the resource.", label, status, status))
	}
}

// OtherAddress describes a change of the address, or of the organization, of an accepted invitation.
func OtherAddress(label string) string { return fmt.Sprintf(otherAddress, label) }

// Adopts reports whether a new resource takes over a pending invitation. Otherwise it adds the error. name is that of
// the import.
func Adopts[M any](c *resourcebase.Call[M], plan *Model, label, name string) bool {
	if plan.AdoptExisting.ValueBool() {
		return true
	}
	c.Fail("email_address", "The address has a pending invitation", fmt.Sprintf("%s exists and is pending. Nothing was "+
		"changed. Import it, as %s, or set adopt_existing = true, which replaces it if it has other values."+
		resourcebase.AdoptsOnReplace, diagnostics.UpperFirst(label), name))
	return false
}

const otherAddress = "%s was accepted, so it cannot be sent to another address or organization. Nothing was " +
	"changed. Add another resource for the new invitation. In for_each, use the address as the key: with count, one " +
	"removed address shifts all others."

// Changes reports whether a planned value is known and differs from that of the state.
func Changes(plan, prior attr.Value) bool {
	return !plan.IsNull() && !plan.IsUnknown() && !plan.Equal(prior)
}

// Has reports whether an existing invitation has a configured value. Values that are not configured do not matter.
func Has(ctx context.Context, held, configured attr.Value) bool {
	if configured.IsNull() || configured.IsUnknown() {
		return true
	}
	same, _ := customtypes.Equivalent(ctx, configured, held)
	return same
}

// Keys are the keys in the registry of the run of an invitation and, while it is open, of its
// address. scope is the organization with a slash.
func Keys(kind, scope string, m *Model) []resourcebase.Key {
	var keys []resourcebase.Key
	if id := m.ID.ValueString(); id != "" {
		keys = append(keys, resourcebase.Key{Kind: kind, Name: id})
	}
	if address := m.Address(); address != "" && !m.IsFinal() {
		keys = append(keys, AddressKey(kind, scope, m))
	}
	return keys
}

// AddressKey is the key of the invited address.
func AddressKey(kind, scope string, m *Model) resourcebase.Key {
	return resourcebase.Key{Kind: kind, Name: scope + m.Address()}
}
