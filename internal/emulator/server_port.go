package emulator

import (
	"net"
	"sync"
	"time"
)

// reopenEvery is how long to wait where the port is not free when it should be
// opened again.
const reopenEvery = 10 * time.Millisecond

// port is the listener of a server, which can be shut for a while. While it is
// shut, nobody listens on the port.
type port struct {
	address string
	// keepAlive closes the kept connections when it is told false, as
	// http.Server.SetKeepAlivesEnabled does: a client would go on using them.
	keepAlive func(on bool)
	// switching lets one shut or open at a time. It is not mu, because a server that
	// closes the port holds what keepAlive needs.
	switching sync.Mutex

	// mu guards what follows.
	mu       sync.Mutex
	changed  *sync.Cond
	listener net.Listener // nil while the port is shut
	reopen   *time.Timer
	closed   bool
}

func newPort(listener net.Listener, keepAlive func(on bool)) *port {
	p := &port{address: listener.Addr().String(), keepAlive: keepAlive, listener: listener}
	p.changed = sync.NewCond(&p.mu)
	return p
}

// shut closes the port for d. There is none to close if p is nil.
func (p *port) shut(d time.Duration) {
	if p == nil {
		return
	}
	p.switching.Lock()
	defer p.switching.Unlock()
	if p.stopListening(d) {
		p.keepAlive(false)
	}
}

func (p *port) stopListening(d time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || p.listener == nil {
		return false
	}
	_ = p.listener.Close()
	p.listener = nil
	p.reopen = time.AfterFunc(d, p.open)
	return true
}

// open ends what shut began.
func (p *port) open() {
	if p == nil {
		return
	}
	p.switching.Lock()
	defer p.switching.Unlock()
	if p.listenAgain() {
		p.keepAlive(true)
	}
}

func (p *port) listenAgain() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || p.listener != nil {
		return false
	}
	p.reopen.Stop()
	listener, err := net.Listen("tcp", p.address)
	if err != nil {
		p.reopen = time.AfterFunc(reopenEvery, p.open)
		return false
	}
	p.listener = listener
	p.changed.Broadcast()
	return true
}

// current waits until the port is open. It returns nil when it is closed for good.
func (p *port) current() net.Listener {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.listener == nil && !p.closed {
		p.changed.Wait()
	}
	if p.closed {
		return nil
	}
	return p.listener
}

// Accept implements net.Listener.
func (p *port) Accept() (net.Conn, error) {
	for {
		listener := p.current()
		if listener == nil {
			return nil, net.ErrClosed
		}
		connection, err := listener.Accept()
		if err == nil || p.current() == listener {
			return connection, err
		}
	}
}

// Close implements net.Listener.
func (p *port) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.changed.Broadcast()
	if p.listener == nil {
		p.reopen.Stop()
		return nil
	}
	return p.listener.Close()
}

// Addr implements net.Listener.
func (p *port) Addr() net.Addr {
	address, _ := net.ResolveTCPAddr("tcp", p.address)
	return address
}
