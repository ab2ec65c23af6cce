package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// workspace is a folder with a configuration and its state, and the instance for it.
type workspace struct {
	setup         *setup
	of            subject
	folder        string
	configuration configuration
	options       options
	// instance is nil for the baseline.
	instance *emulator.Server
	// hasUsers is set when the state has the users.
	hasUsers bool
}

// newWorkspace returns a workspace that is not open yet.
func (s *setup) newWorkspace(o options, of subject, c configuration) *workspace {
	return &workspace{setup: s, of: of, configuration: c, options: o}
}

// open creates the folder and, except for the baseline, the instance.
func (w *workspace) open() (err error) {
	w.folder, err = os.MkdirTemp(w.setup.folder, fmt.Sprintf("%s-%d-", w.of, w.configuration.users))
	if err != nil || w.of == baselineOnly {
		return err
	}
	// Clerk has a rate limit for each user in addition to that of the instance.
	perUser := emulator.RateLimit{Requests: 10, Per: window}
	w.instance, err = emulator.Start(emulator.Config{Latency: w.options.latency, UserRateLimit: perUser})
	if err != nil {
		return err
	}
	w.instance.SeedUsers(w.options.others)
	if w.configuration.shape.held {
		return w.instance.Seed(w.configuration.seed())
	}
	return nil
}

func (w *workspace) close() error {
	if w.instance == nil {
		return nil
	}
	return w.instance.Close()
}

// outcome is the cost of one run of the CLI.
type outcome struct {
	wall, cpu time.Duration
	// memory is the peak of the provider's process in bytes, 0 where it cannot be measured.
	memory int64
}

// run runs the CLI with the configuration, and fails unless it succeeds.
func (w *workspace) run(ctx context.Context, arguments ...string) (outcome, error) {
	if err := w.configuration.write(w.folder); err != nil {
		return outcome{}, err
	}
	arguments = append(arguments, "-no-color", "-input=false", "-parallelism="+strconv.Itoa(w.options.parallelism))
	command := exec.CommandContext(ctx, w.setup.cli, arguments...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.Dir = w.folder
	command.Env = w.setup.environment(w.of)
	if w.instance != nil {
		command.Env = append(command.Env, "CLERK_API_URL="+w.instance.URL, "CLERK_SECRET_KEY="+emulator.DefaultSecretKey)
	}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	peak := watchMemory(w.setup.binaryOf(w.of))
	begin := time.Now()
	err := command.Run()
	o := outcome{wall: time.Since(begin), memory: peak()}
	if err != nil {
		return o, fmt.Errorf(
			"%s %s: %w\n%s",
			filepath.Base(w.setup.cli),
			strings.Join(arguments, " "),
			err,
			tail(output.String()),
		)
	}
	o.cpu = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	return o, nil
}

// tail is the end of a long output, where errors are.
func tail(text string) string {
	const kept = 4000
	if len(text) <= kept {
		return text
	}
	return "…" + text[len(text)-kept:]
}

// expectUsers fails unless the instance has this number of users in addition to the others.
func (w *workspace) expectUsers(managed int) error {
	if w.instance == nil {
		return nil
	}
	if got := w.instance.Stats().Users - w.options.others; got != managed {
		return fmt.Errorf("the instance has %d users of the configuration, not %d", got, managed)
	}
	return nil
}

// expectChanged fails unless the instance has the change.
func (w *workspace) expectChanged() error {
	if w.instance == nil {
		return nil
	}
	for i := range w.configuration.changed {
		user, _ := w.instance.FindUser(emailOf(i))
		if user.LastName == nil || *user.LastName != changedName {
			return fmt.Errorf("the instance does not have the change of %s", emailOf(i))
		}
	}
	return nil
}
