package users

import (
	"sync"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// claims remembers which users this run has created or adopted, for each
// client: two resources with the same identifiers must not end up as one
// person, whom destroying either would delete.
var claims sync.Map // claim -> struct{}

type claim struct {
	client *clerk.Client
	userID string
}

// claimUser notes that a resource of this run owns the user; it is false when
// another one does already.
func claimUser(client *clerk.Client, userID string) bool {
	_, taken := claims.LoadOrStore(claim{client, userID}, struct{}{})
	return !taken
}

// releaseUser forgets the claim of a user who is not owned any more.
func releaseUser(client *clerk.Client, userID string) {
	claims.Delete(claim{client, userID})
}
