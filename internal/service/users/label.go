package users

import (
	"cmp"
	"strings"
	"unicode"
)

// nameOf returns the user as messages name it.
func nameOf(model *userModel) string {
	if handle := handleOf(model); handle != "" {
		return `the user "` + shortened(handle) + `"`
	}
	return "the user"
}

// handleOf returns the most familiar identifier of a user, "" if none is known.
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

// displayName names a user in a list: the full name and the handle.
func displayName(model *userModel) string {
	handle := shortened(handleOf(model))
	if fullName := shortened(model.FirstName.ValueString() + " " + model.LastName.ValueString()); fullName != "" {
		return fullName + " (" + handle + ")"
	}
	return handle
}

// shortened makes a name safe for messages and terminals: users can have control characters and line breaks in it.
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
