package users

import "github.com/clerk-users/terraform-provider-clerk/internal/clerk"

// lookupLimit is the number of users that one lookup returns. An identifier never belongs to more than a few users.
const lookupLimit = 100

// lookup is a filter of GET /users for the users with planned identifiers of one kind.
type lookup struct {
	param  string
	filter clerk.UserListParams
}

// lookups returns one lookup for each kind of identifier in the plan.
func lookups(plan *userModel) []lookup {
	var found []lookup
	if id := plan.ExternalID.ValueString(); id != "" {
		found = append(found, lookup{"external_id", byExternalID(id)})
	}
	for _, kind := range identifierSets {
		if values := stringsOf(*kind.fields(plan).set); len(values) > 0 {
			found = append(found, lookup{kind.Param, kind.Filter(values...)})
		}
	}
	if name := plan.Username.ValueString(); name != "" {
		found = append(found, lookup{"username", clerk.UserListParams{Usernames: []string{name}}})
	}
	for i := range found {
		found[i].filter.Limit = lookupLimit
	}
	return found
}

func byExternalID(id string) clerk.UserListParams {
	return clerk.UserListParams{ExternalIDs: []string{clerk.ExactFilter(id)}}
}
