package emulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Server is an emulator that listens on a loopback port.
type Server struct {
	*Emulator
	// URL is the address of the server, such as http://127.0.0.1:4010, without the /v1 of the API.
	URL string

	server *http.Server
	done   chan error
}

// Start starts an emulator on a free port of 127.0.0.1.
func Start(config Config) (*Server, error) { return Listen(New(config), "127.0.0.1:0") }

// Listen starts an emulator on an address such as 127.0.0.1:4010. It refuses an address that other machines can reach.
func Listen(e *Emulator, address string) (*Server, error) {
	if err := loopbackOnly(address); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &Server{
		Emulator: e,
		URL:      "http://" + listener.Addr().String(),
		server:   &http.Server{Handler: http.HandlerFunc(e.serveLocal), ReadHeaderTimeout: 10 * time.Second},
		done:     make(chan error, 1),
	}
	s.server.RegisterOnShutdown(e.endEvents)
	port := newPort(listener, s.server.SetKeepAlivesEnabled)
	e.port.Store(port)
	go func() { s.done <- s.server.Serve(port) }()
	return s, nil
}

// Close stops the server at once, closes all connections, and writes the data file.
func (s *Server) Close() error { return s.end(s.server.Close()) }

// Shutdown waits for the running requests, then stops the server and writes the data file.
func (s *Server) Shutdown(ctx context.Context) error {
	if err := s.server.Shutdown(ctx); err != nil {
		return s.Close()
	}
	return s.end(nil)
}

func (s *Server) end(err error) error {
	served := <-s.done
	s.done <- http.ErrServerClosed
	if errors.Is(served, http.ErrServerClosed) {
		served = nil
	}
	return errors.Join(err, served, s.data.close())
}

// loopbackOnly refuses an address that is not a loopback address.
func loopbackOnly(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	addresses := []net.IP{net.ParseIP(host)}
	if host == "localhost" {
		if addresses, err = net.LookupIP(host); err != nil {
			return err
		}
	}
	for _, ip := range addresses {
		if !ip.IsLoopback() {
			return fmt.Errorf("%s is not a loopback address: the emulator is for this machine alone, use 127.0.0.1", address)
		}
	}
	return nil
}
