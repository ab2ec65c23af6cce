// Baseline-provider serves package baseline, a provider that does nothing, to the CLI. The benchmark builds it.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/bench/baseline"
	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

func main() {
	// Terraform does not write the log lines of each call, so they are not part of the baseline.
	if err := os.Setenv("TF_LOG_SDK", "off"); err != nil {
		log.Fatal(err)
	}
	server, err := baseline.New(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	if err := tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer { return server }); err != nil {
		log.Fatal(err)
	}
}
