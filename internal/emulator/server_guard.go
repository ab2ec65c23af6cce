package emulator

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

const (
	// bodyTime is the maximum time until the body of a request is complete.
	bodyTime = 30 * time.Second
	// maxControlBody is the maximum body of the emulator's own endpoints, in bytes.
	maxControlBody = 32 << 20
)

// serveLocal handles the requests to the port of a server.
func (e *Emulator) serveLocal(w http.ResponseWriter, r *http.Request) {
	e.limitBodyTime(w, r)
	if err := refuseForeign(r); err != nil {
		respond(w, nil, err)
		return
	}
	e.ServeHTTP(w, r)
}

// refuseForeign returns an error for a request from a web page of another site in the browser of a developer. Such a
// page can send requests to a loopback address; they contain its Origin. It can also resolve its own host name to
// 127.0.0.1; the requests then have this name as Host.
func refuseForeign(r *http.Request) error {
	if !isLoopback(hostOf(r.Host)) {
		return failure(http.StatusForbidden, "emulator_host_refused", "host refused",
			fmt.Sprintf("The emulator answers requests to a loopback host such as 127.0.0.1 only, not to %q.", r.Host))
	}
	for _, origin := range r.Header.Values("Origin") {
		if u, err := url.Parse(origin); err != nil || !isLoopback(u.Hostname()) {
			return failure(http.StatusForbidden, "emulator_origin_refused", "origin refused",
				fmt.Sprintf("The emulator answers web pages of a loopback host only, not of %q.", origin))
		}
	}
	return nil
}

// hostOf returns the host of a Host header without the port.
func hostOf(header string) string {
	u, err := url.Parse("//" + header)
	if err != nil || u.Host != header {
		return ""
	}
	return u.Hostname()
}

func isLoopback(host string) bool {
	return strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback()
}

// timedBody is a body with a deadline. After it, Read fails.
type timedBody struct {
	io.ReadCloser
	arrived func()
}

// limitBodyTime sets a deadline for the body of a request. http.Server.ReadTimeout would also abort an answer that
// takes longer.
func (e *Emulator) limitBodyTime(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil || r.Body == http.NoBody {
		return
	}
	connection := http.NewResponseController(w)
	if connection.SetReadDeadline(time.Now().Add(e.bodyTime)) != nil {
		return // not a connection of a server
	}
	r.Body = &timedBody{r.Body, func() { _ = connection.SetReadDeadline(time.Time{}) }}
}

// Read implements io.Reader.
func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		b.arrived()
	}
	return n, err
}

// brokenBody returns the error for an incomplete body.
func brokenBody(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return bodyTooLarge(tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return failure(http.StatusRequestTimeout, "request_timeout", "Request timeout",
			"The request body did not arrive in time.")
	default:
		return failure(http.StatusBadRequest, "request_body_invalid", "Request body invalid",
			"The request body is incomplete.")
	}
}

func bodyTooLarge(limit int64) error {
	return failure(http.StatusRequestEntityTooLarge, "request_body_too_large", "Request body too large",
		fmt.Sprintf("The request body exceeds the maximum allowed size of %d bytes.", limit))
}
