package clerk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// faultOperation is an operation that succeeds with every fault, because it is repeated or its result is searched for.
type faultOperation struct {
	name, method string
	// isCreate means that the operation is a create, which must not be processed twice.
	isCreate bool
	send     func(c *clerk.Client, userID string) error
	// check returns an error unless the operation was processed exactly once.
	check func(*faulty) error
}

var faultOperations = slices.Concat(userFaultOperations, accessFaultOperations)

var newcomer = clerk.UserCreateParams{
	EmailAddresses: []string{
		"Countess@example.com",
	},
	PhoneNumbers: []string{"+12025550199"},
	Username:     clerk.Set("countess"),
	ExternalID:   clerk.Set("7"),
	FirstName:    clerk.Set("Ada"),
	Password:     clerk.Set("correct horse battery"),
	Banned:       clerk.Set(true),
}

var userFaultOperations = []faultOperation{
	{"get", http.MethodGet, false, func(c *clerk.Client, id string) error {
		return err1(c.GetUser(background(), id))
	}, func(*faulty) error { return nil }},
	{"list", http.MethodGet, false, func(c *clerk.Client, _ string) error {
		return err1(c.ListUsers(background(), clerk.UserListParams{}))
	}, func(*faulty) error { return nil }},
	{"update", http.MethodPatch, false, func(c *clerk.Client, id string) error {
		return err1(c.UpdateUser(background(), id, clerk.UserUpdateParams{FirstName: clerk.Set("Augusta")}))
	}, func(s *faulty) error {
		return unless(*s.user().FirstName == "Augusta", "the name is %s", *s.user().FirstName)
	}},
	{"enrol TOTP", http.MethodPatch, false, func(c *clerk.Client, id string) error {
		return err1(c.UpdateUser(background(), id, clerk.UserUpdateParams{TOTPSecret: clerk.Set("JBSWY3DPEHPK3PXP")}))
	}, func(s *faulty) error {
		secret, _ := s.TOTPSecret(s.userID)
		return unless(secret == "JBSWY3DPEHPK3PXP", "the secret is %q", secret)
	}},
	{"replace metadata", http.MethodPut, false, func(c *clerk.Client, id string) error {
		return err1(c.ReplaceUserMetadata(background(), id, clerk.UserMetadataParams{Public: json.RawMessage(`{"a":1}`)}))
	}, func(s *faulty) error {
		return unless(string(s.user().PublicMetadata) == `{"a":1}`, "the metadata is %s", s.user().PublicMetadata)
	}},
	{"merge metadata", http.MethodPatch, false, func(c *clerk.Client, id string) error {
		return err1(c.MergeUserMetadata(background(), id, clerk.UserMetadataParams{Private: json.RawMessage(`{"a":1}`)}))
	}, func(s *faulty) error {
		return unless(string(s.user().PrivateMetadata) == `{"a":1}`, "the metadata is %s", s.user().PrivateMetadata)
	}},
	{"ban", http.MethodPost, false, func(c *clerk.Client, id string) error {
		return err1(c.BanUser(background(), id))
	}, func(s *faulty) error { return unless(s.user().Banned, "the user is not banned") }},
	{"upload image", http.MethodPost, false, func(c *clerk.Client, id string) error {
		return err1(
			c.SetUserProfileImage(
				background(),
				id,
				clerk.Image{Name: "a.gif", ContentType: "image/gif", Size: int64(len(pixel)), Open: imageOf("", pixel).Open},
			),
		)
	}, func(s *faulty) error {
		_, there := s.ProfileImage(s.userID)
		return unless(there, "there is no image")
	}},
	{"delete", http.MethodDelete, false, func(c *clerk.Client, id string) error {
		return c.DeleteUser(background(), id)
	}, func(s *faulty) error { return unless(len(s.Users()) == 0, "there are %d users", len(s.Users())) }},
	{"delete email address", http.MethodDelete, false, func(c *clerk.Client, id string) error {
		user, err := c.GetUser(background(), id)
		if err != nil {
			return err
		}
		return c.DeleteEmailAddress(background(), user.EmailAddresses[0].ID)
	}, func(s *faulty) error {
		return unless(len(s.user().EmailAddresses) == 0, "the user holds %v", s.user().EmailAddresses)
	}},
	{"create", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		user, err := c.CreateUser(background(), newcomer)
		return errors.Join(
			err,
			unless(err != nil || user.Username != nil && *user.Username == "countess", "it returned %+v", user),
		)
	}, func(s *faulty) error {
		made, _ := s.FindUser("countess")
		return unless(len(s.Users()) == 2 && made.Banned, "there are %d users; the new one is %+v", len(s.Users()), made)
	}},
	{"create email address", http.MethodPost, true, func(c *clerk.Client, id string) error {
		return err1(
			c.CreateEmailAddress(background(), clerk.EmailAddressCreateParams{UserID: id, EmailAddress: "New@example.com"}),
		)
	}, func(s *faulty) error {
		return unless(len(s.user().EmailAddresses) == 2, "the user holds %v", s.user().EmailAddresses)
	}},
	{"create phone number", http.MethodPost, true, func(c *clerk.Client, id string) error {
		return err1(c.CreatePhoneNumber(background(), clerk.PhoneNumberCreateParams{UserID: id, PhoneNumber: "+12025550123"}))
	}, func(s *faulty) error {
		held := slices.ContainsFunc(
			s.user().PhoneNumbers,
			func(p emulator.PhoneNumber) bool { return p.PhoneNumber == "+12025550123" },
		)
		return unless(held && len(s.user().PhoneNumbers) == 1, "the user holds %v", s.user().PhoneNumbers)
	}},
}

func unless(right bool, format string, args ...any) error {
	if right {
		return nil
	}
	return fmt.Errorf(format, args...)
}
