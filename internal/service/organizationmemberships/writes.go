package organizationmemberships

import (
	"cmp"
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

type call = resourcebase.Call[membershipModel]

// codeLastAdmin is the code of a request that would leave the organization without an administrator.
const codeLastAdmin = "organization_minimum_permissions_needed"

var membershipAdvice = map[string]string{
	"resource_not_found": "Clerk does not find the organization, the user or the role. Check the ids. Check that the " +
		"role exists and is in the role set of the organization: its key begins with org:, such as org:member.",
	"form_param_value_invalid role": "Check that the role exists and is in the role set of the organization: its key " +
		"begins with org:, such as org:member.",
	clerk.CodeAlreadyMember: "The user is a member, and Clerk does not show the membership yet. Apply again.",
	codeLastAdmin: "The user is the last administrator of the organization, and Clerk keeps one. If the run also " +
		"destroys the organization, apply again. Otherwise, make another member an administrator and apply first. To keep " +
		"the membership and only remove the resource from the state, set on_destroy = \"keep\" and apply before the " +
		"destroy, or run terraform state rm.",
	"exclusive_organization_membership": "Members of this organization, or of another organization of the user, can " +
		"have no other one. Remove the other membership first. If organization_id of this resource has changed, apply with " +
		"-replace and the address of the resource: Terraform then removes the old membership before it creates the new " +
		"one.",
}

// createMembership creates the membership, or takes over an existing one.
func createMembership(ctx context.Context, c *call) (*membership, error) {
	m, none := &c.Plan, membershipModel{}
	organizationID, userID := m.OrganizationID.ValueString(), m.UserID.ValueString()
	made, err := c.Client.CreateMembership(ctx, organizationID, clerk.MembershipCreateParams{
		UserID: userID, Role: m.Role.ValueString(),
		PublicMetadata:  resourcebase.JSONParam(m.PublicMetadata, none.PublicMetadata),
		PrivateMetadata: resourcebase.JSONParam(m.PrivateMetadata, none.PrivateMetadata),
	})
	if !clerk.HasCode(err, clerk.CodeAlreadyMember) {
		return made, err
	}
	if !m.AdoptExisting.ValueBool() && !c.Replaces {
		c.Fail("user_id", "The user is already a member", fmt.Sprintf(
			"%s is a member of %s. Nothing was changed. Import the membership, as %[2]s/%[1]s, or set adopt_existing = true."+
				resourcebase.AdoptsOnReplace,
			userID, organizationID))
		return nil, nil
	}
	held, findErr := c.Client.FindMembership(ctx, organizationID, userID)
	if findErr != nil || held == nil { // it is not in the list yet, or no longer
		return nil, cmp.Or(findErr, err)
	}
	adoption := *c
	adoption.Prior = membershipModel{}
	fillMembership(&adoption.Prior, held)
	if changed, err := updateMembership(ctx, &adoption); changed != nil || err != nil {
		return changed, err
	}
	return held, nil
}

// updateMembership sends the role and the metadata that differ.
func updateMembership(ctx context.Context, c *call) (updated *membership, err error) {
	m, prior := &c.Plan, &c.Prior
	organizationID, userID := m.OrganizationID.ValueString(), m.UserID.ValueString()
	if !m.Role.Equal(prior.Role) {
		updated, err = c.Client.UpdateMembership(ctx, organizationID, userID, m.Role.ValueString())
		if err != nil {
			return nil, err
		}
	}
	metadata := clerk.OrganizationMetadataParams{
		Public:  resourcebase.MergeParam(m.PublicMetadata, prior.PublicMetadata),
		Private: resourcebase.MergeParam(m.PrivateMetadata, prior.PrivateMetadata),
	}
	if metadata.IsZero() {
		return updated, nil
	}
	merged, err := c.Client.MergeMembershipMetadata(ctx, organizationID, userID, metadata)
	if err != nil {
		return updated, err
	}
	return merged, nil
}

// deleteMembership does what on_destroy says.
func deleteMembership(ctx context.Context, c *call) (err error) {
	m := &c.Prior
	organizationID, userID, demoted := m.OrganizationID.ValueString(), m.UserID.ValueString(), demotedRole(m)
	switch {
	case staysOnReplace(m) && c.Registry.Recreates(ctx, c.Private, membershipKeys(m)[0]):
		failReplace(c)
		return nil
	case m.OnDestroy.ValueString() == destroyKeeps:
		return nil
	case m.OnDestroy.ValueString() != destroyDemotes:
		return c.Client.DeleteMembership(ctx, organizationID, userID)
	case m.Role.ValueString() == demoted:
		return nil
	}
	_, err = c.Client.UpdateMembership(ctx, organizationID, userID, demoted)
	return err
}

// staysOnReplace reports whether a replacement would find the membership that its destroy has kept.
func staysOnReplace(m *membershipModel) bool {
	return m.OnDestroy.ValueString() != destroyRemoves && !m.AdoptExisting.ValueBool()
}

func failReplace(c *call) {
	c.Fail(
		"on_destroy",
		"The membership cannot be replaced",
		"Destroying it keeps the membership, because of on_destroy. "+
			"The replacement would find a member. Nothing was changed. To replace it, set adopt_existing = true and apply "+
			"first. If it is tainted, run terraform untaint.",
	)
}

func demotedRole(m *membershipModel) string {
	if role := m.DemotedRole.ValueString(); role != "" {
		return role
	}
	return defaultDemotedRole
}

// planMembership marks what follows from another membership as unknown. It refuses metadata that cannot be merged, and
// a replacement that keeps the membership.
func planMembership(ctx context.Context, c *call) {
	m := &c.Plan
	if c.IsNew && staysOnReplace(m) && resourcebase.HasPrivate(ctx, c.Private, resourcebase.PlannedKey) {
		failReplace(c)
	}
	if !c.IsNew && moves(m, &c.Prior) {
		m.ID, m.CreatedAt = types.StringUnknown(), customtypes.UnknownTimestamp()
		if c.Config.PublicMetadata.IsNull() {
			m.PublicMetadata = customtypes.UnknownJSONObject()
		}
		if c.Config.PrivateMetadata.IsNull() {
			m.PrivateMetadata = customtypes.UnknownJSONObject()
		}
	}
	for name, value := range map[string]customtypes.JSONObject{
		"public_metadata": m.PublicMetadata, "private_metadata": m.PrivateMetadata,
	} {
		if customtypes.HasNull(customtypes.DecodeObject(value.ValueString())) {
			c.Fail(name, "The metadata has a key with the value null", "Clerk merges the metadata of memberships, and a null "+
				"deletes a key. Omit the key instead.")
		}
	}
}

// planRemoval warns if destroying keeps the access of the user, and notes for the apply whether the run deletes the
// organization or the user.
func planRemoval(ctx context.Context, c *call) {
	m := &c.Prior
	switch m.OnDestroy.ValueString() {
	case destroyKeeps:
		c.Warn("", "Destroying keeps the membership", fmt.Sprintf("%s stays a member of %s with the role %s, because "+
			"on_destroy is \"keep\". The resource leaves the state.",
			m.UserID.ValueString(), m.OrganizationID.ValueString(), m.Role.ValueString()))
	case destroyDemotes:
		c.Warn("", "Destroying keeps the membership", fmt.Sprintf("%s stays a member of %s with the role %s, because "+
			"on_destroy is \"demote\". The resource leaves the state.",
			m.UserID.ValueString(), m.OrganizationID.ValueString(), demotedRole(m)))
	}
	if found := fatesOf(ctx, c, m); found != (fates{}) {
		c.Append(c.Private.SetKey(ctx, fateKey, found.encode()))
	}
}
