package emulator

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

const identifierExists = "form_identifier_exists"

// profileParams are the common parameters of POST and PATCH for a user.
type profileParams struct {
	ExternalID                param[string] `param:"external_id,nullable"`
	FirstName                 param[string] `param:"first_name,nullable"`
	LastName                  param[string] `param:"last_name,nullable"`
	Locale                    param[string] `param:"locale,nullable"`
	Username                  param[string] `param:"username,nullable"`
	DeleteSelfEnabled         param[bool]   `param:"delete_self_enabled,nullable"`
	CreateOrganizationEnabled param[bool]   `param:"create_organization_enabled,nullable"`
	CreateOrganizationsLimit  param[int64]  `param:"create_organizations_limit,nullable"`
	LegalAcceptedAt           param[string] `param:"legal_accepted_at,nullable"`
	SkipLegalChecks           param[bool]   `param:"skip_legal_checks,nullable"`
	CreatedAt                 param[string] `param:"created_at,nullable"`
	BypassClientTrust         param[bool]   `param:"bypass_client_trust,nullable"`
}

func (p *profileParams) check(c *call) []problem {
	var problems []problem
	limit := c.behaviour.nameLimit()
	for _, name := range []struct {
		param string
		value string
	}{{"first_name", p.FirstName.Value}, {"last_name", p.LastName.Value}} {
		if utf8.RuneCountInString(name.value) > limit {
			problems = append(problems, about(name.param, "form_param_max_length_exceeded", "exceeds maximum length",
				"%s should not exceed %d characters.", name.param, limit))
		}
	}
	if p.Locale.Value != "" && !validLocale(p.Locale.Value) {
		problems = append(problems, formatProblem("locale", "a valid BCP-47 language tag"))
	}
	if p.Username.Value != "" {
		if wrong, found := c.behaviour.usernameProblem(foldUsername(p.Username.Value)); found {
			problems = append(problems, wrong)
		}
	}
	if p.LegalAcceptedAt.hasValue() {
		_, wrong := timeParam("legal_accepted_at", p.LegalAcceptedAt.Value, c.now)
		problems = append(problems, wrong...)
	}
	if p.CreatedAt.hasValue() {
		_, wrong := timeParam("created_at", p.CreatedAt.Value, c.now)
		problems = append(problems, wrong...)
	}
	return problems
}

// conflicts returns the username and the external id if another user than userID has them.
func (p *profileParams) conflicts(e *Emulator, userID string) []problem {
	var problems []problem
	if p.Username.Value != "" && heldByOther(e.store.usernames[foldUsername(p.Username.Value)], userID) {
		problems = append(problems, taken("username", identifierExists))
	}
	if p.ExternalID.Value != "" && heldByOther(e.store.externalIDs[p.ExternalID.Value], userID) {
		problems = append(problems, taken("external_id", cmp.Or(e.behaviour.DuplicateExternalIDCode, identifierExists)))
	}
	return problems
}

func heldByOther(holders []string, userID string) bool {
	return slices.ContainsFunc(holders, func(id string) bool { return id != userID })
}

// apply sets the profile of the user from valid parameters.
func (p *profileParams) apply(a *account, c *call) {
	for _, text := range []struct {
		sent param[string]
		to   **string
	}{{p.ExternalID, &a.ExternalID}, {p.FirstName, &a.FirstName}, {p.LastName, &a.LastName}, {p.Locale, &a.Locale}} {
		if text.sent.Sent && !(text.sent.Null && c.behaviour.NullIgnored) {
			*text.to = filled(text.sent.Value)
		}
	}
	if p.Username.Sent {
		a.Username = filled(foldUsername(p.Username.Value))
	}
	for _, flag := range []struct {
		sent param[bool]
		to   *bool
	}{
		{p.DeleteSelfEnabled, &a.DeleteSelfEnabled},
		{p.CreateOrganizationEnabled, &a.CreateOrganizationEnabled},
		{p.BypassClientTrust, &a.BypassClientTrust},
	} {
		if flag.sent.hasValue() {
			*flag.to = flag.sent.Value
		}
	}
	if p.CreateOrganizationsLimit.Sent {
		a.CreateOrganizationsLimit = p.CreateOrganizationsLimit.pointer()
	}
	if p.LegalAcceptedAt.Sent {
		a.LegalAcceptedAt = nil
		if p.LegalAcceptedAt.hasValue() {
			at, _ := timeParam("legal_accepted_at", p.LegalAcceptedAt.Value, c.now)
			a.LegalAcceptedAt = &at
		}
	}
	if p.CreatedAt.hasValue() {
		a.CreatedAt, _ = timeParam("created_at", p.CreatedAt.Value, c.now)
	}
}

// filled returns the text, or nil if it is empty.
func filled(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
