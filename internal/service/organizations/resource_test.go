package organizations_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	create = "POST /v1/organizations"
	update = "PATCH /v1/organizations/{organization_id}"
	remove = "DELETE /v1/organizations/{organization_id}"
)

var seed = emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}}}

func engines(more ...acctest.Values) acctest.Values {
	return acctest.Values{"name": "Engines", "slug": "engines"}.With(more...)
}

func TestOrganization(t *testing.T) {
	acctest.RunObject(t, acctest.ObjectRow{
		Type: "clerk_organization", Seed: seed, Identity: []string{"id"}, Imports: []string{"{slug}"},
		Config: engines(acctest.Values{
			"max_allowed_memberships": 7, "admin_delete_enabled": false, "created_by": "user_ada",
			"public_metadata": `{"plan":"pro"}`, "private_metadata": `{"crm":7}`,
		}),
		Create: create, Creates: []string{create, update}, NotImported: []string{"created_by"},
		Update: engines(acctest.Values{
			"name": "Looms", "admin_delete_enabled": true, "created_by": "user_ada", "public_metadata": `{}`,
		}),
		Updates:  []string{update, "PUT /v1/organizations/{organization_id}/metadata"},
		Destroys: []string{remove},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{Organizations: []emulator.Organization{{ID: fmt.Sprintf("org_%d", i), Name: "Looms"}}}
		},
		Bad: []acctest.BadInput{
			{
				Name:      "no name",
				Config:    engines(acctest.Values{"name": ""}),
				Attribute: "name",
				Summary:   "Not a name",
				Details:   "is empty",
			},
			{
				Name:      "a long name",
				Config:    engines(acctest.Values{"name": strings.Repeat("x", 257)}),
				Attribute: "name",
				Summary:   "Not a name",
				Details:   "at most 256",
			},
			{
				Name:      "a logo that is no image",
				Config:    engines(acctest.Values{"logo": "resource_test.go"}),
				Attribute: "logo",
				Summary:   "Not an image that Clerk accepts",
				Stage:     acctest.Planned,
				Details:   "PNG, JPEG, GIF and WebP",
			},
			{
				Name:      "the URL of a logo",
				Config:    engines(acctest.Values{"logo": "https://example.com/logo.png"}),
				Attribute: "logo",
				Summary:   "A URL instead of a path",
				Details:   "Download the image first",
			},
			{
				Name:      "a slug with spaces",
				Config:    engines(acctest.Values{"slug": "My Org"}),
				Attribute: "slug",
				Summary:   "Not a slug",
				Details:   "lower-case",
			},
			{
				Name:      "a negative limit",
				Config:    engines(acctest.Values{"max_allowed_memberships": -1}),
				Attribute: "max_allowed_memberships",
				Summary:   "Number out of range",
				Details:   "-1",
			},
			{
				Name:      "metadata that is no object",
				Config:    engines(acctest.Values{"private_metadata": "[]"}),
				Attribute: "private_metadata",
				Summary:   "Not a JSON object",
				Details:   "array",
			},
			{
				Name:      "no user",
				Config:    engines(acctest.Values{"created_by": "ada"}),
				Attribute: "created_by",
				Summary:   "Not the id of a user",
				Details:   `"ada"`,
			},
			{
				Name:      "a creator who does not exist",
				Config:    engines(acctest.Values{"created_by": "user_none"}),
				Stage:     acctest.Applied,
				Attribute: "created_by",
				Summary:   `Could not create the organization "Engines"`,
				Details:   "organization_creator_not_found|Check created_by",
			},
			{
				Name: "a slug of another organization", Config: engines(), API: holdEngines, Stage: acctest.Applied,
				Attribute: "slug", Summary: `Could not create the organization "Engines"`, Details: "Another organization|import",
			},
			{
				Name:   "a slug of another organization, with another code",
				Config: engines(),
				API: func(t *testing.T, instance *acctest.Instance) {
					t.Helper()
					holdEngines(t, instance)
					instance.SetBehaviour(emulator.Behaviour{DuplicateSlugCode: "duplicate_record"})
				},
				Stage: acctest.Applied, Attribute: "slug", Summary: `Could not create the organization "Engines"`,
				Details: "Another organization|import",
			},
			{
				Name:      "a slug in an instance without slugs",
				Config:    engines(),
				API:       acctest.Behaves(emulator.Behaviour{SlugsDisabled: true}),
				Stage:     acctest.Applied,
				Attribute: "slug",
				Summary:   `Could not create the organization "Engines"`,
				Details:   "organization_slugs_disabled|remove slug from",
			},
			{
				Name:    "organizations disabled",
				Config:  engines(),
				API:     acctest.Behaves(emulator.Behaviour{OrganizationsDisabled: true}),
				Stage:   acctest.Applied,
				Summary: `Could not create the organization "Engines"`,
				Details: "Enable organizations",
			},
			{
				Name:      "protected from destruction",
				Before:    engines(acctest.Values{"deletion_protection": true}),
				Destroy:   true,
				Stage:     acctest.Planned,
				Attribute: "deletion_protection",
				Summary:   "The organization is protected from destruction",
				Details:   "deletion_protection = false",
			},
			{
				Name:     "more deletions than allowed",
				Before:   engines(),
				Destroy:  true,
				Stage:    acctest.Planned,
				Provider: acctest.Values{"max_organization_deletions": 0},
				Summary:  "The plan removes more organizations than max_organization_deletions",
				Details:  `delete the organization "Engines"`,
			},
		},
		BadImports: []acctest.BadInput{
			{
				Name:    "nothing",
				Config:  acctest.Values{"id": ""},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "org_…|its slug",
			},
			{
				Name:    "an unknown id",
				Config:  acctest.Values{"id": "org_none"},
				Stage:   acctest.Planned,
				Summary: "No such organization",
				Details: "org_none",
			},
			{
				Name:    "an unknown slug",
				Config:  acctest.Values{"id": "looms"},
				Stage:   acctest.Planned,
				Summary: "No such organization",
				Details: `"looms"`,
			},
			{
				Name:    "a path",
				Config:  acctest.Values{"id": "org_1/user_1"},
				Stage:   acctest.Planned,
				Summary: "Not a name for the import",
				Details: "its slug",
			},
		},
	})
}

