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
	return fmt.Sprintf("%s, so the plan cannot show which user the apply adopts. If adopt_existing is true during the "+
		"apply and a user has the identifiers of %s, the apply adopts that user. If not, it creates a new one. To see the "+
		"user and the changes first, %s. To adopt no user, remove adopt_existing: if a user has these identifiers, the "+
		"apply then fails and does not change that user.", reason, nameOf(plan), next)
}
