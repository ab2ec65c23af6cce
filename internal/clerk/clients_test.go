package clerk_test

import (
	"net/http"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_ListClients_removedList_isAnError(t *testing.T) {
	s := newServer(t, refuse(http.StatusGone, "operation_deprecated"))
	_, err := s.client(t).AllClients(background())
	refusal, ok := clerk.AsError(err)
	if !ok || refusal.Status != http.StatusGone || !clerk.HasCode(err, "operation_deprecated") {
		t.Errorf("got %v", err)
	}
	if n := len(s.received()); n != 1 {
		t.Errorf("sent %d requests, want 1", n)
	}
}
