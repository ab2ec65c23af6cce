// Terraform-provider-clerk manages the users of a Clerk instance.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Set by the build.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger and for a CLI that reattaches")
	showVersion := flag.Bool("version", false, "print the version and end")
	flag.Parse()
	if *showVersion {
		log.SetFlags(0)
		log.Printf("terraform-provider-clerk %s (%s)", version, commit)
		return
	}
	log.SetOutput(unquoted{os.Stderr})
	reserveBallast()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else if err := limitLogs(); err != nil { // a provider with -debug logs to its own terminal
		log.Fatal(err)
	} else {
		ignoreSignals()
		go exitWithCLI(os.Getppid())
	}
	if err := tf6server.Serve(provider.Address, provider.NewServer(release()), options...); err != nil {
		log.Fatal(err)
	}
	revokeTokens()
}

// release is the version as the User-Agent names it: with the commit as build
// metadata, as Semantic Versioning has it.
func release() string {
	if commit == "none" {
		return version
	}
	return version + "+" + commit
}
