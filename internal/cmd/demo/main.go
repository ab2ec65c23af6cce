// Demo shows the provider's main job with the real CLI against the emulator:
// users are declared, planned, applied, changed in place and destroyed. It
// checks every step it tells of, and ends with an error when one does not hold.
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
	keep := flag.Bool("keep", false, "leave the users and the emulator in place, and say how to go on by hand")
	example := flag.String("example", "examples/quickstart", "the folder of the configuration to apply")
	version := flag.String("terraform-version", "1.14.0", "the Terraform to install when neither terraform nor tofu is in PATH")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *example, *version, *keep)
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

func run(ctx context.Context, example, terraformVersion string, keep bool) (err error) {
	workshop, err := newWorkshop(ctx, example, terraformVersion)
	if err != nil {
		return err
	}
	defer func() {
		if keep && err == nil {
			workshop.explainHowToGoOn()
			return
		}
		workshop.close()
	}()
	return workshop.show(ctx, keep)
}
