package emulator

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// everyEndpoint has one endpoint of each kind.
var everyEndpoint = []string{
	"POST /_emulator/reset", "GET /_emulator/requests", "GET /v1/users", "POST /v1/users", "GET /v1/jwks",
	"GET /v1//users", "GET /none",
}

func TestServeLocal_otherHost_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"username":"adalove"}`)
	port := api.URL[strings.LastIndex(api.URL, ":"):]
	for _, endpoint := range everyEndpoint {
		method, path, _ := strings.Cut(endpoint, " ")
		for _, host := range []string{
			"example.com", "example.com" + port, "127.0.0.1.example.com", "localhost.example.com" + port, "192.0.2.1", "0.0.0.0",
			"[::]", "user@127.0.0.1", "127.0.0.1@example.com", "127.0.0.1/", "127.0.0.1:x", "127.0.0.1, example.com",
		} {
			got := send(t, api.Server, method+" "+path, "Host: "+host)
			if got != http.StatusForbidden && got != http.StatusBadRequest {
				t.Errorf("%s with the host %s is answered %d", endpoint, host, got)
			}
		}
		for _, host := range []string{
			"127.0.0.1" + port, "localhost" + port, "LOCALHOST", "127.0.0.2:1", "[::1]" + port, "[::ffff:127.0.0.1]",
		} {
			if got := send(t, api.Server, "GET "+path, "Host: "+host); got == http.StatusForbidden {
				t.Errorf("GET %s with the host %s is refused", path, host)
			}
		}
	}
	if len(api.Users()) != 1 {
		t.Error("a request of a foreign host was carried out")
	}
}

func TestServeLocal_otherOrigin_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"username":"adalove"}`)
	for _, endpoint := range everyEndpoint {
		for origin, refused := range map[string]bool{
			"https://example.com": true, "null": true, "http://127.0.0.1.example.com": true, "http://[": true, "": true,
			"http://localhost:3000": false, "http://127.0.0.1:8080": false, "https://[::1]": false,
		} {
			if endpoint == "POST /_emulator/reset" && !refused {
				continue // it would delete the user
			}
			got := send(t, api.Server, endpoint, "Host: 127.0.0.1\r\nOrigin: "+origin)
			if (got == http.StatusForbidden) != refused {
				t.Errorf("%s from the origin %q is answered %d", endpoint, origin, got)
			}
		}
	}
	if len(api.Users()) != 1 {
		t.Error("a request of a foreign page was carried out")
	}
	if stats := api.Stats(); stats.Requests["POST /v1/users"] != 4 {
		t.Errorf("the log has %v: a refused request is not in it", stats.Requests)
	}
}

func TestServeLocal_incompleteBody_timesOut(t *testing.T) {
	e := New(Config{Clock: func() time.Time { return testTime }})
	e.bodyTime = 10 * time.Millisecond
	server, err := Listen(e, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	e.SeedUsers(1)
	id := e.Users()[0].ID
	const form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n"
	for endpoint, body := range map[string]string{
		"POST /_emulator/seed":                     `{"count":3}`,
		"POST /v1/users":                           `{"username":"adalove"}`,
		"POST /v1/users/" + id + "/profile_image":  form,
		"PATCH /v1/users/" + id:                    `{"first_name":`,
		"DELETE /_emulator/nothing":                `{`,
		"DELETE /v1/users/" + id + "/nothing/here": `{`,
	} {
		headers := "Host: 127.0.0.1\r\nContent-Length: 1000\r\nAuthorization: Bearer " + DefaultSecretKey
		contentType := "application/json"
		if body == form {
			contentType = "multipart/form-data; boundary=b"
		}
		got := send(t, server, endpoint, headers+"\r\nContent-Type: "+contentType+"\r\n\r\n"+body)
		if got != 0 && got < 400 {
			t.Errorf("half of %s is answered %d", endpoint, got)
		}
	}
	if len(e.Users()) != 1 {
		t.Errorf("there are %d users: half a request was carried out", len(e.Users()))
	}
}

// timedWriter records the deadlines of its connection.
type timedWriter struct {
	*httptest.ResponseRecorder
	deadlines []time.Time
}

func (w *timedWriter) SetReadDeadline(deadline time.Time) error {
	w.deadlines = append(w.deadlines, deadline)
	return nil
}

// The deadline of a body would also end a slow answer.
func TestServeLocal_completeBody_hasNoDeadline(t *testing.T) {
	for _, path := range []string{"/v1/users", "/_emulator/seed", "/v1/users/user_1/profile_image"} {
		w := &timedWriter{ResponseRecorder: httptest.NewRecorder()}
		request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+path, strings.NewReader("{}"))
		request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
		New(Config{}).serveLocal(w, request)
		if len(w.deadlines) != 2 || w.deadlines[0].IsZero() || !w.deadlines[1].IsZero() {
			t.Errorf("POST %s: the deadlines are %v", path, w.deadlines)
		}
	}
}

func TestControl_largeBody_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	const limit = 1 << 10 // the real limit takes long to send, with the race detector on a busy machine
	if api.controlBody <= limit {
		t.Fatalf("the maximum body is %d", api.controlBody)
	}
	api.controlBody = limit
	for name, body := range map[string]string{
		"in the object": `{"x":"` + strings.Repeat("x", limit) + `"}`,
		"after it":      `{}` + strings.Repeat(" ", limit),
	} {
		if got := api.request("POST", "/_emulator/seed", body); got.status != http.StatusRequestEntityTooLarge {
			t.Errorf("a body that is too large %s is answered %d", name, got.status)
		}
	}
}

// send sends the text of a request, and returns the status of the answer, or 0 without an answer.
func send(t *testing.T, server *Server, endpoint, rest string) int {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	if !strings.Contains(rest, "\r\n\r\n") {
		rest += "\r\n\r\n"
	}
	if _, err := fmt.Fprintf(connection, "%s HTTP/1.1\r\n%s", endpoint, rest); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		return 0
	}
	_ = connection.Close() // otherwise Close would read a stream of events to its end
	_ = response.Body.Close()
	return response.StatusCode
}
