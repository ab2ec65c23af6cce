package identifiers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// fateKey is the key of the private state under which the plan of a destroy keeps what the run does to the user:
// "keep", or the deletion_policy of a clerk_user that the run destroys. It is absent when the plan of the user was not
// seen before. The apply does not see a user that does not change.
const fateKey = "user"

const fateKeep = "keep"

// LastNote is the part of a schema description about the last identifier of a user.
const LastNote = "The last identifier of a user that stays cannot be destroyed, and the plan fails. To exchange it, " +
	"change its attribute in place, or add another one in an apply before."

// CheckLast refuses a plan that keeps a user and destroys the resources of all its identifiers: Clerk does not
// remove the last one. The plans of the user and of these resources call it, and the first call that is certain reports
// the error.
func CheckLast(
	ctx context.Context, client *clerk.Client, run *registry.Registry, userID string,
) (diags diag.Diagnostics) {
	kept, removed, ok := run.Emptied(userID)
	if !ok || client == nil {
		return nil
	}
	user, err := client.ReadUser(ctx, userID)
	if err != nil || !losesAll(user, kept, removed) || !run.FirstReport(userID) {
		return nil // the refresh has reported the error, or the apply will
	}
	diags.AddError("The user would have no identifier left", fmt.Sprintf(
		"This plan destroys %s, and keeps %s (%s). The user has no other email address, phone number, web3 wallet or "+
			"username, and no connected account. Clerk does not remove the last one, so the plan fails. Nothing was "+
			"changed.\n\nAdd another one first: apply with both, and remove the old one afterwards. Terraform adds and "+
			"removes in any order, so that one apply for both can fail. To replace it by another value, change the "+
			"attribute of its resource, which is an update in place. If the user is to be deleted, destroy its clerk_user "+
			"as well. If the resource was renamed, add a moved block.\n\n%s",
		resourcesOf(removed), kept.Label, userID, forgetAdvice(typeOf(removed[0]))))
	return diags
}

// losesAll reports whether the user is certain to have nothing to sign in with after the removal. The state does not
// show accounts at other providers, passkeys and identifiers that are not verified.
func losesAll(user *clerk.User, kept registry.User, removed []registry.Identifier) bool {
	if len(user.ExternalAccounts)+len(user.EnterpriseAccounts)+len(user.SAMLAccounts)+len(user.Passkeys) > 0 {
		return false
	}
	removes := false
	for _, kind := range []Kind{EmailAddress, PhoneNumber, Web3Wallet} {
		for _, held := range kind.Held(user) {
			identifier := registry.Identifier{Kind: kind.Param, Value: kind.Fold(held.Value)}
			if !slices.Contains(kept.Before, identifier) && !slices.Contains(removed, identifier) {
				return false
			}
			removes = removes || slices.Contains(removed, identifier)
		}
	}
	return removes
}

// resourcesOf names the resources of identifiers that are destroyed.
func resourcesOf(removed []registry.Identifier) string {
	var names []string
	for _, identifier := range removed {
		names = append(names, fmt.Sprintf("the %s with %q", typeOf(identifier), identifier.Value))
	}
	return strings.Join(names, " and ")
}

// typeOf returns the type of resource of an identifier.
func typeOf(identifier registry.Identifier) string { return "clerk_" + identifier.Kind }

// forgetAdvice says how a resource leaves the state while its identifier stays.
func forgetAdvice(typeName string) string {
	return fmt.Sprintf("To keep the identifier and stop managing it, remove the resource from the state only: with "+
		"a removed block, or, for one instance of count or for_each, with terraform state rm (put the address of the "+
		"resource after it):\n\n"+
		"removed {\n  from = %[1]s.example\n  lifecycle {\n    destroy = false\n  }\n}\n\n"+
		"terraform state rm '%[1]s.example[\"key\"]'", typeName)
}

// fate returns what the run does to a user as far as it has been seen, "" for unknown.
func fate(run *registry.Registry, userID string) string {
	user, known := run.Find(userID)
	switch {
	case known && user.Action == registry.Destroy:
		return user.Policy
	case known && (user.Action == registry.Update || user.Action == registry.Adopt):
		return fateKeep
	default:
		return ""
	}
}

// encodedFate returns the fate of a user for the private state, nil for unknown.
func encodedFate(run *registry.Registry, userID string) []byte {
	found := fate(run, userID)
	if found == "" {
		return nil
	}
	encoded, err := json.Marshal(found)
	if err != nil {
		return nil
	}
	return encoded
}

// keptLast reports that Clerk does not remove the last identifier of a user. A run that deletes the user as well does
// so after this: it is an error only where the run is known to keep the user. planned is the fate of the user in the
// private state.
func (r *Resource[M]) keptLast(state Parts, err error, planned []byte) diag.Diagnostics {
	userID, value := state.UserID.ValueString(), state.Value.ValueString()
	known := fate(r.registry, userID)
	if known == "" {
		_ = json.Unmarshal(planned, &known) // without it, the fate stays unknown
	}
	kept := fmt.Sprintf("Clerk does not remove the %s %q of %s: it is the last identifier of the user, or the last "+
		"one of a kind that the instance requires. It is no longer in the state, ", r.Kind.Noun, value, userID)
	switch known {
	case fateKeep:
		return r.failedLast(state, err)
	case "delete":
		return nil // it is deleted with the user
	case "":
		kept += "and stays in Clerk as long as the user exists. If this run deletes the user as well, it is deleted " +
			"with the user."
	default:
		kept += fmt.Sprintf("and stays in Clerk: by deletion_policy = %q, the account of the user is kept.", known)
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(fmt.Sprintf("The user keeps the %s", r.Kind.Noun), kept)}
}

// failedLast describes that the destroy of an identifier failed because its user stays and needs it.
func (r *Resource[M]) failedLast(state Parts, err error) diag.Diagnostics {
	failure := r.failure("remove", state)
	failure.Advice = func(clerk.ErrorItem) string {
		return fmt.Sprintf("The user needs this %s: it is the last identifier, or the last one of a kind that the instance "+
			"requires. Add another one to the user and apply first. %s", r.Kind.Noun, forgetAdvice(r.typeName()))
	}
	return failure.Diagnostics(err)
}
