package emulator

import (
	"net/http"
	"regexp"
	"slices"
)

// domainName is the name of a domain in lower case.
var domainName = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)

// domainModes are the enrollment modes of a domain.
var domainModes = []string{"manual_invitation", "automatic_invitation", "automatic_suggestion", "enterprise_sso"}

// OrganizationDomain is a domain of an organization, in the format of the API. Times are Unix milliseconds.
type OrganizationDomain struct {
	Object                  string              `json:"object"`
	ID                      string              `json:"id"`
	OrganizationID          string              `json:"organization_id"`
	Name                    string              `json:"name"`
	EnrollmentMode          string              `json:"enrollment_mode"`
	AffiliationEmailAddress *string             `json:"affiliation_email_address"`
	AffiliationVerification *DomainVerification `json:"affiliation_verification"`
	OwnershipVerification   *DomainVerification `json:"ownership_verification"`
	Verification            *DomainVerification `json:"verification"`
	TotalPendingInvitations int64               `json:"total_pending_invitations"`
	TotalPendingSuggestions int64               `json:"total_pending_suggestions"`
	CreatedAt               int64               `json:"created_at"`
	UpdatedAt               int64               `json:"updated_at"`
}

// DomainVerification is the verification of a domain.
type DomainVerification struct {
	// Status is unverified or verified.
	Status     string `json:"status"`
	Strategy   string `json:"strategy"`
	Attempts   *int64 `json:"attempts"`
	ExpireAt   *int64 `json:"expire_at"`
	VerifiedAt *int64 `json:"verified_at"`
}

// createDomain handles POST /organizations/{organization_id}/domains.
func (c *call) createDomain() (any, error) {
	o, err := c.domainsOf()
	if err != nil {
		return nil, err
	}
	var params struct {
		Name           param[string] `param:"name"`
		EnrollmentMode param[string] `param:"enrollment_mode"`
		Verified       param[bool]   `param:"verified,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	name := foldEmail(params.Name.Value)
	problems = required(problems, "name", params.Name)
	if name != "" && !domainName.MatchString(name) {
		problems = append(problems, formatProblem("name", "a domain such as example.com"))
	}
	mode := params.EnrollmentMode.Value
	if mode == "" {
		mode = domainModes[0]
	}
	if err := unprocessable(append(problems, checkMode(mode)...)...); err != nil {
		return nil, err
	}
	if c.store.domainByName.first(name) != nil {
		return nil, unprocessable(about("name", "organization_domain_already_exists", "organization domain already exists",
			"This domain is already used by another organization."))
	}
	if err := c.modeRefusal(mode); err != nil {
		return nil, err
	}
	domain := &OrganizationDomain{
		Object: "organization_domain", ID: newID(domainPrefix, c.time()), OrganizationID: o.ID, Name: name,
		EnrollmentMode: mode, CreatedAt: c.now, UpdatedAt: c.now,
	}
	domain.verify(!params.Verified.hasValue() || params.Verified.Value)
	c.store.domains.put(domain)
	return domain, nil
}

// verify sets whether the domain is verified.
func (d *OrganizationDomain) verify(verified bool) {
	verification := &DomainVerification{Status: "unverified", Strategy: "admin"}
	if verified {
		verification.Status = "verified"
	}
	d.AffiliationVerification, d.Verification = verification, verification
}

// listDomains handles GET /organizations/{organization_id}/domains, the newest first.
func (c *call) listDomains() (any, error) {
	o, err := c.domainsOf()
	if err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	wanted, unwanted := signed(query["enrollment_mode"])
	verified := query.Get("verified")
	found := slices.DeleteFunc(reversed(c.store.domainsByOrg.of(o.ID)), func(d *OrganizationDomain) bool {
		return len(wanted) > 0 && !slices.Contains(wanted, d.EnrollmentMode) ||
			slices.Contains(unwanted, d.EnrollmentMode) ||
			verified != "" && (verified == "true") != (d.Verification.Status == "verified")
	})
	return paged(found, requested, func(d *OrganizationDomain) *OrganizationDomain { return d }), nil
}

// updateDomain handles PATCH /organizations/{organization_id}/domains/{domain_id}.
func (c *call) updateDomain() (any, error) {
	held, err := c.domain()
	if err != nil {
		return nil, err
	}
	var params struct {
		EnrollmentMode param[string] `param:"enrollment_mode,nullable"`
		Verified       param[bool]   `param:"verified,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	changed := *held
	if params.EnrollmentMode.hasValue() {
		changed.EnrollmentMode = params.EnrollmentMode.Value
		problems = append(problems, checkMode(changed.EnrollmentMode)...)
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if err := c.modeRefusal(changed.EnrollmentMode); err != nil {
		return nil, err
	}
	if params.Verified.hasValue() {
		changed.verify(params.Verified.Value)
	}
	changed.UpdatedAt = c.now
	c.store.domains.put(&changed)
	return &changed, nil
}

// deleteDomain handles DELETE /organizations/{organization_id}/domains/{domain_id}.
func (c *call) deleteDomain() (any, error) {
	held, err := c.domain()
	if err != nil {
		return nil, err
	}
	c.store.domains.remove(held.ID)
	return DeletedObject{Object: "organization_domain", ID: held.ID, Deleted: true}, nil
}

// domainsOf returns the organization in the path, if organizations can have domains.
func (c *call) domainsOf() (*organization, error) {
	o, err := c.organization()
	if err != nil {
		return nil, err
	}
	if !c.store.settings.value.DomainsEnabled {
		return nil, failure(http.StatusForbidden, "organization_domains_not_enabled", "organization domains not enabled",
			"This instance does not have domains enabled for organizations.")
	}
	return o, nil
}

// domain returns the domain in the path.
func (c *call) domain() (*OrganizationDomain, error) {
	o, err := c.domainsOf()
	if err != nil {
		return nil, err
	}
	held := c.store.domains.get(c.path("domain_id"))
	if held == nil || held.OrganizationID != o.ID {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found",
			"No organization domain was found with id "+c.path("domain_id"))
	}
	return held, nil
}

func checkMode(mode string) []problem {
	if slices.Contains(domainModes, mode) {
		return nil
	}
	return []problem{notAllowedValue("enrollment_mode", domainModes...)}
}

// modeRefusal refuses an automatic enrollment mode that the settings do not enable.
func (c *call) modeRefusal(mode string) error {
	if slices.Contains(enrollmentModes, mode) && !slices.Contains(c.store.settings.value.DomainsEnrollmentModes, mode) {
		return failure(http.StatusForbidden, "organization_domain_enrollment_mode_not_enabled",
			"organization enrollment mode not enabled",
			"Enrollment mode "+mode+" is not enabled for this instance's organizations.")
	}
	return nil
}
