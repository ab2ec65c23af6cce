package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	clerkprovider "github.com/clerk-users/terraform-provider-clerk/internal/provider"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// TestNewServer_twoServers_haveSeparateConfigurations: each reads from the instance that it was configured for, and not from the
// one that another was configured for later.
func TestNewServer_twoServers_haveSeparateConfigurations(t *testing.T) {
	t.Parallel()
	serve := clerkprovider.NewServer("test")
	var servers []tfprotov6.ProviderServer
	var ids []string
	instances := []*acctest.Instance{acctest.NewInstance(t), acctest.NewInstance(t)}
	p := acctest.NewProtocol(t, instances[0])
	for _, instance := range instances {
		instance.SeedUsers(1)
		server := serve()
		configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
			Config: p.Config(
				p.Schemas.Provider,
				acctest.Values{"secret_key": emulator.DefaultSecretKey, "api_url": instance.URL},
			),
		})
		if err != nil || len(configured.Diagnostics) > 0 {
			t.Fatal(err, configured.Diagnostics)
		}
		servers, ids = append(servers, server), append(ids, instance.OnlyUser().ID)
		instance.ResetLog()
	}
	for n, server := range servers {
		read, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
			TypeName:     "clerk_user",
			CurrentState: p.Config(p.Schemas.ResourceSchemas["clerk_user"], acctest.Values{"id": ids[n]}),
		})
		if err != nil || len(read.Diagnostics) > 0 {
			t.Fatal(err, read.Diagnostics)
		}
		if got := p.Attributes("clerk_user", read.NewState)["id"]; got != ids[n] {
			t.Errorf("the server of instance %d read the user %v, not %s", n+1, got, ids[n])
		}
		if len(instances[n].Reads()) == 0 {
			t.Errorf("the server of instance %d called another one", n+1)
		}
	}
}

// TestServer_Configure_afterAnotherConfiguration_defers: with a key that is not known yet, users are neither read nor planned.
func TestServer_Configure_afterAnotherConfiguration_defers(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(1)
	p := acctest.NewProtocol(t, instance)
	schema := p.Schemas.ResourceSchemas["clerk_user"]
	configured, err := p.Server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: p.Config(
			p.Schemas.Provider,
			acctest.Values{"secret_key": acctest.Unknown, "api_url": instance.URL},
		),
		ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, configured.Diagnostics)
	}
	instance.ResetLog()
	read, err := p.Server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "clerk_user", CurrentState: p.Config(schema, acctest.Values{"id": instance.OnlyUser().ID}),
		ClientCapabilities: &tfprotov6.ReadResourceClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || read.Deferred == nil {
		t.Errorf("the read is answered with %v, %v", read, err)
	}
	config := p.Config(schema, acctest.Values{"username": "ada"})
	null, err := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), nil))
	if err != nil {
		t.Fatal(err)
	}
	planned, err := p.Server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "clerk_user", PriorState: &null, Config: config, ProposedNewState: config,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: true},
	})
	if err != nil || planned.Deferred == nil {
		t.Errorf("the plan is answered with %v, %v", planned, err)
	}
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("the instance received %v", sent)
	}
}
