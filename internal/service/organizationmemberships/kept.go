package organizationmemberships

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// fateKey is the key of the private state under which the plan of a destroy keeps the fates, as JSON.
const fateKey = "fates"

const (
	fateDestroyed = "destroyed"
	fateKept      = "kept"
	fateManaged   = "managed"
)

// fates are what the run does to the organization and to the user as far as its plan was seen, "" if no resource
// manages it. Clerk deletes the memberships with either.
type fates struct {
	Organization string `json:"organization,omitempty"`
	User         string `json:"user,omitempty"`
}

func (f fates) encode() []byte {
	encoded, _ := json.Marshal(f) // texts always have a JSON form
	return encoded
}

// storedFates returns the fates in the private state.
func storedFates(ctx context.Context, private resourcebase.PrivateState, key string) (f fates) {
	stored, _ := private.GetKey(ctx, key)
	if json.Unmarshal(stored, &f) != nil {
		return fates{}
	}
	return f
}

// or completes the fates that are not certain.
func (f fates) or(other fates) fates {
	complete := func(fate, other string) string {
		if fate == "" || fate == fateManaged && other != "" {
			return other
		}
		return fate
	}
	return fates{complete(f.Organization, other.Organization), complete(f.User, other.User)}
}

// ofExchange returns the fates for a membership that an update exchanges: the new one has the organization or the user
// of the old one.
func (f fates) ofExchange(plan, prior *membershipModel) fates {
	if plan.OrganizationID.Equal(prior.OrganizationID) {
		f.Organization = fateKept
	}
	if f.User == fateManaged || plan.UserID.Equal(prior.UserID) {
		f.User = fateKept
	}
	return f
}

func organizationKey(m *membershipModel) resourcebase.Key {
	return resourcebase.Key{Kind: "organization", Name: m.OrganizationID.ValueString()}
}

// noteManaged notes whether resources manage the organization and the user. A destroy of everything refreshes in
// another run, and plans the membership before both.
func noteManaged(run *resourcebase.Run, m *membershipModel) []byte {
	var found fates
	if key := organizationKey(m); run.Registry.IsRefreshed(key) || run.Registry.Holds(key) {
		found.Organization = fateManaged
	}
	if run.Registry.KeepsUser(m.UserID.ValueString()) {
		found.User = fateManaged
	}
	if found == (fates{}) {
		return nil
	}
	return found.encode()
}

// fatesOf returns the fates that the run has shown.
func fatesOf(ctx context.Context, c *call, m *membershipModel) (found fates) {
	key, userID := organizationKey(m), m.UserID.ValueString()
	switch {
	case c.Registry.Destroys(key):
		found.Organization = fateDestroyed
	case c.Registry.Holds(key):
		found.Organization = fateKept
	case c.Registry.IsRefreshed(key):
		found.Organization = fateManaged
	}
	switch {
	case c.Registry.DeletesUser(userID):
		found.User = fateDestroyed
	case c.Registry.KeepsUser(userID):
		found.User = fateKept
	}
	return found.or(storedFates(ctx, c.Private, resourcebase.NoteKey))
}

// refusal describes why Clerk does not remove a member.
type refusal struct {
	// summary is that of a warning, reason completes "Clerk does not remove the user:".
	summary, reason string
	// remedy ends the reason. It completes "Otherwise the user keeps the access:".
	remedy string
	// replacement is what replaces the membership.
	replacement string
	// isOfOrganization means that the deletion of the user may be refused, too.
	isOfOrganization bool
}

var refusals = map[string]refusal{
	codeLastAdmin: {
		summary: "The last administrator stays in the organization", reason: "the user is the last administrator",
		remedy:           "make another member an administrator, import the membership and destroy it again",
		replacement:      "To replace it, make another member an administrator and apply first.",
		isOfOrganization: true,
	},
	"personal_accounts_not_allowed": {
		summary: "The user stays in the organization", reason: "the instance requires a membership of each user",
		remedy:      "add the user to another organization, import the membership and destroy it again",
		replacement: "To replace it, add the user to another organization and apply first.",
	},
	"organization_membership_managed_by_scim": {
		summary: "The user stays in the organization", reason: "a directory manages the membership by SCIM",
		remedy: "remove the user in the directory", replacement: "A directory manages it by SCIM: change it there.",
	},
}

// refusalOf returns why Clerk refused to remove a member, and false for another error.
func refusalOf(err error) (refusal, bool) {
	for code, why := range refusals {
		if clerk.HasCode(err, code) {
			return why, true
		}
	}
	return refusal{}, false
}

// keptMember handles that Clerk does not remove a member. A run that deletes the organization or the user does so after
// this, and the membership is deleted with it. An organization that no longer exists has no members.
func keptMember(ctx context.Context, c *call, err error) bool {
	m := &c.Prior
	why, isRefused := refusalOf(err)
	switch {
	case !isRefused:
		return false
	case c.Registry.Recreates(ctx, c.Private, membershipKeys(m)[0]):
		c.Fail("", "The membership cannot be replaced", fmt.Sprintf("Clerk does not remove %s from %s: %s. Nothing was "+
			"changed. If the membership is tainted, run terraform untaint. Otherwise plan without -replace. %s",
			m.UserID.ValueString(), m.OrganizationID.ValueString(), why.reason, why.replacement))
		return true
	}
	if _, missing := c.Client.GetOrganization(ctx, m.OrganizationID.ValueString()); clerk.IsNotFound(missing) {
		return true
	}
	known := fatesOf(ctx, c, m).or(storedFates(ctx, c.Private, fateKey))
	if c.Replaces {
		known = known.ofExchange(&c.Plan, m)
	}
	switch {
	case known.Organization == fateDestroyed || known.User == fateDestroyed:
		return true
	case known.Organization == fateManaged, known.User == fateManaged && !why.isOfOrganization:
		c.Warn("", why.summary, fmt.Sprintf(
			"Clerk does not remove %s from %s: %s. The membership is no longer in the state. If this run deletes the "+
				"organization or the user, the membership is deleted with it. Otherwise the user keeps the access: %s.",
			m.UserID.ValueString(), m.OrganizationID.ValueString(), why.reason, why.remedy))
		return true
	}
	return false
}
