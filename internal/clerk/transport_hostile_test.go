package clerk_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestAnswersThatGrowWhenTheyAreDecompressedAreNotReadToTheEnd(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		packed, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
		if err != nil {
			panic(err)
		}
		block := strings.Repeat(" ", 1<<20)
		for range clerk.MaxObject>>20 + 8 {
			if _, err := io.WriteString(packed, block); err != nil {
				return
			}
		}
		_ = packed.Close()
	})
	_, err := s.client(t).GetUser(background(), "user_1")
	if decode := errorOf[*clerk.DecodeError](
		err,
	); decode == nil || !strings.Contains(err.Error(), "larger than 4 MiB") ||
		len(s.received()) != 1 {
		t.Errorf("got %v after %d requests, want a *DecodeError about the size", err, len(s.received()))
	}
}

func TestRefusalsWithoutEndAreNotReadToTheEnd(t *testing.T) {
	var sent atomic.Int64
	s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		block := make([]byte, 1<<16)
		for sent.Load() < clerk.MaxList {
			n, err := w.Write(block)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	})
	_, err := s.client(t).GetUser(background(), "user_1")
	if refusal, ok := clerk.AsError(err); !ok || refusal.Status != http.StatusBadRequest || len(refusal.Items) != 0 {
		t.Errorf("got %v", err)
	}
	s.Close() // returns when the handler has
	if sent.Load() >= clerk.MaxList {
		t.Error("all of it was read")
	}
}

func TestHeadersWithoutEndAreNotReadToTheEnd(t *testing.T) {
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
			// What lies in the buffers of the system was written as well.
			if n := <-written; n > 16<<20 {
				t.Errorf("read up to %d MiB of headers", n>>20)
			}
		})
	}
}

// writeForEver answers one connection until the other side closes it, and returns how many bytes it wrote.
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

func TestAnAnswerThatNeverEndsIsGivenUp(t *testing.T) {
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

func TestErrorsRepeatNothingThatIsLongOrControlsATerminal(t *testing.T) {
	item := func(text string) string {
		return fmt.Sprintf(
			`{"code":"%[1]s","message":"%[1]s","long_message":"%[1]s","meta":{"param_name":"%[1]s","email_addresses":["%[1]s"]}}`,
			text,
		)
	}
	hostile := `\u001b[2Jgood\u202enews\r\n\u0007` + strings.Repeat("long ", 1000)
	body := `{"errors":[` + strings.Repeat(item(hostile)+",", 40) + item("last") + `]}`
	for name, test := range map[string]struct {
		status int
		body   string
		header http.Header
	}{
		"reasons":      {422, body, nil},
		"trace id":     {422, `{"errors":[{"code":"a"}],"clerk_trace_id":"` + hostile + `"}`, nil},
		"trace header": {422, `{"errors":[{"code":"a"}]}`, http.Header{"Clerk-Trace-Id": {strings.Repeat("\u202e", 10_000)}}},
		"content type": {200, "no", http.Header{"Content-Type": {strings.Repeat("\u202e", 10_000)}}},
		"host":         {302, "", http.Header{"Location": {"https://" + strings.Repeat("x", 10_000) + "/"}}},
	} {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, test.status, test.header, test.body)
			text := err.Error()
			if len(text) > 100_000 || strings.ContainsAny(text, "\x1b\r\n\a\u202e") {
				t.Errorf("%d bytes: %.200q", len(text), text)
			}
		})
	}
}

// TestABrokenHeaderIsNotRepeatedAsItIs: net/http shows the line that it could not read.
func TestABrokenHeaderIsNotRepeatedAsItIs(t *testing.T) {
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

func TestTheKeyThatComesBackInAHeaderIsNotRepeated(t *testing.T) {
	for name, header := range map[string]http.Header{
		"trace id": {"Clerk-Trace-Id": {secretKey}}, "ray": {"Cf-Ray": {secretKey}}, "content type": {"Content-Type": {"text/" + secretKey}},
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

// TestNothingIsSentToAServerThatNobodyTrusts holds that the key does not leave before the certificate was checked.
func TestNothingIsSentToAServerThatNobodyTrusts(t *testing.T) {
	received := 0
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { received++ }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	for name, send := range map[string]func(*clerk.Client) error{
		"read":   func(c *clerk.Client) error { return err1(c.GetUser(background(), "user_1")) },
		"create": func(c *clerk.Client) error { return err1(c.CreateUser(background(), ada)) },
	} {
		err := send(newClient(t, clerk.WithURL(s.URL)))
		if transport := errorOf[*clerk.TransportError](
			err,
		); transport == nil || !strings.Contains(err.Error(), "certificate") ||
			errorOf[*clerk.AmbiguousCreateError](err) != nil {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if received != 0 {
		t.Errorf("it received %d requests", received)
	}
}
