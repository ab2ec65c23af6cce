package emulator

import (
	"encoding/json"
	"io"
	"net/http"
)

// body is the body of a request, possibly incomplete.
type body struct {
	content []byte
	// err is the reason why the content is incomplete, or nil.
	err error
	// upload replaces the content if the operation accepts a file.
	upload *upload
}

func readBody(r *http.Request, to route) body {
	if to.takesFile {
		return body{upload: readUpload(r, to.formFields)}
	}
	content, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		err = brokenBody(err)
	case len(content) > maxBody:
		err = bodyTooLarge(maxBody)
	}
	return body{content: content, err: err}
}

// logged returns the body for the log.
func (b body) logged() json.RawMessage {
	if b.upload != nil {
		return b.upload.logged()
	}
	return maskBody(b.content)
}
