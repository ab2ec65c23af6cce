package clerk_test

import (
	"net/http"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestIsNotPending_onlyForTokensThatAreNotPending(t *testing.T) {
	for name, test := range map[string]struct {
		handler    http.HandlerFunc
		notPending bool
	}{
		"a sign-in token that was used": {refuse(http.StatusBadRequest, "sign_in_token_cannot_be_revoked_code"), true},
		"an actor token that was used":  {refuse(http.StatusBadRequest, "actor_token_cannot_be_revoked_code"), true},
		"another refusal":               {refuse(http.StatusBadRequest, "request_body_invalid"), false},
		"an unknown token":              {refuse(http.StatusNotFound, "resource_not_found"), false},
	} {
		_, err := newServer(t, test.handler).client(t).RevokeSignInToken(background(), "sit_1")
		if err == nil || clerk.IsNotPending(err) != test.notPending {
			t.Errorf("%s: %v, not pending: %t", name, err, clerk.IsNotPending(err))
		}
	}
}
