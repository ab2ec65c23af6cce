package emulator

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
)

// pageError is an answer that does not come from Clerk, such as a web page.
type pageError struct {
	status            int
	contentType, page string
}

func (e *pageError) Error() string { return fmt.Sprintf("%d: %s", e.status, e.contentType) }

// proxyPage is the page of a proxy. The status 0 means 502.
func proxyPage(status int) *pageError {
	if status == 0 {
		status = http.StatusBadGateway
	}
	title := html.EscapeString(fmt.Sprintf("%d %s", status, http.StatusText(status)))
	return &pageError{status, "text/html", "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>\n" +
		"<body><center><h1>" + title + "</h1></center><hr><center>proxy</center></body></html>\n"}
}

// sender writes an answer after its headers are set.
type sender func(w http.ResponseWriter, r *http.Request, rule FaultRule, status int, payload []byte)

// sendTruncated writes less than the announced length, so that net/http closes the connection.
func sendTruncated(w http.ResponseWriter, _ *http.Request, _ FaultRule, status int, payload []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(payload)))
	w.WriteHeader(status)
	_, _ = w.Write(payload[:len(payload)/2])
}

func sendMalformed(w http.ResponseWriter, _ *http.Request, _ FaultRule, status int, payload []byte) {
	w.WriteHeader(status)
	_, _ = w.Write(payload[:len(payload)/2])
}

func sendDripping(w http.ResponseWriter, r *http.Request, rule FaultRule, status int, payload []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(payload)))
	w.WriteHeader(status)
	for i := range payload {
		_ = http.NewResponseController(w).Flush()
		if wait(r.Context(), milliseconds(rule.DelayMS)) != nil {
			return
		}
		_, _ = w.Write(payload[i : i+1])
	}
}
