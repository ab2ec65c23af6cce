// Demo shows the provider's main job with the real CLI against the emulator:
// users are declared, planned, applied, changed in place and destroyed. It
// checks every step, and ends with an error when a check fails.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	var wanted options
	flag.BoolVar(&wanted.keep, "keep", false, "leave the users and the emulator in place, and say how to go on by hand")
	flag.StringVar(&wanted.example, "example", "examples/quickstart", "the `folder` of the configuration to apply")
	flag.StringVar(&wanted.cli, "cli", "", "the Terraform or OpenTofu to run; by default terraform, then tofu, from PATH")
	flag.StringVar(
		&wanted.terraformVersion,
		"terraform-version",
		"1.14.0",
		"the Terraform to install when there is no CLI",
	)
	flag.StringVar(
		&wanted.release,
		"release",
		"",
		"a `folder` with a release; its archive for this machine is used instead of a build",
	)
	flag.StringVar(&wanted.record, "record", "", "a `file` for the text of the recording")
	flag.StringVar(&wanted.compare, "compare", "", "a `file` with the text of the recording, to compare with the output")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, wanted)
	interrupted := ctx.Err() != nil
	stop()
	switch {
	case err != nil && interrupted:
		fmt.Fprintln(os.Stderr, "\nInterrupted.")
		os.Exit(1)
	case err != nil:
		fmt.Fprintf(os.Stderr, "\nThe demo failed: %v\n", err)
		os.Exit(1)
	}
}

// options are the options of the command line.
type options struct {
	keep                                    bool
	example, cli, terraformVersion, release string
	record, compare                         string
}

func run(ctx context.Context, wanted options) (err error) {
	workshop, err := newWorkshop(ctx, wanted)
	if err != nil {
		return err
	}
	defer func() {
		if wanted.keep && err == nil {
			workshop.explainHowToGoOn()
			return
		}
		workshop.close()
	}()
	if err := workshop.show(ctx, wanted.keep); err != nil {
		return err
	}
	return wanted.checkRecording(printed.String())
}
