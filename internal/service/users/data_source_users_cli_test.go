package users_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUsers_badInputIsAnErrorOnItsAttributeBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	instance := seeded(t)
	provider := acctest.NewProtocol(t, instance)
	organizations := make([]any, 101)
	for i := range organizations {
		organizations[i] = fmt.Sprintf("org_%d", i)
	}
	for name, test := range map[string]struct {
		values    acctest.Values
		attribute string
		says      string
		listOnly  bool
	}{
		"an id that is none":           {acctest.Values{"user_ids": []any{"ada@example.com"}}, "user_ids", "the id of a user", false},
		"an empty id":                  {acctest.Values{"exclude_user_ids": []any{""}}, "exclude_user_ids", "the id of a user", false},
		"an empty external id":         {acctest.Values{"external_ids": []any{""}}, "external_ids", "is empty", false},
		"a null":                       {acctest.Values{"usernames": []any{"ada", nil}}, "usernames", "compact()", false},
		"an address that is none":      {acctest.Values{"email_addresses": []any{"ada@"}}, "email_addresses", "not an email address", false},
		"a number that is none":        {acctest.Values{"phone_numbers": []any{"0151"}}, "phone_numbers", "E.164", false},
		"an empty text":                {acctest.Values{"query": ""}, "query", "is empty", false},
		"a time that is none":          {acctest.Values{"created_at_after": "yesterday"}, "created_at_after", "is not a time like", false},
		"an empty time":                {acctest.Values{"last_sign_in_at_after": ""}, "last_sign_in_at_after", "is empty", false},
		"a provider without ids":       {acctest.Values{"oauth_provider": "oauth_github"}, "oauth_provider", "provider_user_ids as well", false},
		"ids without a provider":       {acctest.Values{"provider_user_ids": []any{"1"}}, "provider_user_ids", "oauth_provider as well", false},
		"too many to exclude":          {acctest.Values{"exclude_organization_ids": organizations}, "exclude_organization_ids", "at most 100", false},
		"too many beside others":       {acctest.Values{"exclude_organization_ids": organizations[:100], "organization_ids": []any{"org_x"}}, "exclude_organization_ids", "at most 99", false},
		"an order that Clerk has not":  {acctest.Values{"order_by": "age"}, "order_by", "created_at", true},
		"two orders":                   {acctest.Values{"order_by": "-+username"}, "order_by", "created_at", true},
		"no user at most":              {acctest.Values{"max_results": 0}, "max_results", "at least 1", true},
		"a field that users have not":  {acctest.Values{"fields": []any{"email"}}, "fields", "primary_email_address", true},
		"a field that is an argument":  {acctest.Values{"fields": []any{"email_address"}}, "fields", "primary_email_address", true},
		"a field that is nothing else": {acctest.Values{"fields": []any{nil}}, "fields", "compact()", true},
	} {
		types := []string{"clerk_users"}
		if !test.listOnly {
			types = append(types, "clerk_user_count")
		}
		if test.attribute != "max_results" && test.attribute != "fields" {
			types = append(types, "clerk_user") // the list resource
		}
		for _, dataType := range types {
			problems := func() []*tfprotov6.Diagnostic {
				if dataType == "clerk_user" {
					return provider.ValidateList(dataType, test.values)
				}
				response, err := provider.Server.ValidateDataResourceConfig(
					t.Context(),
					&tfprotov6.ValidateDataResourceConfigRequest{
						TypeName: dataType, Config: provider.Config(provider.Schemas.DataSourceSchemas[dataType], test.values),
					},
				)
				if err != nil {
					t.Fatal(err)
				}
				return response.Diagnostics
			}
			errors := acctest.Errors(problems())
			if len(errors) != 1 || errors[0].Attribute == nil ||
				!strings.HasPrefix(errors[0].Attribute.String(), fmt.Sprintf("AttributeName(%q)", test.attribute)) ||
				!strings.Contains(errors[0].Detail, test.says) {
				t.Errorf("%s: %s: want one error on %s that says %q, got:", dataType, name, test.attribute, test.says)
				for _, diagnostic := range errors {
					t.Logf("%s: %s: %s", diagnostic.Attribute, diagnostic.Summary, diagnostic.Detail)
				}
			}
		}
	}
	for name, values := range map[string]acctest.Values{
		"a provider that is not known yet": {"oauth_provider": acctest.Unknown, "provider_user_ids": []any{"1"}},
		"ids that are not known yet":       {"oauth_provider": "oauth_github", "provider_user_ids": acctest.Unknown},
		"one id that is not known yet":     {"user_ids": []any{acctest.Unknown}},
	} {
		response, err := provider.Server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
			TypeName: "clerk_users", Config: provider.Config(provider.Schemas.DataSourceSchemas["clerk_users"], values),
		})
		if err != nil || len(response.Diagnostics) > 0 {
			t.Errorf("%s: %v %v", name, err, response.Diagnostics)
		}
	}
	if sent := instance.Requests(); len(sent) != 0 {
		t.Errorf("it sent %v", sent)
	}
}

