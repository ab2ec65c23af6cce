package clerk_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_CreateInvitation_lostAfterARevocation_doesNotReturnTheRevokedOne(t *testing.T) {
	for name, create := range map[string]func(*clerk.Client) (string, error){
		"to the instance": func(c *clerk.Client) (string, error) {
			made, err := c.CreateInvitation(background(), clerk.InvitationCreateParams{EmailAddress: "ada@example.com"})
			if err != nil {
				return "", err
			}
			return made.ID, nil
		},
		"to an organization": func(c *clerk.Client) (string, error) {
			made, err := c.CreateOrganizationInvitation(background(), "org_1", clerk.OrganizationInvitationCreateParams{
				EmailAddress: "ada@example.com", Role: "org:member",
			})
			if err != nil {
				return "", err
			}
			return made.ID, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			id, err := create(lostInvitation(t).client(t))
			if err != nil || id != "inv_new" {
				t.Errorf("got %q, %v", id, err)
			}
		})
	}
}

// lostInvitation has an invitation that was created and revoked just now. It loses the first create.
func lostInvitation(t *testing.T) *server {
	t.Helper()
	lost := false
	return newServer(t, func(w http.ResponseWriter, r *http.Request) {
		invitation := func(id, status string) string {
			return fmt.Sprintf(`{"id":%q,"email_address":"ada@example.com","role":"org:member","status":%q,"created_at":%d}`,
				id, status, time.Now().UnixMilli())
		}
		switch {
		case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/invitations"):
			answer(http.StatusOK, `{"data":[`+invitation("inv_old", "revoked")+`],"total_count":1}`)(w, r)
		case !lost:
			lost = true
			hangUp(w, r)
		default:
			answer(http.StatusOK, invitation("inv_new", "pending"))(w, r)
		}
	})
}
