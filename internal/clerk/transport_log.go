package clerk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Logger receives one message for each attempt. The fields contain no secrets and no personal data.
type Logger interface {
	Debug(ctx context.Context, msg string, fields map[string]any)
}

type discardLogger struct{}

func (discardLogger) Debug(context.Context, string, map[string]any) {}

// logging logs each attempt: the operation and its result. It never logs headers, bodies, path parameters or query
// values.
type logging struct {
	next   http.RoundTripper
	logger Logger
	clock  Clock
}

// RoundTrip implements http.RoundTripper.
func (l *logging) RoundTrip(req *http.Request) (*http.Response, error) {
	began := l.clock.Now()
	resp, err := l.next.RoundTrip(req)

	cl := callOf(req.Context())
	fields := map[string]any{
		"operation":   cl.operation.String(),
		"attempt":     cl.attempts,
		"duration_ms": l.clock.Now().Sub(began).Milliseconds(),
	}
	if len(cl.query) > 0 {
		fields["query"] = countValues(cl.query)
	}
	if err != nil {
		fields["error"] = err.Error()
		l.logger.Debug(req.Context(), "Clerk did not answer", fields)
		return nil, err
	}
	fields["status"] = cl.answer.status
	if id := traceID(cl.answer); id != "" {
		fields["trace_id"] = id
	}
	l.logger.Debug(req.Context(), "Clerk answered", fields)
	return resp, nil
}

// countValues returns the number of values of each query parameter: "email_address=2 limit=1".
func countValues(query url.Values) string {
	counts := make([]string, 0, len(query))
	for name, values := range query {
		counts = append(counts, fmt.Sprintf("%s=%d", name, len(values)))
	}
	slices.Sort(counts)
	return strings.Join(counts, " ")
}
