package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// holdOddValues creates a user with values that Clerk would refuse today.
func holdOddValues(instance *acctest.Instance) string {
	id := instance.Hold(map[string]any{"username": "countess", "email_address": []string{"ada@example.com"},
		"phone_number": []string{"+12025550123"}, "web3_wallet": []string{"0x1234567890abcdef1234567890abcdef12345678"}})
	instance.Change("countess", func(u *emulator.User) {
		text := func(value string) *string { return &value }
		u.Username, u.FirstName, u.LastName, u.Locale = text("ada.lovelace"), text(" Ada"), text("Lovelace "), text("en_US")
		u.EmailAddresses[0].EmailAddress = "ada at example.com"
		u.PhoneNumbers[0].PhoneNumber, u.Web3Wallets[0].Web3Wallet = "12025550123", "0x12 34"
		u.PublicMetadata = []byte(`{"key":"` + strings.Repeat("x", 9000) + `"}`)
	})
	return id
}

func TestUserResource_Plan_heldValuesThatClerkWouldRefuse_areAccepted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := holdOddValues(instance)
	run := acctest.NewCalls(t, instance, "clerk_user")
	held := run.Imported(acctest.Values{"id": id})
	generated := run.GenerateConfig("clerk_user", held.State)
	for _, name := range []string{
		"username", "first_name", "last_name", "locale", "email_addresses", "phone_numbers", "web3_wallets", "public_metadata",
	} {
		if run.Attributes("clerk_user", generated)[name] == nil {
			t.Errorf("the generated configuration omits %s", name)
		}
	}
	if changed := run.PlanUpdate("clerk_user", held.State, generated); len(changed) != 0 {
		t.Errorf("the plan of the generated configuration changes %v", changed)
	}
	// Another value is refused, on its attribute.
	planned := run.Plan(held, acctest.Values{"last_name": "King ", "first_name": " Ada", "username": "ada.lovelace"})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsError, "White space at an end", `write "King"`)
	planned = run.Plan(held, acctest.Values{"locale": "de_DE", "last_name": "Lovelace "})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsError, "Not a BCP 47 locale")
	run.Configure(instance)
	planned = run.Plan(held, acctest.Values{
		"email_addresses": []any{"ada at example.com", "king at example.com"}, "primary_email_address": "ada at example.com",
	})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsError, "Not an email address", "king at example.com")
	instance.ExpectWrites()
}

func TestUserResource_Plan_adoptedUserWithHeldValue_isAccepted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	holdOddValues(instance)
	p := acctest.NewProtocol(t, instance)
	planned := p.PlanCreate("clerk_user", acctest.Values{
		"adopt_existing": true, "username": "ada.lovelace", "last_name": "Lovelace ",
		"phone_numbers": []any{"12025550123"},
	})
	acctest.ExpectOne(t, planned, acctest.IsWarning, "An existing user will be adopted")
}

func TestUserResource_Create_usernameThatTheInstanceAllows_warnsAndIsCreated(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.SetBehaviour(emulator.Behaviour{UsernameCharacters: "."})
	run := acctest.NewCalls(t, instance, "clerk_user")
	values := acctest.Values{"username": "Ada.Lovelace"}
	planned := run.Plan(acctest.Object{}, values)
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "Clerk refuses this username by default", `'.'`)
	held, diagnostics := run.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	if name := *instance.OnlyUser().Username; name != "ada.lovelace" {
		t.Errorf("the username is %q", name)
	}
	// The next plans do not warn, also when another attribute changes.
	run.Configure(instance)
	held = run.Refreshed(held)
	acctest.ExpectNone(t, run.Plan(held, values).Diagnostics)
	run.Configure(instance)
	values["first_name"] = "Ada"
	planned = run.Plan(held, values)
	acctest.ExpectNone(t, planned.Diagnostics)
	held, diagnostics = run.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	// A change to another such username warns again.
	run.Configure(instance)
	acctest.ExpectOne(t, run.Plan(held, acctest.Values{"username": "ada.king"}).Diagnostics, acctest.IsWarning, `'.'`)
}

func TestUserResource_Create_usernameThatTheInstanceRefuses_warnsDuringPlan(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	run := acctest.NewCalls(t, instance, "clerk_user")
	planned := run.Plan(acctest.Object{}, acctest.Values{"username": "Ada.Lovelace"})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "Clerk refuses this username by default")
	_, diagnostics := run.Apply(planned)
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "form_username_invalid_character")
}

func TestUserResource_Plan_phoneNumberAsUsername_isAnError(t *testing.T) {
	t.Parallel()
	run := acctest.NewCalls(t, acctest.NewInstance(t), "clerk_user")
	planned := run.Plan(acctest.Object{}, acctest.Values{"username": "+12025550123"})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsError, "The username is a phone number")
}

// Terraform refused the configuration that it had generated itself.
func TestAccUser_Import_generatedConfigWithPaddedName_plansNoChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := holdOddValues(instance)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write("import {\n  to = clerk_user.ada\n  id = \"" + id + "\"\n}\n")
	workspace.Must("plan", "-generate-config-out=generated.tf", "-out=saved")
	workspace.Must("apply", "saved")
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the plan after the import is not empty: %s", plan)
	}
	instance.ExpectWrites()
}
