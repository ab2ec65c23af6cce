package clerk_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// The search after a lost create also lists objects that others have created just now. The create is sent again.
func TestClient_create_lostBesideAnotherObject_isSentAgain(t *testing.T) {
	for name, test := range map[string]struct {
		create      func(*clerk.Client) error
		other, made string // values of the objects, as JSON
	}{
		"an invitation, and one of another address": {
			func(c *clerk.Client) error {
				return err1(c.CreateInvitation(background(), clerk.InvitationCreateParams{EmailAddress: "ada@example.com"}))
			},
			`"email_address":"ada@example.com.example.net"`, `"email_address":"ada@example.com"`,
		},
		"an organization, and one with a longer name": {
			func(c *clerk.Client) error {
				return err1(c.CreateOrganization(background(), clerk.OrganizationCreateParams{Name: "Engines"}))
			},
			`"name":"Engines and Mills"`, `"name":"Engines"`,
		},
		"a membership, and one of another user": {
			func(c *clerk.Client) error {
				params := clerk.MembershipCreateParams{UserID: "user_ada", Role: "org:member"}
				return err1(c.CreateMembership(background(), "org_1", params))
			},
			`"role":"org:member","organization":{"id":"org_1"},"public_user_data":{"user_id":"user_bob"}`,
			`"role":"org:member","organization":{"id":"org_1"},"public_user_data":{"user_id":"user_ada"}`,
		},
		"a role, and one with another key": {
			func(c *clerk.Client) error {
				return err1(c.CreateRole(background(), clerk.RoleParams{Name: clerk.Set("A"), Key: clerk.Set("org:a")}))
			},
			`"name":"A","key":"org:ab"`, `"name":"A","key":"org:a"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			creates := 0
			object := func(id, values string) string {
				return fmt.Sprintf(`{"id":%q,"created_at":%d,%s}`, id, time.Now().UnixMilli(), values)
			}
			s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					answer(http.StatusOK, `{"data":[`+object("other", test.other)+`],"total_count":1}`)(w, r)
				} else if creates++; creates == 1 {
					hangUp(w, r)
				} else {
					answer(http.StatusOK, object("made", test.made))(w, r)
				}
			})
			if err := test.create(s.client(t)); err != nil || creates != 2 {
				t.Errorf("got %v after %d creates, want 2", err, creates)
			}
		})
	}
}
