package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// secretKey is the key that the emulator accepts: an example, not a secret.
const secretKey = "sk_test_demo_key_of_the_emulator"

// changedVariables change the example: a new email address, other metadata, and
// a ban that is lifted.
const changedVariables = `ada_email      = "ada@new.example.com"
ada_team       = "analysts"
mallory_banned = false
`

// expectedChanges are the attributes that the plan of that change may touch.
var expectedChanges = map[string][]string{
	"clerk_user.ada":     {"email_addresses", "primary_email_address", "public_metadata"},
	"clerk_user.mallory": {"banned"},
}

// expectedWrites are the requests that it takes.
var expectedWrites = []string{
	"DELETE /v1/email_addresses/{email_address_id}",
	"POST /v1/email_addresses",
	"POST /v1/users/{user_id}/unban",
	"PUT /v1/users/{user_id}/metadata",
}

// show runs and checks all steps.
func (w *workshop) show(ctx context.Context, keep bool) error {
	acts := []func(context.Context) error{
		w.initialise,
		w.firstApply,
		w.showOutputs,
		w.planNothing,
		w.planChange,
		w.applyChange,
	}
	if !keep {
		acts = append(acts, w.destroy)
	}
	for _, act := range acts {
		if err := act(ctx); err != nil {
			return err
		}
	}
	report("All steps succeeded.")
	return nil
}

func (w *workshop) initialise(ctx context.Context) error {
	if _, err := w.cli.text(ctx, "init", "-no-color"); err != nil {
		return err
	}
	if w.release == nil {
		report("Initialized.")
		return nil
	}
	if err := w.release.checkLock(w.path("configuration", ".terraform.lock.hcl")); err != nil {
		return err
	}
	report("Initialized: the lock file holds version %s and the hash of its archive.", w.release.version)
	return nil
}

func (w *workshop) firstApply(ctx context.Context) error {
	report("Applying the example: four users. One is banned, one is locked, and one has a password.")
	if _, err := w.cli.text(ctx, "apply", "-no-color", "-auto-approve"); err != nil {
		return err
	}
	stats, err := w.stats(ctx)
	if err != nil {
		return err
	}
	if stats.Users != 4 || stats.Requests["POST /v1/users"] != 4 {
		return fmt.Errorf(
			"the emulator holds %d users after %d creates, want 4 and 4",
			stats.Users,
			stats.Requests["POST /v1/users"],
		)
	}
	report("Applied: 4 users with 4 requests.")
	if err := w.checkRelease(ctx); err != nil {
		return err
	}
	return w.checkPassword(ctx)
}

// checkRelease looks for the version of the release in what the provider has
// sent.
func (w *workshop) checkRelease(ctx context.Context) error {
	if w.release == nil {
		return nil
	}
	var requests []struct{ Header http.Header }
	if err := w.read(ctx, "requests", &requests); err != nil {
		return err
	}
	for _, request := range requests {
		if agent := request.Header.Get("User-Agent"); !w.release.sent(agent) {
			return fmt.Errorf(
				"the provider has sent the User-Agent %q, want one with version %s and its commit",
				agent,
				w.release.version,
			)
		}
	}
	report("The provider sent its version and commit to the API: %s.", requests[0].Header.Get("User-Agent"))
	return nil
}

// checkPassword looks for the password wherever Terraform keeps or prints
// something.
func (w *workshop) checkPassword(ctx context.Context) error {
	state, err := w.cli.text(ctx, "show", "-json")
	if err != nil {
		return err
	}
	file, err := os.ReadFile(w.path("configuration", "terraform.tfstate"))
	if err != nil {
		return err
	}
	if strings.Contains(state, w.password) || strings.Contains(string(file), w.password) {
		return fmt.Errorf("the password is in the state")
	}
	if !strings.Contains(state, `"password_enabled":true`) {
		return fmt.Errorf("no user has a password")
	}
	report("Grace has a password. The state does not contain it.")
	return nil
}

func (w *workshop) showOutputs(ctx context.Context) error {
	outputs, err := w.cli.text(ctx, "output", "-no-color")
	if err != nil {
		return err
	}
	report("The outputs:")
	indent(outputs)
	return nil
}

