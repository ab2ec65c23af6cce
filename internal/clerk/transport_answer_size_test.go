package clerk_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

func TestClient_tooLargeAnswer_isAnError(t *testing.T) {
	race.SkipSequential(t)
	large := func(size int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Length"] = nil // in chunks
			_, _ = w.Write([]byte(`{"id":"user_1"}`))
			_, _ = w.Write(bytes.Repeat([]byte(" "), size-len(`{"id":"user_1"}`)))
		}
	}
	list := func(size int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(append([]byte("[]"), bytes.Repeat([]byte(" "), size-2)...))
		}
	}
	getUser := func(c *clerk.Client) error { return err1(c.GetUser(background(), "user_1")) }
	listUsers := func(c *clerk.Client) error { return err1(c.ListUsers(background(), clerk.UserListParams{})) }
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		send   func(*clerk.Client) error
		says   string // empty for a success
	}{
		"a user as large as allowed": {large(clerk.MaxObject), getUser, ""},
		"a larger user":              {large(clerk.MaxObject + 1), getUser, "larger than 4 MiB"},
		"a list larger than a user":  {list(clerk.MaxObject + 1), listUsers, ""},
		"a list as large as allowed": {list(clerk.MaxList), listUsers, ""},
		"a larger list":              {list(clerk.MaxList + 1), listUsers, "larger than 32 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newServer(t, test.answer).client(t)
			for range 2 { // the memory of an answer is free for the next one
				err := test.send(c)
				if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}

func TestClient_answerWithTooManyElements_isNotDecoded(t *testing.T) {
	race.SkipSequential(t)
	many := func(n int, element string) string {
		return "[" + strings.TrimSuffix(strings.Repeat(element+",", n), ",") + "]"
	}
	addresses := `"email_addresses":` + many(10_001, "{}") + `}`
	metadata := `{"id":"user_1","private_metadata":{"a":` + many(4000, "[]") + `}}`
	getUser := func(c *clerk.Client) error { return err1(c.GetUser(background(), "user_1")) }
	listUsers := func(c *clerk.Client) error { return err1(c.ListUsers(background(), clerk.UserListParams{})) }
	listSessions := func(c *clerk.Client) error {
		return err1(c.ListSessions(background(), clerk.SessionListParams{UserID: "user_1"}))
	}
	texts := many(3, `{"id":"user_1","first_name":"`+strings.Repeat(`[,{\"\\`, 200_000)+`"}`)
	for name, test := range map[string]struct {
		body string
		send func(*clerk.Client) error
		says string // empty for a success
	}{
		"500 users":    {many(500, metadata), listUsers, ""},
		"501 users":    {many(501, "{}"), listUsers, "more than 500 objects"},
		"500 sessions": {`{"data":` + many(500, "{}") + `,"total_count":7}`, listSessions, ""},
		"501 sessions": {
			`{"data":` + many(501, "{}") + `,"total_count":7}`,
			listSessions,
			"more than 500 objects",
		},
		"a user with much metadata":    {metadata, getUser, ""},
		"a user with 10,001 addresses": {`{"id":"user_1",` + addresses, getUser, "more than"},
		"a user with many links": {
			`{"email_addresses":[{"linked_to":` + many(10_001, "{}") + `}]}`,
			getUser,
			"more than",
		},
		"metadata beside many addresses": {
			`{"public_metadata":{"a":[{}]},"x":"y_metadata",` + addresses,
			getUser,
			"more than",
		},
		"users with many addresses":        {many(500, `{"email_addresses":`+many(101, "{}")+`}`), listUsers, "more than"},
		"brackets and commas inside texts": {texts, listUsers, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.send(newServer(t, answer(http.StatusOK, test.body)).client(t))
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestClient_parallelLargeAnswers_areAllRead(t *testing.T) {
	users := make([]string, 500)
	for i := range users {
		users[i] = fmt.Sprintf(`{"id":"user_%d","private_metadata":{"a":%q}}`, i, strings.Repeat("x", 9<<10))
	}
	body := "[" + strings.Join(users, ",") + "]"
	if len(body) < clerk.MaxObject {
		t.Fatalf("the list has only %d bytes", len(body))
	}
	c := newServer(t, answer(http.StatusOK, body)).client(t)
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			if users, err := c.ListUsers(background(), clerk.UserListParams{}); err != nil || len(users) != 500 {
				t.Errorf("got %d users, %v", len(users), err)
			}
		})
	}
	wait.Wait()
}

func TestClient_endlessAnswer_isNotReadToTheEnd(t *testing.T) {
	sent := 0
	s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		block := bytes.Repeat([]byte(" "), 1<<20)
		for sent < 16*clerk.MaxObject {
			n, err := w.Write(block)
			if sent += n; err != nil {
				return
			}
		}
	})
	_, err := s.client(t).GetUser(background(), "user_1")
	var decode *clerk.DecodeError
	if !errors.As(err, &decode) || !strings.Contains(err.Error(), "larger than 4 MiB") {
		t.Errorf("got %v, want a *DecodeError about the size", err)
	}
	s.Close() // returns after the handler
	if sent > 4*clerk.MaxObject {
		t.Errorf("read up to %d MiB", sent>>20)
	}
	if n := len(s.received()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

func TestClient_compressedAnswer_isLimitedAfterDecompression(t *testing.T) {
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
	decode := errorOf[*clerk.DecodeError](err)
	if decode == nil || !strings.Contains(err.Error(), "larger than 4 MiB") || len(s.received()) != 1 {
		t.Errorf("got %v after %d requests, want a *DecodeError about the size", err, len(s.received()))
	}
}

func TestClient_endlessError_isNotReadToTheEnd(t *testing.T) {
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
	s.Close() // returns after the handler
	if sent.Load() >= clerk.MaxList {
		t.Error("all of it was read")
	}
}
