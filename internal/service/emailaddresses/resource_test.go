package emailaddresses_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	addEmail    = "POST /v1/email_addresses"
	changeEmail = "PATCH /v1/email_addresses/{email_address_id}"
	deleteEmail = "DELETE /v1/email_addresses/{email_address_id}"
	updateUser  = "PATCH /v1/users/{user_id}"
)

// withUser is an instance with one user, ada@example.com, that Terraform did not
// create.
func withUser(t *testing.T) (instance *acctest.Instance, userID string) {
	t.Helper()
	instance = acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}, "username": "countess"})
}

func email(userID, value, arguments string) string {
	return fmt.Sprintf(
		"resource \"clerk_email_address\" \"it\" {\n  user_id = %q\n  email_address = %q\n  %s\n}\n",
		userID,
		value,
		arguments,
	)
}

// holds checks the addresses of the only user: in order, "*" the primary, "?" unverified.
func holds(t *testing.T, instance *acctest.Instance, want string) func() {
	return func() {
		t.Helper()
		if got := shown(instance.OnlyUser()); got != want {
			t.Errorf("the user holds %q, want %q", got, want)
		}
	}
}

func shown(user emulator.User) string {
	var got []string
	for _, address := range user.EmailAddresses {
		text := address.EmailAddress
		if user.PrimaryEmailAddressID != nil && *user.PrimaryEmailAddressID == address.ID {
			text += "*"
		}
		if address.Verification == nil || address.Verification.Status != "verified" {
			text += "?"
		}
		got = append(got, text)
	}
	return strings.Join(got, " ")
}

func step(config string, then func(), writes ...string) acctest.Step {
	if writes == nil {
		writes = acctest.None
	}
	return acctest.Step{Config: config, Writes: writes, Then: then}
}

func refused(config, message string) acctest.Step {
	return acctest.Step{
		Config: config, ExpectError: regexp.MustCompile(message),
		Writes: acctest.None,
	}
}

func TestAccEmailAddress_Update_changesOnlyItsAddress(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	instance.Run(t, []acctest.Step{
		step(email(id, "new@example.com", ""), holds(t, instance, "ada@example.com* new@example.com?"), addEmail),
		step(
			email(id, "New@Example.com", "verified = true"),
			holds(t, instance, "ada@example.com* new@example.com"),
			changeEmail,
		),
		step(
			email(id, "new@example.com", "primary = true"),
			holds(t, instance, "ada@example.com new@example.com*"),
			changeEmail,
		),
		step(email(id, "new@example.com", ""), holds(t, instance, "ada@example.com new@example.com*")),
		// A new address is not verified without verified = true, so another verified one becomes primary.
		step(
			email(id, "other@example.com", ""),
			holds(t, instance, "ada@example.com* other@example.com?"),
			addEmail,
			updateUser,
			deleteEmail,
		),
		step(email(id, "other@example.com", "notify_primary_email_address_changed = true"), nil),
	}, func() { holds(t, instance, "ada@example.com*")() })
}

func TestAccEmailAddress_CreateAndRead_sendOneRequestEach(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	config := email(id, "new@example.com", "verified = true\n primary = true")
	created := step(config, nil, addEmail)
	created.Then = func() {
		if reads := instance.Reads(); !slices.Equal(reads, []string{"GET /v1/instance"}) {
			t.Errorf("creating a configured primary read %v, want the instance alone", reads)
		}
	}
	refresh := acctest.Step{RefreshState: true, Writes: acctest.None, Then: func() {
		if reads := instance.Reads(); len(reads) != 1 {
			t.Errorf("a refresh read %v, want one", reads)
		}
	}}
	instance.Run(t, []acctest.Step{created, refresh}, nil)
}

func TestAccEmailAddress_Update_drift_restoresOnlyConfiguredAttributes(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	another := func() {
		instance.Change("countess", func(u *emulator.User) { u.PrimaryEmailAddressID = &u.EmailAddresses[0].ID })
	}
	configured := step(
		email(id, "new@example.com", "verified = true\n primary = true"),
		holds(t, instance, "ada@example.com new@example.com*"),
		changeEmail,
	)
	configured.Before = another
	left := step(email(id, "new@example.com", ""), holds(t, instance, "ada@example.com* new@example.com"))
	left.Before = another
	instance.Run(t, []acctest.Step{
		step(email(id, "new@example.com", "verified = true\n primary = true"), nil, addEmail),
		configured,
		left,
	}, nil)
}