func (w *workshop) planNothing(ctx context.Context) error {
	_, code, err := w.cli.run(ctx, "plan", "-no-color", "-detailed-exitcode")
	if err != nil {
		return err
	}
	if code != 0 {
		return fmt.Errorf("a second plan shows changes")
	}
	report("A second plan shows no changes.")
	return nil
}

func (w *workshop) planChange(ctx context.Context) error {
	report("Planning a change: a new email address and other metadata for Ada, and an unban of Mallory.")
	// In a file, so that the next plan is empty when you continue manually.
	if err := os.WriteFile(w.path("configuration", "change.auto.tfvars"), []byte(changedVariables), 0o600); err != nil {
		return err
	}
	if _, err := w.cli.text(ctx, "plan", "-no-color", "-out=change.tfplan"); err != nil {
		return err
	}
	words, plan, err := w.cli.plan(ctx, "change.tfplan")
	if err != nil {
		return err
	}
	indent(words)
	for _, resource := range plan.ResourceChanges {
		if err := checkChange(resource); err != nil {
			return err
		}
	}
	report("The plan changes only these two users, in place.")
	return nil
}

func checkChange(resource *tfjson.ResourceChange) error {
	expected, ok := expectedChanges[resource.Address]
	if !ok {
		if !resource.Change.Actions.NoOp() {
			return fmt.Errorf("the plan touches %s", resource.Address)
		}
		return nil
	}
	if !resource.Change.Actions.Update() {
		return fmt.Errorf("the plan does not update %s in place: %v", resource.Address, resource.Change.Actions)
	}
	before, _ := resource.Change.Before.(map[string]any)
	after, _ := resource.Change.After.(map[string]any)
	for name, value := range before {
		if !reflect.DeepEqual(value, after[name]) && !slices.Contains(expected, name) {
			return fmt.Errorf("the plan touches %s of %s", name, resource.Address)
		}
	}
	return nil
}

func (w *workshop) applyChange(ctx context.Context) error {
	before, err := w.stats(ctx)
	if err != nil {
		return err
	}
	// The page of the emulator then shows only this apply, although it follows the first one without a pause.
	if err := w.startRecording(ctx); err != nil {
		return err
	}
	if _, err := w.cli.text(ctx, "apply", "-no-color", "change.tfplan"); err != nil {
		return err
	}
	after, err := w.stats(ctx)
	if err != nil {
		return err
	}
	var writes []string
	for operation, count := range after.Requests {
		for range count - before.Requests[operation] {
			if !strings.HasPrefix(operation, http.MethodGet+" ") {
				writes = append(writes, operation)
			}
		}
	}
	slices.Sort(writes)
	if !slices.Equal(writes, expectedWrites) {
		return fmt.Errorf("the change sent %v, want %v", writes, expectedWrites)
	}
	report("Applied with %d write requests: %s.", len(writes), strings.Join(writes, ", "))
	return nil
}

func (w *workshop) destroy(ctx context.Context) error {
	if _, err := w.cli.text(ctx, "destroy", "-no-color", "-auto-approve"); err != nil {
		return err
	}
	stats, err := w.stats(ctx)
	if err != nil {
		return err
	}
	if stats.Users != 0 {
		return fmt.Errorf("%d users are left after destroy", stats.Users)
	}
	report("Destroyed: the emulator has no user.")
	return nil
}

type stats struct {
	Requests map[string]int `json:"requests"`
	Users    int            `json:"users"`
}

// stats reads the statistics of the emulator.
func (w *workshop) stats(ctx context.Context) (*stats, error) {
	var answer stats
	return &answer, w.read(ctx, "stats", &answer)
}

// startRecording begins a recording of changes in the emulator.
func (w *workshop) startRecording(ctx context.Context) error {
	body := strings.NewReader(`{"action": "start"}`)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.apiURL+"/_emulator/recording", body)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		err = fmt.Errorf("starting a recording is answered %s", response.Status)
	}
	return errors.Join(err, response.Body.Close())
}

// read reads a page about the emulator itself.
func (w *workshop) read(ctx context.Context, page string, answer any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.apiURL+"/_emulator/"+page, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
		return fmt.Errorf("reading the %s of the emulator: %w", page, err)
	}
	return nil
}

func randomPassword() string { return "demo " + rand.Text() }
