package clerk_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Clerk can answer from a copy of its data that does not have a new user yet.
func TestClient_create_referringToANewObject_isRepeatedWhileItIsNotFound(t *testing.T) {
	const (
		user         = `{"id":"user_ada"}`
		organization = `{"id":"org_1","name":"Engines","created_by":"user_ada"}`
		member       = `{"id":"orgmem_1","role":"org:member","organization":{"id":"org_1"},` +
			`"public_user_data":{"user_id":"user_ada"}}`
	)
	createUser := func(c *clerk.Client) error { return err1(c.CreateUser(background(), clerk.UserCreateParams{})) }
	createOrganization := func(c *clerk.Client) error {
		params := clerk.OrganizationCreateParams{Name: "Engines", CreatedBy: clerk.Set("user_ada")}
		return err1(c.CreateOrganization(background(), params))
	}
	createMember := func(c *clerk.Client) error {
		params := clerk.MembershipCreateParams{UserID: "user_ada", Role: "org:member"}
		return err1(c.CreateMembership(background(), "org_1", params))
	}
	createInvitation := func(c *clerk.Client) error {
		params := clerk.OrganizationInvitationCreateParams{
			EmailAddress:  "ada@example.com",
			InviterUserID: clerk.Set("user_ada"),
		}
		return err1(c.CreateOrganizationInvitation(background(), "org_1", params))
	}
	notFound := refuse(http.StatusNotFound, "resource_not_found")
	noRole := answer(http.StatusNotFound,
		`{"errors":[{"message":"m","code":"resource_not_found","meta":{"param_name":"role"}}]}`)
	for name, test := range map[string]struct {
		before, create func(*clerk.Client) error
		refusal        http.HandlerFunc
		path, made     string
		requests       int
	}{
		"a membership of a new user": {createUser, createMember, notFound, "/memberships", member, 3},
		"a membership of a user that exists": {
			func(*clerk.Client) error { return nil }, createMember, notFound, "/memberships", member, 1,
		},
		"a membership that is refused otherwise": {
			createUser, createMember, refuse(http.StatusForbidden, "organization_quota_exceeded"), "/memberships", member, 1,
		},
		"a membership with an unknown role": {createUser, createMember, noRole, "/memberships", member, 1},
		"an invitation, which counts":       {createUser, createInvitation, notFound, "/invitations", `{}`, 1},
		"a membership with a lost answer":   {createUser, createMember, hangUp, "/memberships", member, 1},
		"an organization of a new user": {
			createUser, createOrganization, refuse(http.StatusBadRequest, "organization_creator_not_found"), "/organizations",
			organization, 3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			requests := 0
			s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodGet: // the search after a lost answer
					notFound(w, r)
				case !strings.HasSuffix(r.URL.Path, test.path):
					answer(http.StatusOK, user)(w, r)
				case requests < 2:
					requests++
					test.refusal(w, r)
				default:
					requests++
					answer(http.StatusOK, test.made)(w, r)
				}
			})
			client := s.client(t)
			if err := test.before(client); err != nil {
				t.Fatal(err)
			}
			err := test.create(client)
			if requests != test.requests || (err == nil) != (test.requests > 1) {
				t.Errorf("%d requests, want %d: %v", requests, test.requests, err)
			}
		})
	}
}
