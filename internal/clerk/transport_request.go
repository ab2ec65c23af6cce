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

// request is what a method has to say beyond naming its operation.
type request struct {
	ids   []string // the path's parameters, in order
	query url.Values
	body  any   // sent as JSON; nil for none
	form  *form // sent as multipart/form-data instead of body
}

// answer is a whole answer of the API, read into memory.
type answer struct {
	status     int
	header     http.Header
	body       []byte
	tooLarge   bool
	receivedAt time.Time
	secrets    *redaction // of the request; header and refusal are already without them
}

func (a *answer) success() bool { return a.status >= 200 && a.status <= 299 }

// call follows one request through all its attempts. It travels in the request's context.
type call struct {
	operation operation
	list      bool // a list answers
	query     url.Values
	secrets   *redaction
	attempts  int
	sentAt    time.Time // when the first attempt was handed to the transport; zero while none was
	answer    *answer   // of the latest attempt, nil when it got none
	// inDoubt says that Clerk may have carried out an attempt whose answer did not say so: it was lost, unreadable, not
	// Clerk's, or a 5xx.
	inDoubt bool
	// read takes a success into what the caller asked for. It is called once for each that arrives; failed is its error.
	read   func(*answer) error
	failed error
	// release frees what a large answer holds; nil while there is none.
	release func()
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// sendForObject sends a request that one object answers: that of the path, where the path names one.
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
		v = new(T) // nothing of an answer that was refused may remain
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

// sendForList sends a request that an array answers.
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

// sendRemoval sends a request that removes something, and that an object answers. What is missing after an attempt in
// doubt was removed by that attempt.
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

// sendCall sends a request until its outcome is known. read takes a success; its error is that of the request.
func (c *Client) sendCall(ctx context.Context, cl *call, r request, read func(*answer) error) error {
	cl.query, cl.read = r.query, read
	defer cl.free()
	if c.reader != nil {
		defer c.reader.wrote(cl.operation, r.ids)
	}
	req, err := c.newRequest(context.WithValue(ctx, callKey{}, cl), cl.operation, r)
	if err != nil {
		return invalidRequest(cl.operation, err)
	}
	resp, err := c.retry.Do(req)
	if err != nil {
		return newTransportError(cl.operation, err)
	}
	_ = resp.Body.Close() // it only re-reads the answer kept in the call
	if err := c.outcome(cl); err != nil {
		return legible(err)
	}
	return nil
}

// outcome returns what the last answer says: nil, or the error that it is.
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
	encoded, _ := body.([]byte) // a form holds an image, and no secret
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

// encode returns the body in a form that every attempt can read from its beginning.
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

// parse takes a success into out.
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

// encodeJSON encodes v as it stands, without escaping HTML, so that metadata keeps its size.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
