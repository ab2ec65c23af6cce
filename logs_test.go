package main

import (
	"bytes"
	"log"
	"net"
	"net/http"
	"strings"
	"testing"
)

// lines passes on each line that is logged.
type lines chan string

func (l lines) Write(line []byte) (int, error) {
	l <- string(line)
	return len(line), nil
}

func TestUnquoted_serverSendsMoreThanAnAnswer_logDoesNotRepeatIt(t *testing.T) {
	logged := make(lines, 1)
	before := log.Writer()
	log.SetOutput(unquoted{logged})
	t.Cleanup(func() { log.SetOutput(before) })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		defer connection.Close()
		_, _ = connection.Read(make([]byte, 4096))
		_, _ = connection.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nAuthorization: \"open \\ sesame"))
	}()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	line := <-logged
	if !strings.Contains(line, "Unsolicited response") || strings.ContainsAny(line, `\\`) ||
		strings.Contains(line, "sesame") {
		t.Errorf("it logs %q", line)
	}
}

func TestUnquoted_line_keepsWhatIsNotQuoted(t *testing.T) {
	for line, want := range map[string]string{
		"plain\n":                     "plain\n",
		`a "b" c "d\"e" f` + "\n":     `a "…" c "…" f` + "\n",
		`a "b is never closed` + "\n": `a "…"` + "\n",
	} {
		var written bytes.Buffer
		if n, err := (unquoted{&written}).Write([]byte(line)); n != len(line) || err != nil || written.String() != want {
			t.Errorf("%q becomes %q (%d, %v), want %q", line, written.String(), n, err, want)
		}
	}
}
