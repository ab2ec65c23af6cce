package users

import (
	"cmp"
	"strings"
	"unicode"
)

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
