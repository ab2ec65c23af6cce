// Package browser drives Chromium in tests, over the pipe of its DevTools protocol. It needs no other program and no
// other module.
package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"testing"
	"time"
)

// callTime ends a call of a browser that hangs.
const callTime = time.Minute

// Browser is a running Chromium without a window.
type Browser struct {
	commands *os.File

	mu      sync.Mutex
	next    int
	answers map[int]chan message
	// ended is closed when the browser ends, and err is the reason.
	ended chan struct{}
	err   error
}

// message is a command, its answer or an event.
type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    any             `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// Start starts Chromium until the end of the test. Without Chromium, see [Unavailable].
func Start(t testing.TB) *Browser {
	t.Helper()
	binary, err := find()
	if err != nil {
		Unavailable(t, fmt.Errorf("this test needs a browser: %w", err))
	}
	commandsRead, commands, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, answersWritten, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// The sandbox needs user namespaces, which containers often lack. The tests load only their own page.
	command := exec.CommandContext(
		t.Context(),
		binary,
		"--headless",
		"--no-sandbox",
		"--disable-gpu",
		"--disable-dev-shm-usage",
		"--no-first-run",
		"--disable-extensions",
		"--disable-background-networking",
		"--disable-component-update",
		"--hide-scrollbars",
		"--disable-background-timer-throttling",
		"--disable-renderer-backgrounding",
		"--disable-backgrounding-occluded-windows",
		"--force-color-profile=srgb",
		"--log-level=3",
		"--remote-debugging-pipe",
		"--user-data-dir="+t.TempDir(),
	)
	command.ExtraFiles = []*os.File{commandsRead, answersWritten}
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = commandsRead.Close(), answersWritten.Close()
	b := &Browser{commands: commands, answers: map[int]chan message{}, ended: make(chan struct{})}
	go b.read(answers)
	t.Cleanup(func() {
		_, _ = b.call("", "Browser.close", nil)
		_ = commands.Close()
		_ = command.Wait()
		if t.Failed() && stderr.Len() > 0 {
			t.Logf("the browser logged:\n%s", stderr.Bytes())
		}
	})
	return b
}

// Unavailable skips a test that lacks a program. In CI on Linux it fails the test.
func Unavailable(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("CI") == "true" && runtime.GOOS == "linux" {
		t.Fatal(err)
	}
	t.Skip(err)
}

// find returns the path of Chromium, or of a browser that is built from it.
func find() (string, error) {
	if runtime.GOOS == "windows" {
		return "", errors.New("a process on Windows cannot inherit the pipes of the DevTools protocol")
	}
	for _, name := range []string{os.Getenv("BROWSER_PATH"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("neither chromium nor google-chrome is in PATH, and BROWSER_PATH is not set")
}

func (b *Browser) read(answers *os.File) {
	defer func() { _ = answers.Close() }()
	reader := bufio.NewReader(answers)
	for {
		text, err := reader.ReadBytes(0)
		if err != nil {
			b.err = fmt.Errorf("the browser ended: %w", err)
			close(b.ended)
			return
		}
		var answer message
		if json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &answer) != nil || answer.ID == 0 {
			continue // an event
		}
		b.mu.Lock()
		waiting := b.answers[answer.ID]
		delete(b.answers, answer.ID)
		b.mu.Unlock()
		if waiting != nil {
			waiting <- answer
		}
	}
}

// call calls a method of the DevTools protocol.
func (b *Browser) call(session, method string, params any) (json.RawMessage, error) {
	b.mu.Lock()
	b.next++
	id, answered := b.next, make(chan message, 1)
	b.answers[id] = answered
	text, err := json.Marshal(message{ID: id, SessionID: session, Method: method, Params: params})
	if err == nil {
		_, err = b.commands.Write(append(text, 0))
	}
	b.mu.Unlock()
	if err != nil {
		return nil, err
	}
	timeout := time.NewTimer(callTime)
	defer timeout.Stop()
	select {
	case answer := <-answered:
		if answer.Error != nil {
			return nil, fmt.Errorf("%s: %s", method, answer.Error.Message)
		}
		return answer.Result, nil
	case <-b.ended:
		return nil, b.err
	case <-timeout.C:
		return nil, fmt.Errorf("%s: no answer within %s", method, callTime)
	}
}
