// Command install copies a built provider into the plugin folder of the user, where Terraform and
// OpenTofu find it without a registry and without settings.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	version := flag.String("version", "", "the `release` to install the provider as, such as 0.1.0")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "Usage: install -version RELEASE BINARY")
		flag.PrintDefaults()
	}
	flag.Parse()
	if *version == "" || flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *version); err != nil {
		fmt.Fprintln(os.Stderr, "install:", err)
		os.Exit(1)
	}
}

func run(binary, version string) error {
	plugins, err := pluginFolder()
	if err != nil {
		return err
	}
	installed, err := install(binary, plugins, version)
	if err != nil {
		return err
	}
	for _, path := range installed {
		fmt.Println("installed", path)
	}
	fmt.Println(
		"Where an earlier build was in use, remove .terraform.lock.hcl before init: it holds that build's checksum.",
	)
	return nil
}
