// Terraform-provider-clerk manages the users of a Clerk instance.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Set by the build.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger and a CLI that is told to reattach")
	showVersion := flag.Bool("version", false, "print the version and end")
	flag.Parse()
	if *showVersion {
		log.SetFlags(0)
		log.Printf("terraform-provider-clerk %s (%s)", version, commit)
		return
	}
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: provider.Address,
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
