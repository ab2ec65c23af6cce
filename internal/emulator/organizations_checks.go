package emulator

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// maxOrganizationName is the maximum length of the name of an organization.
const maxOrganizationName = 256

var (
	slugShape       = regexp.MustCompile(`^[a-z0-9-]+$`)
	notAlphanumeric = regexp.MustCompile(`[^a-z0-9]+`)
	markupShape     = regexp.MustCompile(`(?i)://|\bwww\.|<[a-z/!]`)
)

// check returns the problems of the values.
func (p *organizationParams) check(c *call) []problem {
	var problems []problem
	if p.Name.hasValue() {
		problems = append(problems, checkName("name", p.Name.Value, maxOrganizationName)...)
	}
	if p.Slug.hasValue() && !slugShape.MatchString(p.Slug.Value) {
		problems = append(problems, formatProblem("slug", "lower-case letters, digits and dashes"))
	}
	if p.MaxAllowedMemberships.Value < 0 {
		problems = append(problems, about("max_allowed_memberships", "form_param_value_invalid", "is invalid",
			"max_allowed_memberships must be an integer that is not less than 0."))
	}
	if p.CreatedAt.hasValue() {
		_, wrong := timeParam("created_at", p.CreatedAt.Value, c.now)
		problems = append(problems, wrong...)
	}
	if p.RoleSetKey.hasValue() && c.store.roleSetByKey.first(p.RoleSetKey.Value) == nil {
		problems = append(problems, resourceMissing("role_set_key"))
	}
	return problems
}

// checkName refuses a name that is blank, too long, or has a URL or HTML.
func checkName(name, value string, limit int) []problem {
	switch {
	case utf8.RuneCountInString(value) > limit:
		return []problem{about(name, "form_param_max_length_exceeded", "exceeds maximum length",
			"%s should not exceed %d characters.", name, limit)}
	case strings.TrimSpace(value) == "" || markupShape.MatchString(value):
		return []problem{about(name, "form_param_value_invalid", "is invalid",
			"%s must not be blank, and must not contain URLs or HTML.", name)}
	}
	return nil
}

// refusal returns the rule of the instance that the values break. held is nil for a new organization.
func (p *organizationParams) refusal(c *call, held *organization) error {
	if p.Slug.hasValue() && c.slugsDisabled() {
		return failure(http.StatusForbidden, "organization_slugs_disabled", "organization slugs not enabled",
			"This instance does not have slugs enabled for organizations.")
	}
	if p.Slug.hasValue() {
		other := c.store.organizationBySlug.first(p.Slug.Value)
		if other != nil && (held == nil || other.ID != held.ID) {
			return unprocessable(taken("slug", cmp.Or(c.behaviour.DuplicateSlugCode, identifierExists)))
		}
	}
	if p.MaxAllowedMemberships.hasValue() {
		if err := c.limitRefusal(held, p.MaxAllowedMemberships.Value); err != nil {
			return err
		}
	}
	if limit := c.behaviour.OrganizationQuota; held == nil && limit > 0 && c.store.organizations.len() >= limit {
		return failure(http.StatusForbidden, "organization_quota_exceeded", "organization quota exceeded",
			fmt.Sprintf("You have reached your limit of %d organizations.", limit))
	}
	if held != nil && p.RoleSetKey.hasValue() {
		return c.roleSetRefusal(held, c.store.roleSetByKey.first(p.RoleSetKey.Value))
	}
	return nil
}

// limitRefusal refuses a limit of memberships that the plan does not allow.
func (c *call) limitRefusal(held *organization, limit int64) error {
	switch highest := c.behaviour.MembershipLimitOfPlan; {
	case held != nil && c.behaviour.Seats > 0:
		return &apiError{status: http.StatusBadRequest, problems: []problem{about("max_allowed_memberships",
			"organization_member_limit_managed_by_billing", "member limit managed by Billing",
			"This organization's member limit is managed by their subscription. It cannot be edited directly.")}}
	case highest > 0 && (limit == 0 || limit > highest):
		return planLacks("unlimited_organization_memberships")
	}
	return nil
}

// roleSetRefusal refuses a role set without a role of a member.
func (c *call) roleSetRefusal(o *organization, set *roleSet) error {
	for _, m := range c.store.membershipsByOrg.of(o.ID) {
		if c.store.roleIn(set, m.Role) != nil {
			continue
		}
		e := failure(http.StatusUnprocessableEntity, "organization_role_on_set_assigned_to_user", "role is assigned to users",
			"The role "+m.Role+" is assigned to one or more users. Please re-assign the role to the users to proceed.")
		e.problems[0].Meta = map[string]any{"role_key": m.Role}
		return e
	}
	return nil
}

// apply changes the organization with valid parameters.
func (p *organizationParams) apply(o *organization, c *call) {
	if p.Name.hasValue() {
		o.Name = p.Name.Value
	}
	switch {
	case p.Slug.hasValue():
		o.Slug = p.Slug.Value
	case o.Slug == "":
		o.Slug = c.store.freeSlug(o.Name)
	}
	switch {
	case p.MaxAllowedMemberships.hasValue():
		o.MaxAllowedMemberships = p.MaxAllowedMemberships.Value
	case p.MaxAllowedMemberships.Null && c.behaviour.NullLimitResets:
		o.MaxAllowedMemberships = c.store.settings.value.MaxAllowedMemberships
	}
	if p.CreatedAt.hasValue() {
		o.CreatedAt, _ = timeParam("created_at", p.CreatedAt.Value, c.now)
	}
	if p.RoleSetKey.hasValue() {
		o.RoleSetKey = p.RoleSetKey.pointer()
	}
}

func (c *call) slugsDisabled() bool {
	return c.behaviour.SlugsDisabled || c.store.settings.value.SlugDisabled
}

// freeSlug derives a slug from a name. If another organization has it, a number follows.
func (s *accessStore) freeSlug(name string) string {
	slug := cmp.Or(strings.Trim(notAlphanumeric.ReplaceAllString(strings.ToLower(name), "-"), "-"), "organization")
	free := slug
	for number := 2; s.organizationBySlug.first(free) != nil; number++ {
		free = fmt.Sprintf("%s-%d", slug, number)
	}
	return free
}

// time returns the time of the operation.
func (c *call) time() time.Time { return time.UnixMilli(c.now) }
