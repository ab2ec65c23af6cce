// Package organizations has the resource clerk_organization, its data sources and its list resource.
package organizations

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

const noun = "organization"

var slugValidator = validators.Matching(regexp.MustCompile(`^[a-z0-9-]+$`),
	"a slug: lower-case letters, digits and dashes")

// NewResource returns the resource clerk_organization.
func NewResource() resource.Resource { return resourcebase.New(organization)() }

// NewListResource returns the list resource clerk_organization.
func NewListResource() list.ListResource { return resourcebase.NewList(organization)() }

type organizationModel struct {
	ID                    types.String           `tfsdk:"id"`
	Name                  types.String           `tfsdk:"name"`
	Slug                  types.String           `tfsdk:"slug"`
	MaxAllowedMemberships types.Int64            `tfsdk:"max_allowed_memberships"`
	AdminDeleteEnabled    types.Bool             `tfsdk:"admin_delete_enabled"`
	PublicMetadata        customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata       customtypes.JSONObject `tfsdk:"private_metadata"`
	CreatedBy             types.String           `tfsdk:"created_by"`
	DeletionProtection    types.Bool             `tfsdk:"deletion_protection"`
	CreatedAt             customtypes.Timestamp  `tfsdk:"created_at"`
	Logo                  types.String           `tfsdk:"logo"`
	LogoSHA256            types.String           `tfsdk:"logo_sha256"`
	ImageURL              types.String           `tfsdk:"image_url"`
}

const slugTaken = "Another organization of the instance has this slug. Set another slug, or import that " +
	"organization by its slug." + resourcebase.NoCreateBeforeDestroy

const (
	limitParam = "max_allowed_memberships"
	// codeNeedsPlan is the code of a value that the Clerk subscription does not include.
	codeNeedsPlan = "unsupported_subscription_plan_features"
)

var advice = map[string]string{
	// The specification does not define the code of a taken slug.
	"form_identifier_exists": slugTaken, "duplicate_record": slugTaken,
	codeNeedsPlan + " " + limitParam: "Upgrade the Clerk subscription, set a lower " +
		"max_allowed_memberships, or remove the attribute from the configuration. 0 is no limit, and is more than any " +
		"other value.",
	"exclusive_organization_membership": "The user of created_by is a member of an organization, and its members can " +
		"have no other one. Set another user, or omit created_by.",
}

var organization = resourcebase.Object[organizationModel, clerk.Organization]{
	Name: "organization", Noun: noun, Plural: "organizations",
	Description: "Manages one organization. Its members are managed one by one, with " +
		"`clerk_organization_membership`.\n\nAttributes that you omit are read and not changed. Destroying an organization " +
		"deletes its memberships and invitations, which cannot be undone.",
	Attributes: attributes,
	Identity: []resourcebase.IdentityAttribute{
		{Name: "id", Prefix: "org_", Description: "The id, such as `org_2abc…`."},
	},
	Params: map[string]string{"file": "logo", "user_id": "created_by"},
	Advice: advice,
	Label:  label, Fill: fill, Keys: keys,
	Create: create, Update: update,
	Read: func(ctx context.Context, client *clerk.Client, m *organizationModel) (*clerk.Organization, error) {
		return client.ReadOrganization(ctx, m.ID.ValueString())
	},
	Find: func(ctx context.Context, client *clerk.Client, slug string) (*clerk.Organization, error) {
		return client.GetOrganization(ctx, slug)
	},
	FindBy: "its slug",
	Plan:   plan, PlanDelete: planDelete, Delete: deleteOrganization,
	All: func(ctx context.Context, client *clerk.Client) iter.Seq2[clerk.Organization, error] {
		return client.EachOrganization(ctx)
	},
}

func attributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"id":   resourcebase.Fixed("The id of the organization, such as `org_2abc…`."),
		"name": resourcebase.Text("The name, without URLs and HTML.", validators.Name(256)),
		"slug": resourcebase.OptionalText("The name in URLs: lower-case letters, digits and dashes. It is unique in the "+
			"instance. Omit it in an instance without slugs, which is the default of newer instances: Clerk refuses any slug "+
			"there. With slugs, Clerk makes one from the name if it is omitted.", slugValidator),
		"max_allowed_memberships": resourcebase.OptionalNumber("The highest number of members, pending invitations "+
			"included. `0` is no limit. The default is a setting of the instance.", validators.AtLeast(0)),
		"admin_delete_enabled": resourcebase.OptionalBool("Whether an administrator of the organization can delete it in " +
			"the application. Clerk accepts it only in an update: a new organization takes a second request."),
		"public_metadata":  resourcebase.Metadata("Metadata that the members can read."),
		"private_metadata": resourcebase.SensitiveMetadata("Metadata that only the Backend API can read."),
		"created_by": schema.StringAttribute{
			MarkdownDescription: "The id of the user who creates the organization and becomes its first member, as an " +
				"administrator. It is used only at creation. A later change has no effect: it makes no request, and the plan " +
				"warns. Without it, the organization has no members at first.",
			Optional: true, Validators: []validator.String{validators.UserID()},
		},
		"deletion_protection": resourcebase.Switch("With `true`, a plan that destroys or replaces the organization fails. " +
			"Defaults to `false`."),
		"created_at": resourcebase.FixedTime("When the organization was created, in RFC 3339."),
	}
	maps.Copy(attributes, logoAttributes())
	return attributes
}

