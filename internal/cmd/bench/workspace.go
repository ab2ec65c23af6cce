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

// workspace is a folder with a configuration and its state, and the instance that it is applied to.
type workspace struct {
	lab           *lab
	of            subject
	folder        string
	configuration configuration
	parallelism   int
	// instance is nil for Terraform alone.
	instance *emulator.Server
	others   int
}

// newWorkspace makes a folder and, where the provider needs one, an instance.
func (l *lab) newWorkspace(o options, of subject, c configuration) (*workspace, error) {
	folder, err := os.MkdirTemp(l.folder, fmt.Sprintf("%s-%d-", of, c.users))
	if err != nil {
		return nil, err
	}
	w := &workspace{lab: l, of: of, folder: folder, configuration: c, parallelism: o.parallelism, others: o.others}
	if of != floorAlone {
		// Beside the budget of the instance Clerk has one for each user.
		perUser := emulator.RateLimit{Requests: 10, Per: window}
		w.instance, err = emulator.Start(emulator.Config{Latency: o.latency, UserRateLimit: perUser})
		if err != nil {
			return nil, err
		}
		w.instance.SeedUsers(o.others)
	}
	return w, nil
}

func (w *workspace) close() error {
	if w.instance == nil {
		return nil
	}
	return w.instance.Close()
}

// outcome is what one run of the CLI took.
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
	arguments = append(arguments, "-no-color", "-input=false", "-parallelism="+strconv.Itoa(w.parallelism))
	command := exec.CommandContext(ctx, w.lab.cli, arguments...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.Dir = w.folder
	command.Env = w.lab.environment(w.of)
	if w.instance != nil {
		command.Env = append(command.Env, "CLERK_API_URL="+w.instance.URL, "CLERK_SECRET_KEY="+emulator.DefaultSecretKey)
	}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	peak := watchMemory(w.lab.binaryOf(w.of))
	begin := time.Now()
	err := command.Run()
	o := outcome{wall: time.Since(begin), memory: peak()}
	if err != nil {
		return o, fmt.Errorf(
			"%s %s: %w\n%s",
			filepath.Base(w.lab.cli),
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

// expectUsers fails unless the instance holds so many users beside the others.
func (w *workspace) expectUsers(managed int) error {
	if w.instance == nil {
		return nil
	}
	if got := w.instance.Stats().Users - w.others; got != managed {
		return fmt.Errorf("the instance holds %d users of the configuration, not %d", got, managed)
	}
	return nil
}

// expectChanged fails unless the instance holds the change.
func (w *workspace) expectChanged() error {
	if w.instance == nil {
		return nil
	}
	for i := range w.configuration.changed {
		user, _ := w.instance.FindUser(emailOf(i))
		if user.LastName == nil || *user.LastName != changedName {
			return fmt.Errorf("the instance does not hold the change of %s", emailOf(i))
		}
	}
	return nil
}
