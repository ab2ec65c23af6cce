package phonenumbers_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	addPhone    = "POST /v1/phone_numbers"
	changePhone = "PATCH /v1/phone_numbers/{phone_number_id}"
	deletePhone = "DELETE /v1/phone_numbers/{phone_number_id}"

	first  = "+12025550123"
	second = "+12025550124"
	third  = "+12025550125"
)

func withPerson(t *testing.T) (instance *acctest.Instance, userID string) {
	t.Helper()
	instance = acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{"phone_number": []string{first}, "username": "countess"})
}

func phone(userID, value, arguments string) string {
	return fmt.Sprintf(
		"resource \"clerk_phone_number\" \"it\" {\n  user_id = %q\n  phone_number = %q\n  %s\n}\n",
		userID,
		value,
		arguments,
	)
}

// holds checks the numbers of the only user: in order, "*" the primary, "?"
// unverified, "2" a second factor.
func holds(t *testing.T, instance *acctest.Instance, want string) func() {
	return func() {
		t.Helper()
		user := instance.OnlyUser()
		var got []string
		for _, number := range user.PhoneNumbers {
			text := strings.TrimPrefix(number.PhoneNumber, "+1202555")
			if user.PrimaryPhoneNumberID != nil && *user.PrimaryPhoneNumberID == number.ID {
				text += "*"
			}
			if number.Verification == nil || number.Verification.Status != "verified" {
				text += "?"
			}
			if number.ReservedForSecondFactor {
				text += "2"
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the user holds %q, want %q", strings.Join(got, " "), want)
		}
	}
}

func step(config string, then func(), writes ...string) acctest.Step {
	if writes == nil {
		writes = acctest.None
	}
	return acctest.Step{Config: config, Writes: writes, Then: then}
}

func refused(config, message string, writes ...string) acctest.Step {
	failing := step(config, nil, writes...)
	failing.ExpectError = regexp.MustCompile(message)
	return failing
}

func TestAccPhoneNumber_Update_changesOnlyItsNumberAndSecondFactor(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	factor := step(
		phone(id, second, "verified = true\n reserved_for_second_factor = true"),
		holds(t, instance, "0123* 01242"),
		changePhone,
	)
	factor.StateChecks = []statecheck.StateCheck{
		statecheck.ExpectKnownValue("clerk_phone_number.it", tfjsonpath.New("default_second_factor"), knownvalue.Bool(true)),
		statecheck.ExpectKnownValue(
			"clerk_phone_number.it",
			tfjsonpath.New("verification_strategy"),
			knownvalue.StringExact("admin"),
		),
	}
	instance.Run(t, []acctest.Step{
		step(phone(id, second, ""), holds(t, instance, "0123* 0124?"), addPhone),
		factor,
		step(phone(id, second, ""), holds(t, instance, "0123* 01242")),
		step(phone(id, third, "verified = true\n primary = true"), holds(t, instance, "0123 0125*"), addPhone, deletePhone),
		step(phone(id, third, "reserved_for_second_factor = true"), holds(t, instance, "0123 0125*2"), changePhone),
		step(phone(id, third, "reserved_for_second_factor = false"), holds(t, instance, "0123 0125*"), changePhone),
	}, func() { holds(t, instance, "0123*")() })
}

func TestAccPhoneNumber_Create_withAllAttributes_sendsOneRequest(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	instance.Run(t, []acctest.Step{
		step(
			phone(id, second, "verified = true\n primary = true\n reserved_for_second_factor = true"),
			holds(t, instance, "0123 0124*2"),
			addPhone,
		),
	}, nil)
}

func TestAccPhoneNumber_Read_driftAndMissingNumber_areRestored(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	config := phone(id, second, "verified = true\n reserved_for_second_factor = true")
	drifted := step(config, holds(t, instance, "0123* 01242"), changePhone)
	drifted.Before = func() {
		instance.Change("countess", func(u *emulator.User) { u.PhoneNumbers[1].ReservedForSecondFactor = false })
	}
	gone := step(config, holds(t, instance, "0123* 01242"), addPhone)
	gone.Before = func() {
		instance.Change("countess", func(u *emulator.User) { u.PhoneNumbers = u.PhoneNumbers[:1] })
	}
	instance.Run(t, []acctest.Step{step(config, nil, addPhone), drifted, gone}, nil)
}

func TestAccPhoneNumber_Create_existingNumber_isAdoptedFromTheSameUserOnly(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	instance.Run(t, []acctest.Step{
		step(
			phone(id, first, "verified = true\n reserved_for_second_factor = true"),
			holds(t, instance, "0123*2"),
			addPhone,
			changePhone,
		),
		after(func() { instance.Hold(map[string]any{"phone_number": []string{second}}) },
			refused(phone(id, second, "verified = true"), `(?s)phone_number.*form_identifier_exists.*holds\s+it`, addPhone)),
	}, nil)
}

func after(before func(), s acctest.Step) acctest.Step {
	s.Before = before
	return s
}

func TestAccPhoneNumber_Plan_impossibleChange_isAnError(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	instance.Run(t, []acctest.Step{
		step(phone(id, second, "verified = true"), nil, addPhone),
		refused(phone(id, second, "verified = false"), "A verification cannot be taken back"),
		refused(phone(id, third, "reserved_for_second_factor = true"), "A second factor must be verified"),
		refused(phone(id, third, "verified = false\n reserved_for_second_factor = true"), "A second factor must be verified"),
		refused(phone(id, "12025550123", ""), "Not an E.164 phone number"),
	}, nil)
}

func TestPhoneNumber_Import_byIDOrValue_plansNoChange(t *testing.T) {
	t.Parallel()
	instance, id := withPerson(t)
	const typeName = "clerk_phone_number"
	calls := acctest.NewCalls(t, instance, typeName)
	config := acctest.Values{"user_id": id, "phone_number": second, "verified": true}
	created := calls.Create(instance, config)
	idn := calls.Attributes(typeName, created.State)["id"].(string)
	calls.ExpectImport(instance, created, config, []string{idn, id + "/" + second})
}

func TestPhoneNumber_swap_restoresTheSecondFactor(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"username": "countess"})
	p := acctest.NewProtocol(t, instance)
	const typeName = "clerk_phone_number"
	one := p.Apply(
		typeName,
		nil,
		acctest.Values{"user_id": id, "phone_number": first, "verified": true, "reserved_for_second_factor": true},
	)
	other := p.Apply(typeName, nil, acctest.Values{"user_id": id, "phone_number": second})
	p.Configure(instance)
	for i, change := range []acctest.Change{one, other} {
		value := []string{second, first}[i]
		changed := p.ApplyPlanned(
			p.Planned(typeName, change.State, acctest.Values{"user_id": id, "phone_number": value, "verified": true}),
		)
		if errors := acctest.Errors(changed.Diagnostics); len(errors) > 0 {
			t.Fatalf("%s: %s", errors[0].Summary, errors[0].Detail)
		}
	}
	holds(t, instance, "0124* 01232")()
}
