package usermetadata_test

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const mergeMetadata = "PATCH /v1/users/{user_id}/metadata"

// withMetadata is an instance that holds one user, with metadata of others.
func withMetadata(t *testing.T) (instance *acctest.Instance, userID string) {
	t.Helper()
	instance = acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{
		"username":         "countess",
		"public_metadata":  map[string]any{"others": 1, "crm": map[string]any{"others": true}},
		"private_metadata": map[string]any{"hush": "secret of others"},
	})
}

func metadataOf(name, userID string, lines ...string) string {
	return fmt.Sprintf(
		"resource \"clerk_user_metadata\" %q {\n  user_id = %q\n  %s\n}\n",
		name,
		userID,
		strings.Join(lines, "\n  "),
	)
}

func holdsMetadata(t *testing.T, instance *acctest.Instance, public, private string) func() {
	return func() {
		t.Helper()
		user := instance.OnlyUser()
		if string(user.PublicMetadata) != public || string(user.PrivateMetadata) != private {
			t.Errorf(
				"the API holds public %s and private %s, want %s and %s",
				user.PublicMetadata,
				user.PrivateMetadata,
				public,
				private,
			)
		}
	}
}

const (
	publicOfOthers  = `{"crm":{"others":true},"others":1}`
	privateOfOthers = `{"hush":"secret of others"}`
)

func TestAccUserMetadata_Update_changesOnlyConfiguredKeys(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	created := acctest.Applies(
		metadataOf(
			"it",
			id,
			`public = jsonencode({ role = "admin", crm = { id = 7, tags = ["a", "b"] } })`,
			`private = jsonencode({ plan = "pro" })`,
		),
		mergeMetadata,
	)
	created.StateChecks = []statecheck.StateCheck{
		statecheck.ExpectKnownValue(
			"clerk_user_metadata.it",
			tfjsonpath.New("public"),
			knownvalue.StringExact(`{"crm":{"id":7,"tags":["a","b"]},"role":"admin"}`),
		),
		statecheck.ExpectKnownValue("clerk_user_metadata.it", tfjsonpath.New("unsafe"), knownvalue.Null()),
	}
	instance.Run(t, []acctest.Step{
		acctest.Then(
			created,
			holdsMetadata(
				t,
				instance,
				`{"crm":{"id":7,"others":true,"tags":["a","b"]},"others":1,"role":"admin"}`,
				`{"hush":"secret of others","plan":"pro"}`,
			),
		),
		acctest.Then(
			acctest.Applies(
				metadataOf(
					"it",
					id,
					`public = jsonencode({ crm = { id = 8, tags = ["b"] } })`,
					`private = "{ \"plan\" : \"pro\" }"`,
				),
				mergeMetadata,
			),
			holdsMetadata(
				t,
				instance,
				`{"crm":{"id":8,"others":true,"tags":["b"]},"others":1}`,
				`{"hush":"secret of others","plan":"pro"}`,
			),
		),
		acctest.Then(acctest.Applies(metadataOf("it", id, `public = jsonencode({ crm = { id = 8 } })`), mergeMetadata),
			holdsMetadata(t, instance, `{"crm":{"id":8,"others":true},"others":1}`, privateOfOthers)),
		acctest.Then(
			acctest.Applies(metadataOf("it", id, `public = jsonencode({})`), mergeMetadata),
			holdsMetadata(t, instance, publicOfOthers, privateOfOthers),
		),
		acctest.Applies(metadataOf("it", id, `unsafe = jsonencode({ theme = "dark" })`), mergeMetadata),
	}, holdsMetadata(t, instance, publicOfOthers, privateOfOthers))
}