func label(m *organizationModel) string {
	if m.Name.ValueString() == "" {
		return "the organization " + m.ID.ValueString()
	}
	return fmt.Sprintf("the organization %q", m.Name.ValueString())
}

func fill(m *organizationModel, o *clerk.Organization) {
	m.ID, m.Name = types.StringValue(o.ID), types.StringValue(o.Name)
	m.Slug = datasourcebase.StringValue(o.Slug)
	m.MaxAllowedMemberships = types.Int64Value(o.MaxAllowedMemberships)
	m.AdminDeleteEnabled = types.BoolValue(o.AdminDeleteEnabled)
	m.PublicMetadata = resourcebase.JSONOf(o.PublicMetadata)
	m.PrivateMetadata = resourcebase.JSONOf(o.PrivateMetadata)
	m.CreatedAt = datasourcebase.TimeValue(o.CreatedAt)
	m.fillLogo(o)
	if m.DeletionProtection.IsNull() { // after an import
		m.DeletionProtection = types.BoolValue(false)
	}
}

// keys are the id and the slug. Several organizations can have one name: a plan that destroys one and creates another
// one with its name is probably a renamed resource.
func keys(m *organizationModel) []resourcebase.Key {
	return []resourcebase.Key{
		{Kind: noun, Name: m.ID.ValueString()},
		{Kind: "organization_slug", Name: m.Slug.ValueString()},
		{Kind: noun, Name: m.Name.ValueString(), Shared: true},
	}
}

// create needs further requests for admin_delete_enabled and the logo.
func create(ctx context.Context, call *resourcebase.Call[organizationModel]) (*clerk.Organization, error) {
	m, none := &call.Plan, organizationModel{}
	made, err := call.Client.CreateOrganization(ctx, clerk.OrganizationCreateParams{
		Name: m.Name.ValueString(), Slug: resourcebase.StringParam(m.Slug, none.Slug),
		CreatedBy:             resourcebase.StringParam(m.CreatedBy, none.CreatedBy),
		MaxAllowedMemberships: resourcebase.Int64Param(m.MaxAllowedMemberships, none.MaxAllowedMemberships),
		PublicMetadata:        resourcebase.JSONParam(m.PublicMetadata, none.PublicMetadata),
		PrivateMetadata:       resourcebase.JSONParam(m.PrivateMetadata, none.PrivateMetadata),
	})
	if err != nil {
		return nil, limitAtFault(err, m.MaxAllowedMemberships, none.MaxAllowedMemberships)
	}
	wanted := resourcebase.BoolParam(m.AdminDeleteEnabled, types.BoolValue(made.AdminDeleteEnabled))
	if !wanted.IsZero() {
		params := clerk.OrganizationUpdateParams{AdminDeleteEnabled: wanted}
		updated, err := call.Client.UpdateOrganization(ctx, made.ID, params)
		if err != nil {
			return made, err
		}
		made = updated
	}
	withLogo, err := applyLogo(ctx, call, made.ID)
	return cmp.Or(withLogo, made), err
}

// limitAtFault names the parameter in a refusal that needs another Clerk subscription. Clerk names only the feature.
// Among the values of an organization, only a changed limit of memberships needs one.
func limitAtFault(err error, planned, prior types.Int64) error {
	refused, ok := clerk.AsError(err)
	if !ok || resourcebase.Int64Param(planned, prior).IsZero() {
		return err
	}
	for i := range refused.Items {
		if item := &refused.Items[i]; item.Code == codeNeedsPlan && item.Param == "" {
			item.Param = limitParam
		}
	}
	return err
}

