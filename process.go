package main

import (
	"cmp"
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
)

// quietLogs has the framework make no log lines that nobody asked for. By default it writes all of them, some hundred
// for every resource, and the CLI reads and drops them: together that took more than half of the time of a plan over
// many users. What TF_LOG or TF_LOG_PROVIDER asks for is still written, and TF_LOG_SDK decides where it is set.
func quietLogs() error {
	if os.Getenv("TF_LOG_SDK") != "" {
		return nil
	}
	return os.Setenv("TF_LOG_SDK", cmp.Or(os.Getenv("TF_LOG_PROVIDER"), os.Getenv("TF_LOG"), "off"))
}

// ballast is never touched, so it takes no memory. The collector counts it, and so waits until there are 64 MB more of
// garbage: planning a user makes some megabytes of it, while what lives is small. A multiple of what lives (GOGC) would
// be too much where a large instance is listed.
var ballast []byte

func collectRarely() {
	if os.Getenv("GOGC") == "" {
		ballast = make([]byte, 64<<20)
	}
}

// outliveSignals ignores the signals that a terminal or a CI runner sends to the whole process group. The CLI receives
// them, too, and decides what becomes of the run: it lets the creates under way finish, records them, and ends the
// provider. go-plugin ignores SIGINT only. When the CLI has ended, go-plugin logs to a closed pipe, and SIGPIPE would
// end this process before it revokes tokens.
func outliveSignals() {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
}

// graceTime is how long the process goes on after the CLI has ended it. The CLI kills it after two seconds.
const graceTime = 1800 * time.Millisecond

// endWithCLI ends this process after its parent, the CLI, has ended without ending it: after SIGHUP, or because it was
// killed. Otherwise the process can run for ever: go-plugin waits for the CLI to end it.
func endWithCLI(parent int) {
	if !waitForEnd(parent) {
		return
	}
	<-time.After(time.Second) // the end of the connection interrupts all requests, and they end within a second
	tidyUp()
	os.Exit(1)
}

// tidyUp revokes the tokens of a run that failed or was interrupted.
func tidyUp() {
	ctx, cancel := context.WithTimeout(context.Background(), graceTime)
	defer cancel()
	ephemeralbase.RevokeUnclosed(ctx)
}
