// Bench measures the cost of the provider: time, requests and memory of plans and applies with many users. It uses the
// real CLI against the emulator, and compares it with the cost of Terraform itself for the same configuration.
//
//	go run ./internal/cmd/bench -users 1000
//
// With both read strategies it measures, for every number of users: the first apply, a plan with nothing to change, a
// refresh-only plan, an apply with 1 % changed, and the destroy.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if o.redraw != "" {
		return redraw(o.redraw)
	}
	report, err := measure(ctx, o, stderr)
	if report != nil && len(report.Measurements) > 0 {
		// Also after an error, because the measurements can have taken long.
		_, _ = io.WriteString(stdout, report.text())
	}
	if err != nil {
		return err
	}
	report.Command = strings.Join(append([]string{"go run ./internal/cmd/bench"}, args...), " ")
	if o.jsonFile != "" {
		if err := report.write(o.jsonFile); err != nil {
			return err
		}
	}
	if o.svgFile != "" {
		drawn, err := report.plot()
		if err != nil {
			return err
		}
		return os.WriteFile(o.svgFile, drawn, 0o644) //nolint:gosec // a public picture
	}
	return nil
}

// measure measures according to the options.
func measure(ctx context.Context, o options, stderr io.Writer) (_ *Report, err error) {
	p := newProgress(stderr)
	l, err := newSetup(ctx, o, p)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	r := &Report{
		Note:        o.note,
		Taken:       time.Now().UTC().Truncate(time.Second),
		CLI:         l.version,
		Machine:     machine(),
		RateLimit:   o.rateLimitText,
		LatencyMS:   o.latency.Milliseconds(),
		Parallelism: o.parallelism,
		Others:      o.others,
		Repeat:      o.repeat,
		Form:        o.shape.form(),
	}
	session := &session{setup: l, options: o, report: r, progress: p}
	return r, session.run(ctx)
}