func TestAccEmailAddress_Read_missingAddress_isAddedAgain(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	gone := step(email(id, "new@example.com", ""), nil, addEmail)
	gone.Before = func() {
		instance.Change("countess", func(u *emulator.User) { u.EmailAddresses = u.EmailAddresses[:1] })
	}
	noUser := refused(email(id, "new@example.com", ""), `(?s)Could not add.*404`)
	noUser.Before = func() { instance.DeleteUser(id) }
	noUser.Writes = []string{addEmail}
	instance.Run(t, []acctest.Step{step(email(id, "new@example.com", ""), nil, addEmail), gone, noUser}, nil)
}

func TestAccEmailAddress_Create_addressOfTheSameUser_isAdopted(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	instance.Run(t, []acctest.Step{
		step(
			email(id, "ADA@example.com", "primary = true\n verified = true"),
			holds(t, instance, "ada@example.com*"),
			addEmail,
		),
	}, func() { holds(t, instance, "")() })
}

func TestAccEmailAddress_Create_addressOfAnotherUser_errorHasTheUser(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	other := instance.Hold(map[string]any{"email_address": []string{"taken@example.com"}})
	step := refused(
		email(id, "taken@example.com", "verified = true"),
		`(?s)email_address.*form_identifier_exists.*`+other+`\s+holds\s+it`,
	)
	step.Writes = []string{addEmail}
	instance.Run(t, []acctest.Step{step}, nil)
}

func TestAccEmailAddress_Create_lostAnswer_addsOneAddress(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	if err := instance.SetFaults(
		emulator.Faults{
			Rules: []emulator.FaultRule{{Method: "POST", Path: "/v1/email_addresses", Kind: "reset_after", Count: 1}},
		},
	); err != nil {
		t.Fatal(err)
	}
	instance.Run(t, []acctest.Step{
		step(
			email(id, "new@example.com", "verified = true"),
			holds(t, instance, "ada@example.com* new@example.com"),
			addEmail,
		),
	}, nil)
}

func TestAccEmailAddress_Plan_impossibleChange_isAnError(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	config := email(id, "new@example.com", "verified = true\n primary = true")
	instance.Run(t, []acctest.Step{
		step(config, nil, addEmail),
		refused(email(id, "new@example.com", "verified = false"), "A verification cannot be taken back"),
		refused(email(id, "new@example.com", "primary = false"), "The identifier stays primary"),
		refused(email(id, "other@example.com", "primary = true"), "A primary must be verified"),
		refused(email(id, "new@example.com", "primary = true\n verified = false"), "A primary must be verified"),
		refused(email(id, "no address", ""), "Not an email address"),
		step(config, nil),
	}, nil)
}

func TestAccEmailAddress_Delete_linkedAddress_showsTheReasonOfClerk(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	linked := acctest.Step{
		Config:      "# nothing\n",
		ExpectError: regexp.MustCompile(`delete_linked_identification_disallowed`),
		Writes:      []string{deleteEmail},
	}
	linked.Before = func() {
		instance.Change("ada@example.com", func(u *emulator.User) {
			name := "countess"
			u.Username = &name
			u.EmailAddresses[0].LinkedTo = []emulator.IdentificationLink{{Type: "oauth_google", ID: "eac_1"}}
		})
	}
	free := acctest.Step{Config: "# nothing\n", Writes: []string{deleteEmail}}
	free.Before = func() {
		instance.Change("ada@example.com", func(u *emulator.User) { u.EmailAddresses[0].LinkedTo = nil })
	}
	instance.Run(t, []acctest.Step{step(email(id, "ada@example.com", ""), nil, addEmail), linked, free}, nil)
}

func TestEmailAddress_Import_byIDOrValue_plansNoChange(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	calls := acctest.NewCalls(t, instance, typeName)
	config := acctest.Values{"user_id": id, "email_address": "new@example.com", "verified": true}
	created := calls.Create(instance, config)
	idn := calls.Attributes(typeName, created.State)["id"].(string)
	calls.ExpectImport(instance, created, config, []string{idn, id + "/NEW@example.com"})
}
