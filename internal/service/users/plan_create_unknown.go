package users

import "fmt"

// adoptionUnknown says why a plan cannot show which user its apply adopts, and what to do.
func (r *userResource) adoptionUnknown(plan, config *userModel) string {
	var reason, next string
	switch {
	case identifiersUnknown(config):
		reason = fmt.Sprintf("Not all identifiers of %s are known in this plan", nameOf(plan))
		next = "apply the resources that the identifiers come from with terraform apply -target=ADDRESS, not this " +
			"clerk_user, and plan again"
	case plan.AdoptExisting.IsUnknown():
		reason = "The value of adopt_existing is not known in this plan"
		next = "set adopt_existing to true or false"
	default:
		reason = "The provider's secret_key is not known in this plan"
		next = "apply the resource that the key comes from with terraform apply -target=ADDRESS, and plan again"
	}
	return fmt.Sprintf("%s, so it cannot show which user the apply adopts. If a user has these identifiers during the "+
		"apply, the apply adopts that user. If not, it creates a new one. To see the user and the changes first, %s. To "+
		"create a user in every case, remove adopt_existing.", reason, next)
}
