package clerk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_invalidParameters_areNotSent(t *testing.T) {
	many := func(n int) []string {
		ids := make([]string, n)
		for i := range ids {
			ids[i] = fmt.Sprintf("user_%d", i)
		}
		return ids
	}
	for name, send := range map[string]func(*clerk.Client) error{
		"no user to ban":    func(c *clerk.Client) error { return err1(c.BanUsers(background(), nil)) },
		"51 users to ban":   func(c *clerk.Client) error { return err1(c.BanUsers(background(), many(51))) },
		"51 users to unban": func(c *clerk.Client) error { return err1(c.UnbanUsers(background(), many(51))) },
		"101 values to list": func(c *clerk.Client) error {
			return err1(c.ListUsers(background(), clerk.UserListParams{UserIDs: many(101)}))
		},
		"101 values to count": func(c *clerk.Client) error {
			return err1(c.CountUsers(background(), clerk.UserListParams{UserIDs: many(101)}))
		},
		"broken metadata": func(c *clerk.Client) error {
			return err1(c.CreateUser(background(), clerk.UserCreateParams{PublicMetadata: json.RawMessage(`{`)}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, answerAny)
			var invalid *clerk.InvalidRequestError
			if err := send(s.client(t)); !errors.As(err, &invalid) {
				t.Errorf("got %v, want *InvalidRequestError", err)
			}
			if n := len(s.received()); n != 0 {
				t.Errorf("sent %d requests", n)
			}
		})
	}
	s := newServer(t, answerAny)
	if _, err := s.client(t).BanUsers(background(), many(50)); err != nil {
		t.Errorf("50 users: %v", err)
	}
	if _, err := s.client(t).ListUsers(background(), clerk.UserListParams{UserIDs: many(100)}); err != nil {
		t.Errorf("100 values: %v", err)
	}
}
