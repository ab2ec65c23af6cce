// Clerk-emulator serves an emulated Clerk instance on a loopback port, so that the provider can be used and developed
// without a Clerk account. Package emulator describes its behaviour.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// shutdownTime is the time for running requests to finish.
const shutdownTime = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "clerk-emulator:", err)
		os.Exit(1)
	}
}

// options are the flags of the command line.
type options struct {
	listen    string
	config    emulator.Config
	seedUsers int
	seedFile  string
	dataFile  string
}

// run serves the emulator until ctx ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	options, err := parse(args, stderr)
	if err != nil {
		return err
	}
	e := emulator.New(options.config)
	if options.dataFile != "" {
		if err := e.KeepIn(options.dataFile); err != nil {
			return err
		}
	}
	if err := seed(e, options); err != nil {
		return err
	}
	server, err := emulator.Listen(e, options.listen)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(stdout, "clerk-emulator listening on", server.URL)
	if options.config.Page {
		_, _ = fmt.Fprintln(stderr, "Its page is at", server.URL)
	}
	<-ctx.Done()

	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	return server.Shutdown(ending)
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("clerk-emulator", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.listen, "listen", "127.0.0.1:0", "loopback `address` to listen on; port 0 is any free one")
	flags.StringVar(&o.config.SecretKey, "secret-key", emulator.DefaultSecretKey, "secret `key` that requests must carry")
	flags.BoolVar(&o.config.Page, "ui", true, "serve a page for browsers at the address of the emulator")
	flags.DurationVar(&o.config.Latency, "latency", 0, "`time` to wait before every answer, such as 50ms")
	flags.IntVar(&o.seedUsers, "seed-users", 0, "`number` of made-up users to begin with")
	flags.StringVar(&o.seedFile, "seed-file", "", "JSON `file` with what the instance begins with")
	flags.StringVar(
		&o.dataFile,
		"data",
		"",
		"`file` that keeps what the instance holds between runs, credentials and signing keys included",
	)
	rateLimit := flags.String(
		"rate-limit",
		"off",
		"`budget` of the instance, such as 100/10s, or off; with a budget each user has 10/10s for updates",
	)
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.seedUsers < 0 {
		return o, fmt.Errorf("-seed-users %d is below 0", o.seedUsers)
	}
	limit, err := emulator.ParseRateLimit(*rateLimit)
	if err != nil {
		return o, fmt.Errorf("-rate-limit: %w", err)
	}
	if limit.Requests > 0 {
		o.config.RateLimit = limit
		o.config.UserRateLimit = emulator.RateLimit{Requests: 10, Per: 10 * time.Second}
	}
	return o, nil
}

// seed adds the seed data to the instance. If the data file already has users, only the behaviour of the seed is used.
func seed(e *emulator.Emulator, o options) error {
	var begin emulator.Seed
	if o.seedFile != "" {
		content, err := os.ReadFile(o.seedFile)
		if err != nil {
			return err
		}
		decoder := json.NewDecoder(bytes.NewReader(content))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&begin); err != nil {
			return fmt.Errorf("%s is not a seed file: %w", o.seedFile, err)
		}
	}
	begin.Count += o.seedUsers
	if o.dataFile != "" && e.Stats().Users > 0 {
		begin = emulator.Seed{Behaviour: begin.Behaviour}
	}
	if err := e.Seed(begin); err != nil {
		return fmt.Errorf("%s: %w", o.seedFile, err)
	}
	return nil
}
