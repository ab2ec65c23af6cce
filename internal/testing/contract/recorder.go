package contract

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
)

// recorder passes a response on and keeps its status and body.
type recorder struct {
	http.ResponseWriter

	status   int
	written  bool
	hijacked bool
	body     bytes.Buffer
}

// WriteHeader sends the header with a status.
func (r *recorder) WriteHeader(status int) {
	if !r.written && status >= http.StatusOK { // 1xx may precede the real status
		r.status, r.written = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body.
func (r *recorder) Write(part []byte) (int, error) {
	r.written = true
	r.body.Write(part)
	return r.ResponseWriter.Write(part)
}

// Flush sends the buffer, if the connection supports that.
func (r *recorder) Flush() {
	r.written = true
	_ = http.NewResponseController(r.ResponseWriter).Flush()
}

// Hijack passes the connection on. Its further content is not HTTP and is not checked.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	r.hijacked = true
	return http.NewResponseController(r.ResponseWriter).Hijack()
}

// Unwrap gives http.ResponseController the writer below.
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}
