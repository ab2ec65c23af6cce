package users_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests of changes between a plan and its apply, and of runs that need options of
// the command line.

func TestAccUser_Update_changedOutsideAfterThePlan_appliesThePlan(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(user(`first_name = "Ada"
		locked = true`))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(user(`first_name = "Augusta"
		locked = true`))
	workspace.Must("plan", "-out=saved")
	instance.AdvanceClock(lockDuration)
	instance.Change("it@example.com", func(u *emulator.User) { u.LastName = ptr("King") })
	workspace.Must("apply", "saved")
	// The next plan shows the change of the lock, which is configured, and not that of the last name.
	plan := workspace.Run("plan", "-detailed-exitcode")
	if plan.ExitCode != 2 || !strings.Contains(plan.Stdout, "locked") {
		t.Errorf("the next plan does not lock the user again: %s", plan)
	}
	if got := instance.OnlyUser(); textOf(got.FirstName) != "Augusta" || textOf(got.LastName) != "King" {
		t.Errorf("the API holds %s %s", textOf(got.FirstName), textOf(got.LastName))
	}
}

func TestAccUser_identifierThatTheUserGotSinceThePlanIsAsGood(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(emails("a@example.com"))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(emails("b@example.com", "a@example.com"))
	workspace.Must("plan", "-out=saved")
	other := acctest.NewWorkspace(t, instance)
	other.Write(`resource "clerk_email_address" "it" {
		user_id       = "` + instance.OnlyUser().ID + `"
		email_address = "b@example.com"
		verified      = true
	}`)
	other.Must("apply", "-auto-approve")
	workspace.Must("apply", "saved")
	if got := emailsOf(instance.OnlyUser()); got != "a@example.com b@example.com*" {
		t.Errorf("the user holds %q", got)
	}
}

func TestAccUser_protectedUserIsNotReplacedEither(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(user(`deletion_protection = true`))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	result := workspace.Run("apply", "-auto-approve", "-replace=clerk_user.it")
	if result.ExitCode == 0 || !strings.Contains(result.Stderr, "The user is protected from destruction") {
		t.Errorf("a replacement is not refused: %s", result)
	}
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("%s was replaced by %s", id, got)
	}
}

func TestAccUser_Create_twoResourcesAdoptOneUser_oneIsRefused(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`resource "clerk_user" "it" {
		count           = 2
		email_addresses = ["it@example.com"]
		adopt_existing  = true
	}`)
	result := workspace.Run("plan")
	if result.ExitCode == 0 || !strings.Contains(result.Stderr, "Two users have one identifier") {
		t.Errorf("two resources manage one user: %s", result)
	}
}

func TestAccUser_adoptionByIdentifiersThatAreNotKnownYetIsAnnounced(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"it@example.com"}})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`resource "terraform_data" "address" {
		input = "it@example.com"
	}
	resource "clerk_user" "it" {
		email_addresses = [terraform_data.address.output]
		adopt_existing  = true
	}`)
	if plan := workspace.Must("plan"); !strings.Contains(plan.Stdout, "The user to adopt is not known yet") {
		t.Errorf("the plan does not say that it may adopt: %s", plan)
	}
	workspace.Must("apply", "-auto-approve")
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the instance holds %s, want the adopted %s", got, id)
	}
}

func TestAccUser_createThatClerkChangesIsNotTainted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	// Clerk as it might become: it stores first names in capitals.
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorder := httptest.NewRecorder()
		instance.ServeHTTP(recorder, r)
		body := recorder.Body.Bytes()
		if r.Method == http.MethodPost {
			body = bytes.ReplaceAll(body, []byte(`"first_name":"Ada"`), []byte(`"first_name":"ADA"`))
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Setenv("CLERK_API_URL", server.URL)
	workspace.Write(user(`first_name = "Ada"`))
	result := workspace.Must("apply", "-auto-approve")
	if !strings.Contains(result.Stdout, "Clerk kept another value") {
		t.Errorf("the apply does not warn: %s", result)
	}
	id := instance.OnlyUser().ID
	workspace.Must("apply", "-auto-approve")
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the user %s was deleted and made anew as %s", id, got)
	}
}

func TestAccUser_valuesOfOtherResourcesMayChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	config := func(name string, version string) string {
		return `resource "terraform_data" "name" {
			input = "` + name + `"
		}
		resource "terraform_data" "version" {
			input = ` + version + `
		}
		resource "clerk_user" "it" {
			first_name          = terraform_data.name.output
			username            = "user_${terraform_data.name.output}"
			email_addresses     = ["${terraform_data.name.output}@example.com"]
			phone_numbers       = ["+1202555010${terraform_data.version.output}"]
			public_metadata     = jsonencode({ name = terraform_data.name.output })
			password_wo         = "correct horse battery"
			password_wo_version = terraform_data.version.output
			totp_secret_wo         = "JBSWY3DPEHPK3PXP"
			totp_secret_wo_version = terraform_data.version.output
		}`
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(config("ada", "1"), createUser),
		acctest.Applies(config("augusta", "2"), addEmail, addPhone, updateUser, replaceMetadata, deleteEmail, deletePhone),
	}, nil)
}

func TestAccUser_requestOptions_areSentWithTheirAttributes(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	sent := func(operation, param string) func() {
		return func() {
			for _, request := range instance.Requests() {
				var body map[string]any
				if request.Operation() == operation && json.Unmarshal(request.Body, &body) == nil && body[param] == true {
					return
				}
			}
			t.Errorf("%s was not sent with %s", param, operation)
		}
	}
	options := `request_options = {
			sign_out_of_other_sessions = true
			notify_primary_email_address_changed = true
			skip_legal_checks = true
			skip_password_checks = true
		}
		password_wo_version = `
	instance.Run(t, []acctest.Step{
		acctest.Applies(emails("a@example.com", "b@example.com"), createUser),
		acctest.Then(acctest.Applies(withOptions(emails("c@example.com", "b@example.com"), options+`1
			password_wo = "correct horse"`), addEmail, updateUser, deleteEmail), func() {
			sent(addEmail, "notify_primary_email_address_changed")()
			sent(updateUser, "skip_password_checks")()
			sent(updateUser, "sign_out_of_other_sessions")()
		}),
		acctest.Then(acctest.Applies(withOptions(emails("b@example.com", "c@example.com"), options+`1
			legal_accepted_at = "2020-01-02T03:04:05Z"`), updateUser), func() {
			sent(updateUser, "notify_primary_email_address_changed")()
			sent(updateUser, "skip_legal_checks")()
		}),
		acctest.Then(
			acctest.Applies(withOptions(emails("b@example.com", "c@example.com"), options+`2`), removePassword),
			sent(removePassword, "sign_out_of_other_sessions"),
		),
	}, nil)
}

// withOptions adds arguments to a resource.
func withOptions(config, arguments string) string {
	return strings.TrimSuffix(config, "}\n") + arguments + "\n}\n"
}
