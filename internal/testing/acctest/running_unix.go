//go:build unix

package acctest

import (
	"bytes"
	"errors"
	"os/exec"
	"sync"
	"syscall"
)

// Running is the CLI while it runs.
type Running struct {
	workspace      *Workspace
	command        *exec.Cmd
	stdout, stderr watchedText
	ended          chan struct{}
}

// watchedText is the output of a process, which can be waited for.
type watchedText struct {
	mu      sync.Mutex
	written bytes.Buffer
	waiting func() // ends a wait if it is over; nil for none
}

// Write implements io.Writer.
func (w *watchedText) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.written.Write(p)
	if w.waiting != nil {
		w.waiting()
	}
	return n, err
}

// holds returns a channel that is closed when a text has been written. It replaces an earlier wait.
func (w *watchedText) holds(text string) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	over := make(chan struct{})
	w.waiting = func() {
		if bytes.Contains(w.written.Bytes(), []byte(text)) {
			close(over)
			w.waiting = nil
		}
	}
	w.waiting()
	return over
}

func (w *watchedText) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written.String()
}

// Start starts the CLI like Run and returns at once.
func (w *Workspace) Start(arguments ...string) *Running {
	w.t.Helper()
	r := &Running{
		workspace: w,
		command:   exec.CommandContext(w.t.Context(), w.cli, arguments...),
		ended:     make(chan struct{}),
	}
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
func (r *Running) Interrupt() { r.Signal(syscall.SIGINT) }

// Signal sends a signal to the CLI and to the provider, as long as one of them runs.
func (r *Running) Signal(signal syscall.Signal) {
	r.workspace.t.Helper()
	if err := syscall.Kill(-r.command.Process.Pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		r.workspace.t.Fatalf("sending %s to the CLI: %v", signal, err)
	}
}

// WaitFor returns when the CLI has written a text to its output, or has ended.
func (r *Running) WaitFor(text string) {
	select {
	case <-r.stdout.holds(text):
	case <-r.ended:
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
