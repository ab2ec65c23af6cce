package emulator

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// errNoAnswer says that a request gets no answer but a closed connection.
var errNoAnswer = errors.New("no answer")

// wait returns after d, or with an error at once when the client goes away.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return errNoAnswer
	}
}

// resetConnection ends the connection of a request without an answer, with a TCP
// reset where there is a TCP connection.
func resetConnection(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