func TestAccUsers_areReadInTheApplyWhileAFilterIsUnknown(t *testing.T) {
	t.Parallel()
	instance := cast(t)
	step := outputs(`
resource "clerk_user" "it" {
  email_addresses = ["it@example.com"]
}
data "clerk_users" "it" {
  user_ids = [clerk_user.it.id, "user_ada"]
  fields   = ["primary_email_address"]
  order_by = "-created_at"
}
data "clerk_user_count" "it" {
  user_ids = [clerk_user.it.id]
}
data "clerk_users" "nobody" {
  user_ids = data.clerk_user_count.it.total_count > 1 ? [clerk_user.it.id] : []
}
output "emails" { value = data.clerk_users.it.users[*].primary_email_address }
output "count" { value = data.clerk_user_count.it.total_count }
output "nobody" { value = length(data.clerk_users.nobody.users) }`, map[string]knownvalue.Check{
		"emails": knownvalue.ListExact([]knownvalue.Check{text("it@example.com"), text("ada@example.com")}),
		"count":  knownvalue.Int64Exact(1),
		"nobody": knownvalue.Int64Exact(0),
	})
	step.Writes = []string{createUser}
	step.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownOutputValue(
			"emails",
		),
		plancheck.ExpectUnknownOutputValue("count"),
		plancheck.ExpectUnknownOutputValue("nobody"),
	}
	instance.Run(t, []acctest.Step{step}, nil)
}

// The functions of Terraform depend on the types of values. Dynamic attributes
// have a type only with a value.
func TestAccUsers_haveTheTypesOfTheirFieldsAlsoWhenThereAreNone(t *testing.T) {
	t.Parallel()
	workspace := acctest.NewWorkspace(t, cast(t))
	workspace.Write(`
data "clerk_users" "banned" {
  banned = true
  fields = ["id", "username", "last_sign_in_at", "email_addresses"]
}
data "clerk_users" "nobody" {
  user_ids = []
}
resource "terraform_data" "each" {
  for_each = data.clerk_users.banned.users_by_id
  input    = each.value.username
}
output "usernames" { value = [for id, made in terraform_data.each : "${id} ${made.output}"] }
output "emails" { value = flatten(data.clerk_users.banned.users[*].email_addresses[*].email_address) }
output "verified" { value = [for id, user in data.clerk_users.nobody.users_by_id : user.email_addresses[0].verification.status] }
output "either" { value = concat(data.clerk_users.nobody.users[*].id, data.clerk_users.banned.users[*].id) }
output "names" { value = toset(data.clerk_users.nobody.users[*].first_name) }`)
	workspace.Must("apply", "-auto-approve")
	got := map[string]any{}
	for name, output := range workspace.State().Values.Outputs {
		got[name] = output.Value
	}
	want := map[string]any{
		"usernames": []any{
			"user_grace admiral",
		},
		"emails":   []any{"grace@example.org"},
		"verified": []any{},
		"either":   []any{"user_grace"},
		"names":    []any{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the outputs (-want +got):\n%s", diff)
	}
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
}

func TestAccUsers_privateMetadataIsSensitiveAndTheRestIsNot(t *testing.T) {
	t.Parallel()
	instance := cast(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`
data "clerk_users" "all" {
  fields = ["first_name", "private_metadata"]
}
output "names" { value = data.clerk_users.all.users[*].first_name }
output "private" {
  value     = data.clerk_users.all.private_metadata_by_id
  sensitive = true
}`)
	plan := workspace.Must("plan", "-no-color")
	if !strings.Contains(plan.Stdout, `"Grace"`) || strings.Contains(plan.Stdout, "crm") {
		t.Errorf("the plan shows the wrong things: %s", plan)
	}
	workspace.Write(`
data "clerk_users" "all" {
  fields = ["private_metadata"]
}
output "private" { value = data.clerk_users.all.private_metadata_by_id }`)
	if plan := workspace.Run("plan", "-no-color"); !strings.Contains(plan.Stderr, "Output refers to sensitive values") {
		t.Errorf("private metadata is not sensitive: %s", plan)
	}
}

func TestAccUsers_Read_refusedFilter_isAnErrorOnTheAttribute(t *testing.T) {
	t.Parallel()
	instance := cast(t)
	if err := instance.SetFaults(
		emulator.Faults{Rules: []emulator.FaultRule{{Path: "/v1/users/count", Kind: "status", Status: 403}}},
	); err != nil {
		t.Fatal(err)
	}
	provider := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	response, err := provider.Server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: "clerk_user_count", Config: provider.Config(provider.Schemas.DataSourceSchemas["clerk_user_count"], nil),
		ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(response.Diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Summary == "Could not count the users" && strings.Contains(d.Detail, "check its settings")
	}) {
		t.Errorf("the diagnostics are %v", response.Diagnostics)
	}
}
