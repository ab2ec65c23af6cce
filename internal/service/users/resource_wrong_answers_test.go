package users_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_Create_foundAfterAForeignAnswer_isManagedWithAWarning(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{emulator.FaultForeignRefusal, emulator.FaultOtherObject, emulator.FaultResetAfter} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			other := instance.Hold(map[string]any{"username": "eve_of_other"})
			acctest.Faults(t, instance, emulator.FaultRule{Method: "POST", Path: "/v1/users", Kind: kind, Count: 1})
			p := acctest.NewProtocol(t, instance, acctest.Values{"api_url": instance.UncheckedURL()})
			created := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove"})
			made, _ := instance.FindUser("adalove")
			id := p.Attributes("clerk_user", created.State)["id"]
			if created.Stage != acctest.Applied || id != made.ID || id == other {
				t.Fatalf("it manages %v, want %s: %v", id, made.ID, created.Diagnostics)
			}
			if len(created.Diagnostics) != 1 || created.Diagnostics[0].Summary != "A user was found after a lost answer" ||
				!strings.Contains(created.Diagnostics[0].Detail, made.ID) {
				t.Errorf("it says %v, want one warning that names the user", created.Diagnostics)
			}
		})
	}
}

func TestUserResource_Update_answerAboutAnotherUser_changesNoOtherUser(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	created := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove"})
	other := instance.Hold(map[string]any{"username": "eve_of_other"})
	p.Configure(instance)
	acctest.Faults(t, instance, emulator.FaultRule{Method: "PATCH", Kind: emulator.FaultOtherObject, Count: 1})
	updated := p.Apply("clerk_user", created.State, acctest.Values{"username": "adalove", "first_name": "Ada"})
	details := ""
	for _, problem := range acctest.Errors(updated.Diagnostics) {
		details += problem.Detail
	}
	id := p.Attributes("clerk_user", created.State)["id"].(string)
	if !strings.Contains(details, other) || !strings.Contains(details, id) {
		t.Errorf("the error does not name both users: %s", details)
	}
	if now := p.Attributes("clerk_user", updated.State)["id"]; now != id {
		t.Errorf("the state moved to %v", now)
	}
	for _, write := range instance.Writes()[1:] {
		if strings.Contains(write, other) {
			t.Errorf("it changed the other user: %s", write)
		}
	}
}

func TestUserResource_Delete_withoutEffect_keepsTheUserInTheState(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	created := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove"})
	acctest.Faults(t, instance, emulator.FaultRule{Method: "DELETE", Kind: emulator.FaultIneffectiveDelete, Count: 1})
	p.Configure(instance)
	kept := p.Destroy("clerk_user", created.State)
	if len(acctest.Errors(kept.Diagnostics)) != 1 || len(p.Attributes("clerk_user", kept.State)) == 0 {
		t.Fatalf("the user left the state: %v", kept.Diagnostics)
	}
	p.Configure(instance)
	if gone := p.Destroy("clerk_user", kept.State); len(gone.Diagnostics) > 0 || len(instance.Users()) != 0 {
		t.Errorf("the second time: %v; there are %d users", gone.Diagnostics, len(instance.Users()))
	}
}

func TestUserResource_adoption_ignoredFilter_adoptsNoOtherUser(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	other := instance.Hold(map[string]any{"username": "eve_of_other", "email_address": []string{"eve@example.com"}})
	acctest.Faults(t, instance, emulator.FaultRule{Method: "GET", Path: "/v1/users", Kind: emulator.FaultIgnoredFilter})
	p := acctest.NewProtocol(t, instance)
	values := acctest.Values{"email_addresses": []any{"ada@example.com"}, "adopt_existing": true}
	created := p.Apply("clerk_user", nil, values)
	if id := p.Attributes("clerk_user", created.State)["id"]; id == other ||
		len(acctest.Errors(created.Diagnostics)) == 0 {
		t.Errorf("it manages %v: %v", id, created.Diagnostics)
	}
	if held, _ := instance.User(other); *held.Username != "eve_of_other" || len(held.EmailAddresses) != 1 {
		t.Errorf("the other user is %+v", held)
	}
}

func TestUserResource_Delete_banWithoutEffect_keepsTheUserInTheState(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"ban", "lock"} {
		instance := acctest.NewInstance(t)
		p := acctest.NewProtocol(t, instance)
		created := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "deletion_policy": policy})
		id := instance.OnlyUser().ID
		p.Configure(instance, acctest.Values{"api_url": instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
			if strings.HasSuffix(r.URL.Path, "/"+policy) {
				r.Method, r.URL.Path, r.Body = http.MethodGet, "/v1/users/"+id, http.NoBody
			}
			return false
		})})
		kept := p.Destroy("clerk_user", created.State)
		if len(acctest.Errors(kept.Diagnostics)) != 1 || len(p.Attributes("clerk_user", kept.State)) == 0 {
			t.Errorf("%s: the user left the state: %v", policy, kept.Diagnostics)
		}
	}
}

func TestUserResource_Update_lastReadFails_recordsTheChanges(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	user := func(version int, numbers ...any) acctest.Values {
		return acctest.Values{
			"username": "adalove", "phone_numbers": numbers, "primary_phone_number": numbers[0],
			"password_wo": fmt.Sprint("correct horse ", version), "password_wo_version": version,
		}
	}
	created := p.Apply("clerk_user", nil, user(1, "+12025550101", "+12025550102"))
	p.Configure(instance, acctest.Values{"max_retries": 0})
	acctest.Faults(t, instance, emulator.FaultRule{Method: "GET", Kind: emulator.FaultStatus, Status: 500})
	updated := p.Apply("clerk_user", created.State, user(2, "+12025550101"))
	if len(acctest.Errors(updated.Diagnostics)) != 1 {
		t.Fatalf("the update does not fail once: %v", summariesOf(updated.Diagnostics))
	}
	if got := p.Attributes("clerk_user", updated.State)["password_wo_version"]; fmt.Sprint(got) != "2" {
		t.Errorf("the version in the state is %v, want that of the password that was written", got)
	}
}
