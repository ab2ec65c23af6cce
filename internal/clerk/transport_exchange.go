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
	// maxHeader limits the header of an answer, in bytes.
	maxHeader = 256 << 10
	// After an interrupt of Terraform, a running request that cannot be repeated has requestAfterInterrupt to finish, and
	// the search after it has searchAfterInterrupt. The provider can then record new objects. Both end within a second.
	requestAfterInterrupt = 350 * time.Millisecond
	searchAfterInterrupt  = 700 * time.Millisecond
)

// exchange makes one attempt: it sends the request and reads the complete answer, both within the timeout. An
// incomplete answer is a failed attempt. net/http can repeat a GET on a closed connection; this is part of the same
// attempt.
type exchange struct {
	next    http.RoundTripper
	timeout time.Duration
	clock   Clock
	large   chan struct{} // held while a large answer is in memory
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
		longer, end := linger(ctx, e.clock, requestAfterInterrupt)
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
	if isInconclusive(a) {
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
		a.body = secrets.errorBody(a.body)
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.body))
	// http.Client would follow the header Location with the secret key.
	resp.Header.Del("Location")
	return resp, a, nil
}

// linger returns a context that ends after ctx, with a delay of d.
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

// neverArrived reports that the attempt failed before the connection was open, so that Clerk cannot have received it.
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
