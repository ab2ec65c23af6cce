package provider_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestProvider_identity_importsEachResource(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	const id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{
		ID: id, ProfileImage: &emulator.ProfileImage{ContentType: "image/png"},
		Body: map[string]any{
			"email_address": []string{
				"ada@example.com",
			},
			"phone_number":              []string{"+12025550101"},
			"public_metadata":           map[string]any{"team": "engines"},
			"totp_secret":               "JBSWY3DPEHPK3PXPFIRSTADA",
			"skip_password_requirement": true,
		},
	}}})
	ada := instance.OnlyUser()
	identities := map[string]acctest.Values{
		"clerk_user":               {"id": id},
		"clerk_email_address":      {"id": ada.EmailAddresses[0].ID},
		"clerk_phone_number":       {"id": ada.PhoneNumbers[0].ID},
		"clerk_user_metadata":      {"user_id": id},
		"clerk_user_profile_image": {"user_id": id},
		"clerk_user_totp":          {"user_id": id},
	}
	provider := acctest.NewProtocol(t, instance)
	for resource := range provider.Schemas.ResourceSchemas {
		identity := identities[resource]
		if identity == nil && acctest.HasObjectRow(t, resource) {
			continue // its row tests the identity
		}
		if identity == nil {
			t.Errorf("%s: no test has its identity", resource)
			continue
		}
		state := provider.Import(resource, provider.IdentityOf(resource, identity))
		held := provider.Attributes(resource, state)
		for name, value := range identity {
			if held[name] != value {
				t.Errorf("%s: the import by %v has %v as %s", resource, identity, held[name], name)
			}
		}
		// A state that an older CLI wrote has no identity.
		read, err := provider.Server.ReadResource(
			t.Context(),
			&tfprotov6.ReadResourceRequest{TypeName: resource, CurrentState: state},
		)
		if err != nil || len(read.Diagnostics) > 0 {
			t.Fatalf("%s: reading it without an identity: %v %v", resource, err, read.Diagnostics)
		}
		if diff := cmp.Diff(map[string]any(identity), provider.Identity(resource, read.NewIdentity)); diff != "" {
			t.Errorf("%s: the identity after a read differs: %s", resource, diff)
		}
	}
	instance.ExpectWrites()
}