func holdEngines(t *testing.T, instance *acctest.Instance) {
	t.Helper()
	instance.MustSeed(
		emulator.Seed{Organizations: []emulator.Organization{{ID: "org_other", Name: "Other", Slug: "engines"}}},
	)
}

// With -replace, Terraform plans the new organization with the private state of the plan before.
func TestOrganization_Plan_replacement_isCheckedLikeADestroy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		provider, config acctest.Values
		refusal          string
	}{
		"protected":          {nil, engines(acctest.Values{"deletion_protection": true}), "deletion_protection = true"},
		"more than allowed":  {acctest.Values{"max_organization_deletions": 0}, engines(), "max_organization_deletions"},
		"as many as allowed": {acctest.Values{"max_organization_deletions": 1}, engines(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			calls := acctest.NewCalls(t, instance, "clerk_organization")
			held := calls.Create(instance, test.config)
			calls.Configure(instance, test.provider)
			update := calls.Plan(held, test.config)
			acctest.ExpectNone(t, update.Diagnostics)
			replacement := calls.Plan(acctest.Object{Private: update.PlannedPrivate}, test.config)
			if test.refusal == "" {
				acctest.ExpectNone(t, replacement.Diagnostics)
				return
			}
			acctest.ExpectOne(t, replacement.Diagnostics, acctest.IsError, test.refusal, `"Engines"`)
		})
	}
}

// The plan does not show the replacement of a tainted organization, so that the apply checks the limit.
func TestOrganization_Delete_taintedOverTheLimit_isRefused(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	calls := acctest.NewCalls(t, instance, "clerk_organization")
	held := calls.Create(instance, engines())
	instance.ResetLog()
	calls.Configure(instance, acctest.Values{"max_organization_deletions": 0})
	_, diagnostics := calls.Apply(calls.Replaced(held, calls.Plan(acctest.Object{}, engines())))
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "max_organization_deletions")
	instance.ExpectWrites()
}

