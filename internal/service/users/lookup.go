package users

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// lookupLimit is how many users one lookup answers: no identifier is held by
// more than a few.
const lookupLimit = 100

// paramAttributes says which attribute states a request parameter.
var paramAttributes = func() map[string]path.Path {
	attributes := map[string]path.Path{}
	for _, name := range []string{
		"external_id", "username", "first_name", "last_name", "locale", "legal_accepted_at", "created_at",
		"password_hasher", "public_metadata", "private_metadata", "unsafe_metadata", "banned", "locked",
		"delete_self_enabled", "create_organization_enabled", "create_organizations_limit", "bypass_client_trust",
		"skip_password_checks", "skip_password_requirement", "skip_legal_checks", "skip_user_requirement",
		"sign_out_of_other_sessions", "notify_primary_email_address_changed",
	} {
		attributes[name] = path.Root(name)
	}
	for param, name := range map[string]string{
		"password": "password_wo", "password_digest": "password_digest_wo",
		"totp_secret": "totp_secret_wo", "backup_codes": "backup_codes_wo",
		"email_address_identification_status": "identification_status",
		"phone_number_identification_status":  "identification_status",
	} {
		attributes[param] = path.Root(name)
	}
	for _, kind := range identifierSets {
		attributes[kind.Param] = path.Root(kind.set)
		attributes[kind.primaryParam] = path.Root(kind.primary)
	}
	return attributes
}()

// lookup is a filter of GET /users that finds whoever holds stated identifiers
// of one kind.
type lookup struct {
	param  string
	filter clerk.UserListParams
}

// lookups returns one lookup for every kind of identifier that the plan states.
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

// nameOf names a user in a message as a person would recognise it.
func nameOf(model *userModel) string {
	if handle := handleOf(model); handle != "" {
		return `the user "` + shortened(handle) + `"`
	}
	return "the user"
}

// handleOf is what a user is best known by, "" when nothing is known.
func handleOf(model *userModel) string {
	return cmp.Or(
		model.PrimaryEmailAddress.ValueString(),
		first(stringsOf(model.EmailAddresses)),
		model.Username.ValueString(),
		model.PrimaryPhoneNumber.ValueString(),
		first(stringsOf(model.PhoneNumbers)),
		first(stringsOf(model.Web3Wallets)),
		model.ExternalID.ValueString(),
		model.ID.ValueString(),
	)
}

// displayName names a user in a list: the full name and what the user is best known by.
func displayName(model *userModel) string {
	handle := shortened(handleOf(model))
	if fullName := shortened(model.FirstName.ValueString() + " " + model.LastName.ValueString()); fullName != "" {
		return fullName + " (" + handle + ")"
	}
	return handle
}

// shortened keeps a name readable in a message and on a terminal: people choose
// their names themselves, control characters and line breaks included.
func shortened(name string) string {
	const most = 60
	printable := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(printable), " ")
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return name
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
