package clerk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

const (
	// maxObject and maxList bound an answer about one object and a list, in bytes, after decompression. A user with full
	// metadata takes about 32 KB, and a list has at most 500.
	maxObject = 4 << 20
	maxList   = 32 << 20
	// maxRefusal bounds an answer that is no success. What is beyond it is not read.
	maxRefusal = 1 << 20
)

// elements bounds how many elements the arrays of an answer have in all. A short element such as {} takes several
// hundred bytes once it is read.
type elements struct{ listed, nested, deeper int }

var (
	objectElements = elements{nested: 10_000, deeper: 10_000}
	listElements   = elements{listed: pageSize, nested: 50_000, deeper: 50_000}
)

// largest returns the limit of a success in bytes.
func (cl *call) largest() int {
	if cl.list {
		return maxList
	}
	return maxObject
}

// read reads the body of an answer. Only one answer at a time is larger than maxObject, from here until it is decoded,
// so that many large ones do not add up: others wait, within their timeout.
func (e *exchange) read(ctx context.Context, cl *call, resp *http.Response) (body []byte, tooLarge bool, err error) {
	most := cl.largest()
	switch {
	case resp.StatusCode < 200:
		return nil, false, nil // what follows a switch of protocols is no answer
	case resp.StatusCode >= 300:
		most = maxRefusal
	}
	if resp.ContentLength > int64(most) {
		return nil, true, nil
	}
	limited := io.LimitReader(resp.Body, int64(most)+1)
	body, err = io.ReadAll(io.LimitReader(limited, maxObject))
	if err != nil || len(body) < maxObject {
		return body, len(body) > most, err
	}
	select {
	case e.large <- struct{}{}:
		cl.release = sync.OnceFunc(func() { <-e.large })
	case <-ctx.Done():
		return nil, false, ctx.Err()
	}
	parts, size := [][]byte{body}, len(body)
	for err == nil {
		part := make([]byte, 1<<20)
		var n int
		n, err = io.ReadFull(limited, part)
		parts, size = append(parts, part[:n]), size+n
	}
	switch {
	case !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF): // both say that the body has ended
		return nil, false, err
	case size > most:
		cl.free()
		return nil, true, nil
	}
	return bytes.Join(parts, nil), false, nil
}

// free lets the next large answer be read.
func (cl *call) free() {
	if cl.release != nil {
		cl.release()
	}
}

// checkElements refuses a success whose arrays hold more than Clerk ever sends, before it is decoded.
func (cl *call) checkElements(body []byte) error {
	most := objectElements
	if cl.list {
		most = listElements
	}
	switch counted := countElements(body, cl.list); {
	case counted.listed > most.listed:
		return fmt.Errorf("it lists more than %d objects", most.listed)
	case counted.nested > most.nested || counted.deeper > most.deeper:
		return fmt.Errorf("its lists hold more than %d elements", most.nested)
	}
	return nil
}

// countElements counts the elements of arrays: of the one that is the list, of those in the objects beside or in it,
// and of all others. An array without elements counts as one. Metadata does not count, because it is kept as it came.
func countElements(body []byte, list bool) elements {
	var counted elements
	var arrays []bool // the open brackets: whether each is that of an array
	var text []byte   // the last one, which is the key of a value that begins
	outer := 0        // the depth of the list
	metadata := 0     // the depth of the metadata that is open, 0 for none
	for i := 0; i < len(body); i++ {
		c := body[i]
		switch c {
		case '"':
			end := endOfText(body, i)
			text, i = body[i:end], end
			continue
		case '[', '{':
			arrays = append(arrays, c == '[')
			if len(arrays) == 1 && list {
				outer = 1
				if c == '{' {
					outer = 2
				}
			}
			if metadata == 0 && bytes.HasSuffix(text, []byte("_metadata")) {
				metadata = len(arrays)
			}
		case ']', '}':
			arrays = arrays[:max(0, len(arrays)-1)]
			if len(arrays) < metadata {
				metadata = 0
			}
			continue
		case ',':
			text = nil
		default:
			continue
		}
		// An opening bracket or a comma is one element more, where it is that of an array.
		depth := len(arrays)
		if metadata > 0 || depth == 0 || !arrays[depth-1] {
			continue
		}
		switch {
		case depth == outer:
			counted.listed++
		case depth <= outer+2:
			counted.nested++
		default:
			counted.deeper++
		}
	}
	return counted
}

// endOfText returns where the text ends that begins at a quotation mark.
func endOfText(body []byte, begin int) int {
	for i := begin + 1; i < len(body); i++ {
		switch body[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(body)
}
