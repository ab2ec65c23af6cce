package emulator

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// errNoAnswer means that the connection is closed without an answer.
var errNoAnswer = errors.New("no answer")

// wait returns after d, or at once with an error if the client closes the connection.
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

// resetConnection closes the connection of a request without an answer. A TCP connection is reset.
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
