// Floor-provider serves package floor, a provider that does nothing, to the CLI. The benchmark builds it.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/bench/floor"
	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

func main() {
	// The lines that every call logs are no cost of Terraform's.
	if err := os.Setenv("TF_LOG_SDK", "off"); err != nil {
		log.Fatal(err)
	}
	server, err := floor.New(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	if err := tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer { return server }); err != nil {
		log.Fatal(err)
	}
}
