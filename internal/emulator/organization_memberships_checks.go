package emulator

import (
	"fmt"
	"net/http"
	"slices"
)

// checkRole refuses a role that the instance lacks, or that is not in the role set of the organization.
func (c *call) checkRole(o *organization, key string) error {
	if c.store.roleIn(c.store.roleSetOf(o), key) != nil {
		return nil
	}
	if c.behaviour.UnknownRoleInvalid {
		return unprocessable(about("role", "form_param_value_invalid", "is invalid",
			"role does not match a role of the organization. Received %s.", key))
	}
	return roleNotFound()
}

// exclusive refuses a second organization for a user if one of the organizations must be the only one.
func (c *call) exclusive(organizationID, userID string) error {
	held := c.store.membershipsByUser.of(userID)
	alone := slices.Contains(c.behaviour.ExclusiveOrganizations, organizationID)
	if len(held) > 0 && (alone || slices.ContainsFunc(held, func(m *membership) bool {
		return slices.Contains(c.behaviour.ExclusiveOrganizations, m.OrganizationID)
	})) {
		return failure(http.StatusUnprocessableEntity, "exclusive_organization_membership",
			"exclusive organization membership",
			"User cannot belong to multiple organizations because exclusive membership is enabled.")
	}
	return nil
}

// membershipQuota refuses more members than the organization can have. Pending invitations count.
func (c *call) membershipQuota(o *organization, more int) error {
	held := c.store.membersCount(o.ID)
	if o.MaxAllowedMemberships > 0 || c.behaviour.Seats > 0 {
		held += c.pendingInvitations(o.ID)
	}
	switch {
	case c.behaviour.Seats > 0 && held+more > c.behaviour.Seats:
		return failure(http.StatusPaymentRequired, "insufficient_seats", "Insufficient seats",
			"You have reached the seat limit for your current plan.")
	case o.MaxAllowedMemberships > 0 && int64(held+more) > o.MaxAllowedMemberships:
		return failure(http.StatusForbidden, "organization_membership_quota_exceeded",
			"organization membership quota exceeded",
			fmt.Sprintf("You have reached your limit of %d organization memberships, including outstanding invitations.",
				o.MaxAllowedMemberships))
	}
	return nil
}

func (c *call) pendingInvitations(organizationID string) int {
	count := 0
	for _, invitation := range c.store.invitationsByOrg.of(organizationID) {
		if invitation.at(c.now).Status == "pending" {
			count++
		}
	}
	return count
}

// checkLastAdmin refuses to delete a user that is the last admin of an organization, if the instance does so.
func (c *call) checkLastAdmin(a *account) error {
	if !c.behaviour.LastAdminUndeletable {
		return nil
	}
	for _, m := range c.store.membershipsByUser.of(a.ID) {
		if c.store.administers(m) && !c.store.hasOtherAdmin(m) {
			return lastAdmin()
		}
	}
	return nil
}

// lagging reports whether replicas of the API do not yet have an object that a request has added at the time.
func (c *call) lagging(added int64) bool {
	return added > 0 && c.now < added+c.behaviour.ReplicaLagSeconds*1000
}

// visibleUser returns the user that operations on organizations find, or nil.
func (c *call) visibleUser(id string) *account {
	if a := c.store.users[id]; a != nil && !c.lagging(a.added) {
		return a
	}
	return nil
}

// visible returns the memberships that replicas of the API have.
func (c *call) visible(all []*membership) []*membership {
	if c.behaviour.ReplicaLagSeconds == 0 {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(m *membership) bool { return c.lagging(m.added) })
}

// required adds a problem if a parameter is missing or empty. Another problem of the parameter replaces it.
func required(problems []problem, name string, sent param[string]) []problem {
	if sent.Value != "" || hasProblem(problems, name) {
		return problems
	}
	return append(problems, missing(name))
}

func membershipNotFound() error {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "Organization membership not found")
}

func roleNotFound() error {
	e := failure(http.StatusNotFound, "resource_not_found", "not found", "Organization role not found")
	e.problems[0].Meta = map[string]any{"param_name": "role"}
	return e
}

func alreadyMember(name string) error {
	return failure(http.StatusBadRequest, "already_a_member_in_organization", "already a member",
		name+" is already a member of the organization.")
}

func lastAdmin() error {
	return failure(http.StatusBadRequest, "organization_minimum_permissions_needed",
		"minimum organization permissions needed",
		"There has to be at least one organization member with the minimum required permissions")
}

func managedBySCIM() error {
	return failure(http.StatusConflict, "organization_membership_managed_by_scim",
		"membership role managed by directory sync",
		"This membership is managed by a directory and cannot be changed manually.")
}
