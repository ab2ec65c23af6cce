package instance_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	it      = "data \"clerk_instance\" \"it\" {\n}\n"
	address = "data.clerk_instance.it"
)

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccInstance_Read_hasAllAttributesAndNullForMissingValues(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	changed := acctest.Reads(it, acctest.Attributes(address, map[string]knownvalue.Check{
		"allowed_origins": knownvalue.ListExact(
			[]knownvalue.Check{text("capacitor://localhost"), text("http://localhost:3000")},
		),
		"workspace_id": text("org_workspace"),
	}))
	changed.Before = func() {
		instance.SetBehaviour(
			emulator.Behaviour{
				AllowedOrigins: []string{"capacitor://localhost", "http://localhost:3000"},
				WorkspaceID:    "org_workspace",
			},
		)
	}
	instance.Run(t, []acctest.Step{
		acctest.Reads(it, acctest.Attributes(address, map[string]knownvalue.Check{
			"id": knownvalue.StringRegexp(regexp.MustCompile(`^ins_\w+$`)), "environment": text("development"),
			"allowed_origins": knownvalue.ListExact(nil), "workspace_id": knownvalue.Null(),
		})),
		changed,
	}, nil)
}

func TestAccInstance_Read_productionInstance(t *testing.T) {
	t.Parallel()
	const key = "sk_live_emulator00000000000000000000"
	instance := acctest.NewInstance(t, func(config *emulator.Config) { config.SecretKey = key })
	production := fmt.Sprintf(
		"provider \"clerk\" {\n  alias = \"production\"\n  secret_key = %q\n  api_url = %q\n}\n",
		key,
		instance.URL,
	)
	instance.Run(t, []acctest.Step{acctest.Reads(
		production+"data \"clerk_instance\" \"it\" {\n  provider = clerk.production\n}\n",
		acctest.Attributes(address, map[string]knownvalue.Check{"environment": text("production")}),
	)}, nil)
}

func TestInstance_Read_refusedKey_isAnErrorWithAdvice(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, acctest.NewInstance(t), acctest.Values{"secret_key": "sk_test_of_another_instance"})
	provider.ExpectProblem("clerk_instance", nil, acctest.Problem{
		Summary: "Could not read the instance",
		Says:    []string{"GET /instance with status 401", "CLERK_SECRET_KEY", "trace id"},
	})
}
