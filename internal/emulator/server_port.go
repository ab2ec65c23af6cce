package emulator

import (
	"net"
	"sync"
	"time"
)

// reopenEvery is the time between two attempts to open the port again, if another process uses it.
const reopenEvery = 10 * time.Millisecond

// port is the listener of a server. It can be closed for a while.
type port struct {
	address string
	// keepAlive(false) closes the idle connections, as http.Server.SetKeepAlivesEnabled does. Otherwise clients would use
	// them while the port is closed.
	keepAlive func(on bool)
	// switching is held while the port is closed or opened. It is separate from mu, because a server that closes the port
	// holds a lock that keepAlive needs.
	switching sync.Mutex

	// mu protects the following fields.
	mu       sync.Mutex
	changed  *sync.Cond
	listener net.Listener // nil while the port is closed
	reopen   *time.Timer
	closed   bool
}

func newPort(listener net.Listener, keepAlive func(on bool)) *port {
	p := &port{address: listener.Addr().String(), keepAlive: keepAlive, listener: listener}
	p.changed = sync.NewCond(&p.mu)
	return p
}

// shut closes the port for d. Without a port (p is nil) it does nothing.
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

// open opens the port again.
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

// current waits until the port is open. It returns nil if the port is closed permanently.
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
