package clerk

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// maxAnswer bounds an answer, in bytes. A page of 500 users with full metadata stays far below it.
const maxAnswer = 64 << 20

var errTooLarge = fmt.Errorf("it is larger than %d MiB", maxAnswer>>20)

// exchange makes one attempt: it sends the request and reads the whole answer, both within the timeout. An answer that
// breaks off is a failure of the attempt like a lost one. What net/http does by itself, sending a GET again when a kept
// connection turns out to be closed, is part of the same attempt.
type exchange struct {
	next    http.RoundTripper
	timeout time.Duration
	clock   Clock
	redact  func([]byte) []byte // takes the secret key out of what is not a success and so may reach an error
}

// RoundTrip implements http.RoundTripper.
func (e *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	cl.attempts++
	cl.answer = nil
	if cl.sentAt.IsZero() {
		cl.sentAt = e.clock.Now()
	}

	ctx, cancel := context.WithTimeout(req.Context(), e.timeout)
	defer cancel()
	resp, a, err := e.roundTrip(req.WithContext(ctx))
	if err != nil {
		if !neverArrived(err) {
			cl.inDoubt = true
		}
		if ctx.Err() != nil && req.Context().Err() == nil {
			return nil, fmt.Errorf("no whole answer within %s: %w", e.timeout, err)
		}
		return nil, err
	}
	if a.status >= 500 {
		cl.inDoubt = true
	}
	cl.answer = a
	return resp, nil
}

func (e *exchange) roundTrip(req *http.Request) (*http.Response, *answer, error) {
	resp, err := e.next.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the answer: %w", err)
	}
	a := &answer{status: resp.StatusCode, header: resp.Header.Clone(), body: body, receivedAt: e.clock.Now()}
	if len(body) > maxAnswer {
		a.body, a.tooLarge = nil, true
	}
	if a.status >= 300 {
		a.body = e.redact(a.body)
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.body))
	// http.Client follows a Location wherever it leads, and the secret key must not go along.
	resp.Header.Del("Location")
	return resp, a, nil
}

// neverArrived reports whether the attempt failed before a connection stood, so that Clerk cannot have seen it.
func neverArrived(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") {
		return true
	}
	return isUntrusted(err)
}

func isUntrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &certificate)
}
