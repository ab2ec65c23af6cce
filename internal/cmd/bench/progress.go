package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// progress shows the running step, its duration, and the estimated duration if known.
type progress struct {
	to       io.Writer
	terminal bool
	begun    time.Time
}

func newProgress(to io.Writer) *progress {
	p := &progress{to: to, begun: time.Now()}
	if file, ok := to.(*os.File); ok {
		info, err := file.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// start shows a step that begins, and returns a function to call at its end. requests returns the number of requests
// so far; it can be nil.
func (p *progress) start(name string, estimate time.Duration, requests func() int) func() {
	begin := time.Now()
	interval := time.Second
	if !p.terminal {
		interval = 30 * time.Second
		p.line(name, 0, estimate, 0)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	count := func() int {
		if requests == nil {
			return 0
		}
		return requests()
	}
	go func() {
		defer close(stopped)
		ticks := time.NewTicker(interval)
		defer ticks.Stop()
		for {
			select {
			case <-ticks.C:
				p.line(name, time.Since(begin), estimate, count())
			case <-stop:
				p.line(name+": done", time.Since(begin), 0, count())
				if p.terminal {
					_, _ = fmt.Fprintln(p.to)
				}
				return
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}

// note writes a separate line.
func (p *progress) note(text string) { _, _ = fmt.Fprintln(p.to, text) }

func (p *progress) line(name string, since, estimate time.Duration, requests int) {
	text := fmt.Sprintf("[%6s] %s", time.Since(p.begun).Round(time.Second), name)
	if since > 0 {
		text += ", " + since.Round(100*time.Millisecond).String()
	}
	if estimate > 0 {
		text += fmt.Sprintf(" of about %s", estimate.Round(time.Second))
	}
	if requests > 0 {
		text += fmt.Sprintf(", %s requests", thousands(requests))
	}
	if p.terminal {
		_, _ = fmt.Fprintf(p.to, "\r\x1b[K%s", text)
		return
	}
	_, _ = fmt.Fprintln(p.to, text)
}