func update(ctx context.Context, call *resourcebase.Call[organizationModel]) (updated *clerk.Organization, err error) {
	m, prior, id := &call.Plan, &call.Prior, call.Prior.ID.ValueString()
	params := clerk.OrganizationUpdateParams{
		Name: resourcebase.StringParam(m.Name, prior.Name), Slug: resourcebase.StringParam(m.Slug, prior.Slug),
		MaxAllowedMemberships: resourcebase.Int64Param(m.MaxAllowedMemberships, prior.MaxAllowedMemberships),
		AdminDeleteEnabled:    resourcebase.BoolParam(m.AdminDeleteEnabled, prior.AdminDeleteEnabled),
	}
	if params != (clerk.OrganizationUpdateParams{}) {
		if updated, err = call.Client.UpdateOrganization(ctx, id, params); err != nil {
			return nil, limitAtFault(err, m.MaxAllowedMemberships, prior.MaxAllowedMemberships)
		}
	}
	metadata := clerk.OrganizationMetadataParams{
		Public:  resourcebase.JSONParam(m.PublicMetadata, prior.PublicMetadata),
		Private: resourcebase.JSONParam(m.PrivateMetadata, prior.PrivateMetadata),
	}
	if !metadata.IsZero() {
		replaced, err := call.Client.ReplaceOrganizationMetadata(ctx, id, metadata)
		if err != nil {
			return updated, err
		}
		updated = replaced
	}
	withLogo, err := applyLogo(ctx, call, id)
	return cmp.Or(withLogo, updated), err
}

// plan plans the logo, and warns of a change of created_by, which has no effect.
func plan(ctx context.Context, call *resourcebase.Call[organizationModel]) {
	planLogo(call)
	planReplacement(ctx, call)
	m, prior := &call.Plan, &call.Prior
	if !call.IsNew && !prior.CreatedBy.IsNull() && !m.CreatedBy.IsNull() && !m.CreatedBy.Equal(prior.CreatedBy) {
		call.Warn("created_by", "created_by is used only at creation", fmt.Sprintf(
			"%s exists, and Clerk cannot change who created it. The change of created_by makes no request.",
			diagnostics.UpperFirst(label(prior))))
	}
}

// priorKey is set in the private state by every plan of an organization that is in the state. With -replace, Terraform
// plans the new organization with the private state of that plan, and without the prior state.
const priorKey = "prior"

// priorOrganization has what planDelete needs.
type priorOrganization struct {
	ID, Name  string
	Protected bool
}

// planReplacement checks a replacement like a destroy.
func planReplacement(ctx context.Context, call *resourcebase.Call[organizationModel]) {
	if !call.IsNew {
		note, _ := json.Marshal(priorOrganization{ // texts and a bool always have a JSON form
			call.Prior.ID.ValueString(), call.Prior.Name.ValueString(), call.Prior.DeletionProtection.ValueBool(),
		})
		call.Append(call.Private.SetKey(ctx, priorKey, note))
		return
	}
	note, _ := call.Private.GetKey(ctx, priorKey)
	var prior priorOrganization
	if !resourcebase.HasPrivate(ctx, call.Private, resourcebase.PlannedKey) || json.Unmarshal(note, &prior) != nil {
		return
	}
	replaced := *call
	replaced.Prior = organizationModel{
		ID: types.StringValue(prior.ID), Name: types.StringValue(prior.Name),
		DeletionProtection: types.BoolValue(prior.Protected),
	}
	planDelete(ctx, &replaced)
}

// planDelete refuses a protected organization, and more than the provider block allows.
func planDelete(_ context.Context, call *resourcebase.Call[organizationModel]) {
	if protect(call) {
		return
	}
	call.PlanDeletion(noun, call.Prior.ID.ValueString(), label(&call.Prior))
}

func protect(call *resourcebase.Call[organizationModel]) bool {
	if !call.Prior.DeletionProtection.ValueBool() {
		return false
	}
	call.Fail("deletion_protection", "The organization is protected from destruction", fmt.Sprintf(
		"%s has deletion_protection = true. Nothing was changed. If Terraform replaces it, plan without -replace and "+
			"replace_triggered_by. If it is tainted, run terraform untaint. To destroy it: 1. Keep the resource in the "+
			"configuration, or put it back. 2. Set deletion_protection = false and apply. 3. Destroy it. To keep it and "+
			"only remove it from the state, use a removed block with destroy = false.",
		diagnostics.UpperFirst(label(&call.Prior))))
	return true
}

// deleteOrganization checks again: a plan does not show that a tainted organization is deleted.
func deleteOrganization(ctx context.Context, call *resourcebase.Call[organizationModel]) error {
	id := call.Prior.ID.ValueString()
	if protect(call) || !call.ApplyDeletion(noun, id, label(&call.Prior)) {
		return nil
	}
	return call.Client.DeleteOrganization(ctx, id)
}
