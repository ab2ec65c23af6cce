package clerk_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_endlessHeader_isNotReadToTheEnd(t *testing.T) {
	for name, begin := range map[string]string{
		"many lines":           "HTTP/1.1 200 OK\r\n",
		"one line":             "HTTP/1.1 200 OK\r\nX-Line: ",
		"informational, first": "HTTP/1.1 103 Early Hints\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			more := "X-Header: " + strings.Repeat("x", 1000) + "\r\n"
			if name == "one line" {
				more = strings.Repeat("x", 1000)
			}
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer listener.Close()
			written := make(chan int, 1)
			go func() { written <- writeForEver(listener, begin, more) }()
			_, err = newClient(
				t,
				clerk.WithURL("http://"+listener.Addr().String()),
				clerk.WithMaxRetries(0),
			).GetUser(background(), "user_1")
			if errorOf[*clerk.TransportError](err) == nil {
				t.Errorf("got %v, want a *TransportError", err)
			}
			// Data in the buffers of the system is counted as well.
			if n := <-written; n > 16<<20 {
				t.Errorf("read up to %d MiB of headers", n>>20)
			}
		})
	}
}

// writeForEver writes to one connection until the client closes it, and returns the number of bytes.
func writeForEver(listener net.Listener, begin, more string) int {
	connection, err := listener.Accept()
	if err != nil {
		return 0
	}
	defer connection.Close()
	written, err := io.WriteString(connection, begin)
	for err == nil {
		var n int
		n, err = io.WriteString(connection, more)
		written += n
	}
	return written
}

func TestClient_answerThatNeverEnds_timesOut(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, " ")
			_ = http.NewResponseController(w).Flush()
		}
	})
	_, err := s.client(t, clerk.WithRequestTimeout(50*time.Millisecond), clerk.WithMaxRetries(1)).
		GetUser(background(), "user_1")
	if errorOf[*clerk.TransportError](err) == nil || !strings.Contains(err.Error(), "no whole answer within 50ms") {
		t.Errorf("got %v", err)
	}
	if n := len(s.received()); n != 2 {
		t.Errorf("%d attempts, want 2", n)
	}
}

// net/http includes the invalid line in its error.
func TestClient_invalidHeader_isNotInTheError(t *testing.T) {
	for name, head := range map[string]string{
		"a header":      "HTTP/1.1 200 OK\r\nBearer " + secretKey,
		"a long header": "HTTP/1.1 200 OK\r\n" + strings.Repeat("x", 10_000) + secretKey,
		"a status":      "HTTP/1.1 " + secretKey,
		"a protocol":    secretKey,
		"a length":      "HTTP/1.1 200 OK\r\nContent-Length: " + secretKey,
		"control":       "HTTP/1.1 200 OK\r\n\x1b[2Jgood\u202enews\a",
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
				connection, _, err := http.NewResponseController(w).Hijack()
				if err != nil {
					panic(err)
				}
				_, _ = io.WriteString(connection, head+"\r\n\r\n")
				_ = connection.Close()
			})
			log := &recorder{}
			_, err := s.client(t, clerk.WithMaxRetries(0), clerk.WithLogger(log)).GetUser(background(), "user_1")
			if errorOf[*clerk.TransportError](err) == nil {
				t.Fatalf("got %v, want a *TransportError", err)
			}
			for _, text := range []string{err.Error(), log.text.String()} {
				if len(text) > 5000 || strings.Contains(text, secretKey) || strings.ContainsAny(text, "\x1b\a\u202e") {
					t.Errorf("%d bytes: %.300q", len(text), text)
				}
			}
		})
	}
}

func TestClient_keyInAHeader_isNotInTheError(t *testing.T) {
	for name, header := range map[string]http.Header{
		"trace id": {"Clerk-Trace-Id": {secretKey}}, "ray": {"Cf-Ray": {secretKey}},
		"content type": {"Content-Type": {"text/" + secretKey}},
	} {
		if err := refusal(t, http.StatusBadRequest, header, `{"errors":[]}`); strings.Contains(err.Error(), secretKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	redirected := refusal(
		t,
		http.StatusFound,
		http.Header{"Location": {"https://" + secretKey + ".example.com/" + secretKey}},
		"",
	)
	if strings.Contains(redirected.Error(), secretKey) {
		t.Error(redirected)
	}
}
