package users

import (
	"context"
	"sync"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// lookup is a planned identifier by which users are searched.
type lookup struct {
	by    clerk.UserKey
	value string
}

// lookups returns a lookup for each identifier in the plan.
func lookups(plan *userModel) []lookup {
	var found []lookup
	if id := plan.ExternalID.ValueString(); id != "" {
		found = append(found, lookup{clerk.UserExternalID, id})
	}
	for _, kind := range identifierSets {
		for _, value := range stringsOf(*kind.fields(plan).set) {
			found = append(found, lookup{clerk.UserKey(kind.Param), value})
		}
	}
	if name := plan.Username.ValueString(); name != "" {
		found = append(found, lookup{clerk.UserUsername, name})
	}
	return found
}

// usersWith returns the users that the lookups find, each once. All lookups are made at the same time, so that they
// share batches.
func usersWith(
	ctx context.Context,
	find func(context.Context, clerk.UserKey, string) ([]clerk.User, error),
	lookups []lookup,
) ([]clerk.User, error) {
	found, errs := make([][]clerk.User, len(lookups)), make([]error, len(lookups))
	var wait sync.WaitGroup
	for i, lookup := range lookups {
		wait.Go(func() { found[i], errs[i] = find(ctx, lookup.by, lookup.value) })
	}
	wait.Wait()
	var users []clerk.User
	seen := map[string]bool{}
	for i, page := range found {
		if errs[i] != nil {
			return nil, errs[i]
		}
		for _, user := range page {
			if !seen[user.ID] {
				seen[user.ID] = true
				users = append(users, user)
			}
		}
	}
	return users, nil
}
