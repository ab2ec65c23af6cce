package clerk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// request has the parameters of an operation.
type request struct {
	ids   []string // path parameters, in order
	query url.Values
	body  any   // sent as JSON; can be nil
	form  *form // sent as multipart/form-data instead of body
}

// answer is a complete answer of the API.
type answer struct {
	status     int
	header     http.Header
	body       []byte
	tooLarge   bool
	receivedAt time.Time
	secrets    *redaction // secrets of the request; header and error body are already redacted
}

func (a *answer) success() bool { return a.status >= 200 && a.status <= 299 }

// call is the state of one request over all its attempts. The context of the request contains it.
type call struct {
	operation operation
	list      bool // the answer is a list
	query     url.Values
	secrets   *redaction
	attempts  int
	sentAt    time.Time // time of the first attempt; zero before it
	answer    *answer   // answer to the latest attempt; nil without one
	// inDoubt means that Clerk may have processed an attempt: its answer was lost, unreadable, not from Clerk, or a 5xx.
	inDoubt bool
	// tooLong means that Clerk requires a wait that is longer than the longest one of the client.
	tooLong bool
	// read decodes a success. It is called once for each success; failed is its error.
	read   func(*answer) error
	failed error
	// release is called after a large answer is decoded. It is nil without a large answer.
	release func()
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// sendForObject sends a request with one object as its answer. If the path contains an id, the object must have this
// id.
func sendForObject[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, r request) (*T, error) {
	return sendCallForObject[T, P](ctx, c, &call{operation: op}, r)
}

func sendCallForObject[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, cl *call, r request) (*T, error) {
	var v *T
	err := c.sendCall(ctx, cl, r, func(a *answer) error {
		v = new(T) // a retry must not keep values of a broken answer
		if err := parse(cl, a, v); err != nil {
			return err
		}
		if err := cl.operation.check(r.ids, P(v)); err != nil {
			return newDecodeError(cl.operation, a, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// sendForList sends a request with an array as its answer.
func sendForList[T any](ctx context.Context, c *Client, op operation, r request) ([]T, *answer, error) {
	cl := &call{operation: op, list: true}
	var v []T
	err := c.sendCall(ctx, cl, r, func(a *answer) error {
		v = nil
		if err := parse(cl, a, &v); err != nil {
			return err
		}
		if v == nil {
			return newDecodeError(op, a, errors.New("null where an array was expected"))
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return v, cl.answer, nil
}

// sendRemoval sends a request that removes an object. If an earlier attempt had an unknown result, a 404 means that it
// removed the object.
func sendRemoval[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, ids ...string) error {
	cl := &call{operation: op}
	_, err := sendCallForObject[T, P](ctx, c, cl, request{ids: ids})
	if cl.inDoubt && IsNotFound(err) {
		return nil
	}
	return err
}

// sendCall sends a request until its result is known. read decodes a success, and its error is returned.
func (c *Client) sendCall(ctx context.Context, cl *call, r request, read func(*answer) error) error {
	cl.query, cl.read = r.query, read
	defer cl.free()
	if c.reader != nil {
		defer c.reader.cache.invalidate(cl.operation, r)
	}
	for _, list := range c.collections {
		defer list.invalidate(cl.operation, r.ids)
	}
	req, err := c.newRequest(context.WithValue(ctx, callKey{}, cl), cl.operation, r)
	if err != nil {
		return invalidRequest(cl.operation, err)
	}
	resp, err := c.retry.Do(req)
	if cl.tooLong {
		return c.rateLimitError(endpoint(req.Request), cl)
	}
	if err != nil {
		return newTransportError(cl.operation, err)
	}
	_ = resp.Body.Close() // only closes the buffered copy in the call
	if err := c.outcome(cl); err != nil {
		return sanitizeError(err)
	}
	return nil
}

// rateLimitError describes the pause of an endpoint that is too long.
func (c *Client) rateLimitError(endpoint string, cl *call) *RateLimitError {
	wait := c.pauses.left(endpoint)
	return &RateLimitError{
		Operation: cl.operation.String(), Until: c.clock.Now().Add(wait), Wait: wait, Longest: c.pauses.longest,
	}
}

// outcome returns the error of the last answer, or nil.
func (c *Client) outcome(cl *call) error {
	switch a := cl.answer; {
	case a.success():
		return cl.failed
	case a.status >= 300 && a.status < 400:
		return newRedirectError(cl.operation, a)
	default:
		return newError(cl.operation, a, c.clock.Now())
	}
}

func (c *Client) newRequest(ctx context.Context, op operation, r request) (*retryablehttp.Request, error) {
	path, err := op.path(r.ids...)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(c.baseURL.String() + path)
	if err != nil {
		return nil, err
	}
	u.RawQuery = r.query.Encode()

	if err := checkBody(op, r.body); err != nil {
		return nil, err
	}
	body, contentType, err := r.encode()
	if err != nil {
		return nil, err
	}
	encoded, _ := body.([]byte) // nil for a form, which contains no secret
	callOf(ctx).secrets = c.redactionOf(op, encoded)
	req, err := retryablehttp.NewRequestWithContext(ctx, op.method, u.String(), body)
	if err != nil {
		return nil, err
	}
	req.Header = c.header()
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if r.form != nil {
		req.ContentLength = r.form.length()
	}
	return req, nil
}

// encode returns the body in a form that each attempt can read again.
func (r request) encode() (body any, contentType string, err error) {
	switch {
	case r.form != nil:
		return retryablehttp.ReaderFunc(r.form.body), r.form.contentType, nil
	case r.body != nil:
		body, err = encodeJSON(r.body)
		return body, "application/json", err
	default:
		return nil, "", nil
	}
}

// parse decodes a success into out.
func parse(cl *call, a *answer, out any) error {
	if a.tooLarge {
		return newDecodeError(cl.operation, a, fmt.Errorf("it is larger than %d MiB", cl.largest()>>20))
	}
	if err := cl.checkElements(a.body); err != nil {
		return newDecodeError(cl.operation, a, err)
	}
	if err := json.Unmarshal(a.body, out); err != nil {
		return newDecodeError(cl.operation, a, err)
	}
	return nil
}

// encodeJSON encodes v without HTML escapes, because they would count for the size limit of metadata.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
