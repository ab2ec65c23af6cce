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

const (
	// maxHeader bounds the header of an answer, in bytes.
	maxHeader = 256 << 10
	// lingering is how long a request that cannot be repeated goes on after its run was interrupted, so that what Clerk
	// makes is recorded, and searching how long the search for it may take from then. An interrupted run ends within a
	// second.
	lingering = 350 * time.Millisecond
	searching = 700 * time.Millisecond
)

// exchange makes one attempt: it sends the request and reads the whole answer, both within the timeout. An answer that
// breaks off is a failure of the attempt like a lost one. What net/http does by itself, sending a GET again when a kept
// connection turns out to be closed, is part of the same attempt.
type exchange struct {
	next    http.RoundTripper
	timeout time.Duration
	clock   Clock
	large   chan struct{} // held by the one answer that is large
}

// RoundTrip implements http.RoundTripper.
func (e *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	cl.attempts++
	cl.answer = nil
	if cl.sentAt.IsZero() {
		cl.sentAt = e.clock.Now()
	}

	ctx := req.Context()
	if !cl.operation.idempotent {
		longer, end := linger(ctx, e.clock, lingering)
		defer end()
		ctx = longer
	}
	ctx, cancel := context.WithTimeout(ctx, e.timeout)
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
	if leavesDoubt(a) {
		cl.inDoubt = true
	}
	cl.answer = a
	return resp, nil
}

func (e *exchange) roundTrip(req *http.Request) (*http.Response, *answer, error) {
	secrets := callOf(req.Context()).secrets
	resp, err := e.next.RoundTrip(req)
	if err != nil {
		return nil, nil, secrets.networkError(err)
	}
	defer resp.Body.Close()
	body, tooLarge, err := e.read(req.Context(), callOf(req.Context()), resp)
	if err != nil {
		return nil, nil, secrets.networkError(fmt.Errorf("reading the answer: %w", err))
	}
	a := &answer{status: resp.StatusCode, receivedAt: e.clock.Now(), secrets: secrets}
	a.header = secrets.header(resp.Header)
	if a.tooLarge = tooLarge; !tooLarge {
		a.body = body
	}
	if !a.success() {
		a.body = secrets.refusal(a.body)
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.body))
	// http.Client follows a Location wherever it leads, and the secret key must not go along.
	resp.Header.Del("Location")
	return resp, a, nil
}

// linger returns a context that goes on for d after ctx is cancelled.
func linger(ctx context.Context, clock Clock, d time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-clock.After(d):
			cancel()
		case <-longer.Done():
		}
	})
	return longer, func() { stop(); cancel() }
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
