//go:build unix

package acctest

import (
	"bytes"
	"os/exec"
	"syscall"
)

// Running is the CLI while it runs.
type Running struct {
	workspace      *Workspace
	command        *exec.Cmd
	stdout, stderr bytes.Buffer
	ended          chan struct{}
}

// Start starts the CLI like Run and returns at once.
func (w *Workspace) Start(arguments ...string) *Running {
	w.t.Helper()
	//nolint:gosec // running the CLI with a test's arguments is what this is for
	r := &Running{workspace: w, command: exec.CommandContext(w.t.Context(), w.cli, arguments...), ended: make(chan struct{})}
	r.command.Dir, r.command.Env = w.Folder, w.environment
	r.command.Stdout, r.command.Stderr = &r.stdout, &r.stderr
	// A group of its own, so that Interrupt reaches it alone.
	r.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := r.command.Start(); err != nil {
		w.t.Fatalf("%s: %v", w.cli, err)
	}
	go func() {
		_ = r.command.Wait() // how it ended is in the result
		close(r.ended)
	}()
	return r
}

// Ended is closed when the CLI has ended.
func (r *Running) Ended() <-chan struct{} { return r.ended }

// Interrupt does what Ctrl-C in a terminal does: the CLI and the provider get the
// signal.
func (r *Running) Interrupt() {
	r.workspace.t.Helper()
	if err := syscall.Kill(-r.command.Process.Pid, syscall.SIGINT); err != nil {
		r.workspace.t.Fatalf("interrupting the CLI: %v", err)
	}
}

// Wait returns when the CLI has ended.
func (r *Running) Wait() Result {
	<-r.ended
	return Result{
		t: r.workspace.t, Arguments: r.command.Args[1:], Stdout: r.stdout.String(), Stderr: r.stderr.String(),
		ExitCode: r.command.ProcessState.ExitCode(),
	}
}
