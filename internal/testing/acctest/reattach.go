package acctest

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// reattachVariable lists running providers that the CLI uses instead of starting one.
const reattachVariable = "TF_REATTACH_PROVIDERS"

// reattachConfig is the entry of one provider in reattachVariable.
type reattachConfig struct {
	Protocol        string
	ProtocolVersion int
	Pid             int
	Test            bool
	Addr            struct{ Network, String string }
}

// serve serves providers in this process for one command of the CLI: as after
// a start of the provider, nothing is known of an earlier command. It returns
// the value of reattachVariable.
func (p Providers) serve(t *testing.T) (value string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	configs := map[string]reattachConfig{}
	var closed []<-chan struct{}
	for name, makeServer := range p {
		server, err := makeServer()
		if err != nil {
			t.Fatal(err)
		}
		config, done := serveProvider(ctx, t, name, server)
		closed = append(closed, done)
		for _, host := range []string{terraformOrg, openTofuHost} {
			configs[host+"/"+sourceOf(name)] = config
		}
	}
	text, err := json.Marshal(configs)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), func() {
		cancel()
		for _, done := range closed {
			<-done
		}
	}
}

func serveProvider(
	ctx context.Context, t *testing.T, name string, server tfprotov6.ProviderServer,
) (reattachConfig, <-chan struct{}) {
	t.Helper()
	configs, closed := make(chan *plugin.ReattachConfig, 1), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		failed <- tf6server.Serve(terraformOrg+"/"+sourceOf(name), func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, configs, closed), tf6server.WithGoPluginLogger(hclog.NewNullLogger()),
			tf6server.WithLoggingSink(t), tf6server.WithoutLogStderrOverride())
	}()
	select {
	case served := <-configs:
		config := reattachConfig{
			Protocol: string(served.Protocol), ProtocolVersion: served.ProtocolVersion, Pid: served.Pid, Test: served.Test,
		}
		config.Addr.Network, config.Addr.String = served.Addr.Network(), served.Addr.String()
		return config, closed
	case err := <-failed:
		t.Fatalf("serving the provider %s: %v", name, err)
		return reattachConfig{}, nil
	}
}

// sourceOf returns the source address of a provider without its host.
func sourceOf(name string) string {
	if name == "clerk" {
		return source()
	}
	return "hashicorp/" + name
}