func TestOrganization_Create_secondRequestFails_warnsAndTheNextApplyCompletes(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	acctest.Faults(t, instance, emulator.FaultRule{Method: "PATCH", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	config := engines(acctest.Values{"admin_delete_enabled": false})
	made := p.Apply("clerk_organization", nil, config)
	acctest.ExpectOne(t, made.Diagnostics, acctest.IsWarning, "exists, but not with all configured values", "status 500")
	acctest.Faults(t, instance)
	instance.ResetLog()
	p.Configure(instance)
	completed := p.Apply("clerk_organization", p.Refresh("clerk_organization", made.State), config)
	acctest.ExpectNone(t, completed.Diagnostics)
	instance.ExpectWrites(update)
}

func TestOrganization_Update_createdBy_makesNoRequestAndWarns(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.MustSeed(seed)
	p := acctest.NewProtocol(t, instance)
	made := p.Apply("clerk_organization", nil, engines(acctest.Values{"created_by": "user_ada"}))
	instance.ResetLog()
	p.Configure(instance)
	changed := p.Apply("clerk_organization", made.State, engines(acctest.Values{"created_by": "user_grace"}))
	acctest.ExpectOne(t, changed.Diagnostics, acctest.IsWarning, "created_by is used only at creation")
	instance.ExpectWrites()
}

func TestOrganization_Update_secondRequestFails_keepsWhatWasChanged(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	made := p.Apply("clerk_organization", nil, engines())
	acctest.Faults(t, instance, emulator.FaultRule{Method: "PUT", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	p.Configure(instance, acctest.Values{"max_retries": 0})
	changed := p.Apply(
		"clerk_organization",
		made.State,
		engines(acctest.Values{"name": "Looms", "public_metadata": `{"a":1}`}),
	)
	acctest.ExpectOne(t, changed.Diagnostics, acctest.IsError, `Could not update the organization "Engines"`)
	held := p.Attributes("clerk_organization", changed.State)
	if held["name"] != "Looms" || held["public_metadata"] != "{}" {
		t.Errorf("the state has %v", held)
	}
}

func TestOrganizations_Read_moreThanAPage_listsAllAndFilters(t *testing.T) {
	t.Parallel()
	const count = 520
	instance := acctest.NewInstance(t)
	var organizations []emulator.Organization
	for i := range count {
		organizations = append(organizations, emulator.Organization{ID: "org_" + strings.Repeat("x", i+1), Name: "Team"})
	}
	organizations[0].Name = "Looms"
	instance.MustSeed(emulator.Seed{
		Organizations: organizations, Users: seed.Users,
		Memberships: []emulator.SeedMembership{{UserID: "user_ada", OrganizationID: "org_x"}},
	})
	p := acctest.NewProtocol(t, instance)
	for want, arguments := range map[int]acctest.Values{
		count: {}, 1: {"query": "loom"}, count - 1: {"query": "team"},
	} {
		if ids, _ := p.ReadIDs("clerk_organizations", "organizations", arguments); len(ids) != want {
			t.Errorf("%v: %d organizations, want %d", arguments, len(ids), want)
		}
	}
	if ids, _ := p.ReadIDs("clerk_organizations", "organizations", acctest.Values{"user_id": "user_ada"}); len(ids) != 1 {
		t.Errorf("the organizations of a user are %v", ids)
	}
	for id := range map[string]bool{"org_x": true, "org_xx": true} {
		read := p.TryRead("clerk_organization", acctest.Values{"id": id})
		acctest.ExpectNone(t, read.Diagnostics)
	}
}

func TestOrganizationReads_badInput_isOneError(t *testing.T) {
	acctest.RunBadInputs(t, "data clerk_organization", []acctest.BadInput{
		{
			Name:      "no id",
			Config:    acctest.Values{"id": "engines"},
			Attribute: "id",
			Summary:   "Not the id of an organization",
			Details:   "org_",
		},
		{
			Name:      "an unknown id",
			Config:    acctest.Values{"id": "org_none"},
			Stage:     acctest.Planned,
			Attribute: "id",
			Summary:   `Could not read the organization "org_none"`,
			Details:   "allow_missing",
		},
	})
	t.Run("list", func(t *testing.T) {
		acctest.RunBadInputs(t, "data clerk_organizations", []acctest.BadInput{
			{
				Name:      "no user",
				Config:    acctest.Values{"user_id": "ada"},
				Attribute: "user_id",
				Summary:   "Not the id of a user",
				Details:   `"ada"`,
			},
			{
				Name:      "an empty query",
				Config:    acctest.Values{"query": ""},
				Attribute: "query",
				Summary:   "Empty value",
				Details:   "empty",
			},
		})
	})
	t.Run("query", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_organization", []acctest.BadInput{{
			Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
			Summary: "Could not list the organizations", Details: "status 500",
		}})
	})
}
