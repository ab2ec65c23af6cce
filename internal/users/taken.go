package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// takenAdvice says what to do about an identifier that is taken: it names the
// user that holds it and how to import that user. ownID is the user being
// written, or "".
func takenAdvice(ctx context.Context, client *clerk.Client, plan *userModel, ownID string) func(clerk.ErrorItem) string {
	return func(item clerk.ErrorItem) string {
		if !item.IsDuplicate() {
			return ""
		}
		for _, lookup := range lookups(plan) {
			if lookup.param != item.Param {
				continue
			}
			// The lookup only improves the message: without it the usual advice stands.
			page, err := client.ListUsers(ctx, lookup.filter)
			if err != nil {
				return ""
			}
			return importAdvice(page, ownID, plan.AdoptExisting.ValueBool())
		}
		return ""
	}
}

func importAdvice(users []clerk.User, ownID string, adopts bool) string {
	var text strings.Builder
	for _, user := range users {
		if user.ID == ownID {
			continue
		}
		fmt.Fprintf(&text, "%s holds it%s. To manage that user here, import it (put this resource's own address after \"to\"):\n\n"+
			"import {\n  to = clerk_user.example\n  id = %q\n}\n\n", user.ID, alsoKnownAs(user), user.ID)
	}
	if text.Len() == 0 {
		return ""
	}
	switch {
	case ownID != "":
		text.WriteString("If this configuration takes the value away from that user, apply again, or add depends_on so that it is free in time; two users cannot swap values in one apply. Or state another value.")
	case adopts:
		text.WriteString("Or state another value.")
	default:
		text.WriteString("Or set adopt_existing = true to take the user over when the plan is applied, or state another value.")
	}
	return text.String()
}

func alsoKnownAs(user clerk.User) string {
	var observed userModel
	if err := observed.observe(&user); err != nil {
		return ""
	}
	if handle := handleOf(&observed); handle != user.ID {
		return " (" + shortened(handle) + ")"
	}
	return ""
}