func TestAccUserMetadata_Read_drift_ofManagedKeysOnly(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	config := metadataOf("it", id, `public = jsonencode({ role = "admin", crm = { id = 7 } })`)
	change := func(public string) func() {
		return func() {
			instance.Change("countess", func(u *emulator.User) { u.PublicMetadata = []byte(public) })
		}
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, mergeMetadata),
		acctest.After(change(`{"crm":{"id":7,"others":false,"more":{}},"role":"admin","stray":1}`), acctest.Applies(config)),
		acctest.Then(
			acctest.After(change(`{"crm":{"id":9,"others":false},"role":"admin"}`), acctest.Applies(config, mergeMetadata)),
			holdsMetadata(t, instance, `{"crm":{"id":7,"others":false},"role":"admin"}`, privateOfOthers),
		),
		acctest.Then(acctest.After(change(`{"crm":5}`), acctest.Applies(config, mergeMetadata)),
			holdsMetadata(t, instance, `{"crm":{"id":7},"role":"admin"}`, privateOfOthers)),
	}, nil)
}

func TestAccUserMetadata_Update_twoResourcesOfOneUser_keepBothKeys(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	one := metadataOf("one", id, `public = jsonencode({ crm = { id = 7 } })`)
	two := metadataOf("two", id, `public = jsonencode({ crm = { owner = "ada" } })`)
	instance.Run(t, []acctest.Step{
		acctest.Applies(one+two, mergeMetadata, mergeMetadata),
		acctest.Then(
			acctest.Applies(two, mergeMetadata),
			holdsMetadata(t, instance, `{"crm":{"others":true,"owner":"ada"},"others":1}`, privateOfOthers),
		),
	}, holdsMetadata(t, instance, publicOfOthers, privateOfOthers))
}

func TestAccUserMetadata_Create_existingKeys_areAdopted(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	instance.Run(t, []acctest.Step{
		acctest.Then(acctest.Applies(metadataOf("it", id, `public = jsonencode({ others = 2 })`), mergeMetadata),
			holdsMetadata(t, instance, `{"crm":{"others":true},"others":2}`, privateOfOthers)),
	}, holdsMetadata(t, instance, `{"crm":{"others":true}}`, privateOfOthers))
}

func TestUserMetadata_Import_allOrNamedKeys_plansNoChange(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	calls := acctest.NewCalls(t, instance, "clerk_user_metadata")
	all := acctest.Values{
		"user_id": id,
		"public":  `{"crm":{"others":true},"others":1}`,
		"private": `{"hush":"secret of others"}`,
	}
	calls.ExpectImport(instance, calls.Create(instance, all), all, []string{id})
	named := maps.Clone(all)
	named["public"] = `{"crm":{"others":true}}`
	calls.ExpectImport(instance, calls.Create(instance, named), named, []string{
		id + ":public.crm.others,private.hush",
		id + `:public/crm/others,private."hush"`,
	})
}

func TestAccUserMetadata_Read_missingUser_leavesTheState(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	config := metadataOf("it", id, `public = jsonencode({ role = "admin" })`)
	gone := acctest.After(func() { instance.DeleteUser(id) }, acctest.Applies(config, mergeMetadata))
	gone.ExpectError = regexp.MustCompile(`(?s)Could not write metadata.*404`)
	instance.Run(t, []acctest.Step{acctest.Applies(config, mergeMetadata), gone}, nil)
}

func TestAccUserMetadata_Plan_badInput_isAnError(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	var steps []acctest.Step
	for config, message := range map[string]string{
		metadataOf("it", id):                                                      "No metadata is configured",
		metadataOf("it", id, `public = jsonencode([1])`):                          "Not a JSON object",
		metadataOf("it", id, `public = jsonencode({ a = { b = null } })`):         `(?s)The metadata cannot be merged.*"b"\s+is\s+null`,
		metadataOf("it", id, `private = "{\"a\":9007199254740993}"`):              `(?s)The metadata cannot be merged.*rounded`,
		metadataOf("it", id, `unsafe = jsonencode({ a = format("%09000d", 1) })`): "Metadata too large",
	} {
		step := acctest.Applies(config)
		step.ExpectError = regexp.MustCompile(message)
		steps = append(steps, step)
	}
	instance.Run(t, steps, nil)
}
