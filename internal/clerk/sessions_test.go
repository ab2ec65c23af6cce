package clerk_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_ListSessions_withoutFilter_sendsNothing(t *testing.T) {
	s := newServer(t, answerAny)
	_, err := s.client(t).AllSessions(background(), clerk.SessionListParams{Status: "active"})
	var invalid *clerk.InvalidRequestError
	if !errors.As(err, &invalid) {
		t.Errorf("got %v, want *InvalidRequestError", err)
	}
	if n := len(s.received()); n != 0 {
		t.Errorf("sent %d requests", n)
	}
}

func TestClient_ListSessions_sessionOfAnotherUser_isAnError(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, `[{"id":"sess_1","user_id":"user_1","client_id":"client_1"}]`))
	for params, right := range map[clerk.SessionListParams]bool{
		{UserID: "user_1"}: true, {ClientID: "client_1"}: true, {UserID: "user_2"}: false, {ClientID: "client_2"}: false,
	} {
		_, err := s.client(t).ListSessions(background(), params)
		if right != (err == nil) || !right && errorOf[*clerk.IgnoredFilterError](err) == nil {
			t.Errorf("%+v: %v", params, err)
		}
	}
}
