package acctest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// memoryURL is an address that is never dialled.
const memoryURL = "http://127.0.0.1:1"

// NewInstanceInMemory starts an instance that a Protocol reaches without a
// network. So both fit into a synctest bubble, where every wait, such as that for
// another attempt, takes no time. Requests pass around on their way to the
// instance; nil is no detour.
func NewInstanceInMemory(t testing.TB, config emulator.Config, around func(http.Handler) http.Handler) *Instance {
	t.Helper()
	config.SigningKeys = emulator.SharedSigningKeys()
	emulated := emulator.New(config)
	var handler http.Handler = emulated
	if around != nil {
		handler = around(emulated)
	}
	connections := newPipes()
	server := &http.Server{Handler: handler} //nolint:gosec // only this test connects
	transport := &http.Transport{DialContext: connections.dial, MaxIdleConnsPerHost: 32}
	served := make(chan error, 1)
	go func() { served <- server.Serve(connections) }()
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serving in memory: %v", err)
		}
	})
	// In virtual time, the rate limit of a development instance takes no time.
	options := []clerk.Option{clerk.WithTransport(transport), clerk.WithRateLimit(100)}
	return &Instance{Emulator: emulated, URL: memoryURL, options: options, t: t}
}

// pipes is a listener with connections in memory.
type pipes struct {
	dialled chan net.Conn
	closed  chan struct{}
}

func newPipes() *pipes {
	return &pipes{dialled: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.dialled <- theirs:
		return ours, nil
	case <-p.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case connection := <-p.dialled:
		return connection, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

// Addr implements net.Listener.
func (*pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
