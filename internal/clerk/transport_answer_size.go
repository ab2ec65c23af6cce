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
	// maxObject and maxList limit the size of an answer in bytes, after decompression. A user with the largest metadata
	// has about 32 KB, and a page has at most 500 objects.
	maxObject = 4 << 20
	maxList   = 32 << 20
	// maxRefusal limits the body of an error. The rest is not read.
	maxRefusal = 1 << 20
	// unpagedElements is the maximum number of objects of a list without pages, which can fill maxList.
	unpagedElements = 100_000
)

// elements has numbers of elements in the arrays of an answer. They are limited, because a short element such as {}
// takes several hundred bytes in memory.
type elements struct{ listed, nested, deeper int }

var (
	objectElements = elements{nested: 10_000, deeper: 10_000}
	listElements   = elements{listed: pageSize, nested: 50_000, deeper: 50_000}
)

// largest returns the maximum size of a success in bytes.
func (cl *call) largest() int {
	if cl.list {
		return maxList
	}
	return maxObject
}

// read reads the body of an answer. Only one answer larger than maxObject is in memory at a time, from here until it is
// decoded. Other requests wait for it within their timeout.
func (e *exchange) read(ctx context.Context, cl *call, resp *http.Response) (body []byte, tooLarge bool, err error) {
	most := cl.largest()
	switch {
	case resp.StatusCode < 200:
		return nil, false, nil // a protocol switch; its body is not an answer
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
	case !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF): // both mean the end of the body
		return nil, false, err
	case size > most:
		cl.free()
		return nil, true, nil
	}
	return bytes.Join(parts, nil), false, nil
}

// free allows reading the next large answer.
func (cl *call) free() {
	if cl.release != nil {
		cl.release()
	}
}

// checkElements refuses a success with more elements than Clerk sends, before it is decoded.
func (cl *call) checkElements(body []byte) error {
	most := objectElements
	if cl.list {
		most = listElements
	}
	if cl.operation.unpaged {
		most.listed = unpagedElements
	}
	switch counted := countElements(body, cl.list); {
	case counted.listed > most.listed:
		return fmt.Errorf("it lists more than %d objects", most.listed)
	case counted.nested > most.nested || counted.deeper > most.deeper:
		return fmt.Errorf("its lists hold more than %d elements", most.nested)
	}
	return nil
}

// countElements counts the elements of three kinds of arrays: the list itself, the arrays in its objects, and all
// arrays below. An empty array counts as one element. Metadata is not counted, because it is not decoded.
func countElements(body []byte, list bool) elements {
	var counted elements
	var arrays []bool // open brackets; true for an array
	var text []byte   // the last string, which can be the key of the next value
	outer := 0        // depth of the list
	metadata := 0     // depth of the current metadata object, 0 outside metadata
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
		// In an array, an opening bracket or a comma means one more element.
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

// endOfText returns the end of the JSON string that starts at begin.
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
