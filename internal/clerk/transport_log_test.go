package clerk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

type recorder struct {
	mu    sync.Mutex
	lines []map[string]any
	text  strings.Builder
}

func (r *recorder) Debug(_ context.Context, msg string, fields map[string]any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, fields)
	fmt.Fprintln(&r.text, msg, fields)
}

func TestLogging_logsOneMessagePerAttempt(t *testing.T) {
	traced := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Clerk-Trace-Id", "0123456789abcdef")
		answer(http.StatusOK, "[]")(w, r)
	}
	log := &recorder{}
	s := newServer(t, script(
		hangUp,
		answer(http.StatusTooManyRequests, `{"errors":[{"code":"too_many_requests"}],"clerk_trace_id":"fedcba"}`),
		traced,
	))
	_, err := s.client(t, clerk.WithLogger(log)).
		ListUsers(background(), clerk.UserListParams{EmailAddresses: []string{"a@x.y", "b@x.y"}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{
		{"attempt": 1},
		{"attempt": 2, "status": 429, "trace_id": "fedcba"},
		{"attempt": 3, "status": 200, "trace_id": "0123456789abcdef"},
	}
	if len(log.lines) != len(want) {
		t.Fatalf("%d lines, want %d:\n%s", len(log.lines), len(want), log.text.String())
	}
	for i, line := range log.lines {
		for _, name := range []string{"attempt", "status", "trace_id"} {
			if line[name] != want[i][name] {
				t.Errorf("line %d: %s is %v, want %v", i, name, line[name], want[i][name])
			}
		}
		if line["operation"] != "GET /users" || line["query"] != "email_address=2 limit=1" {
			t.Errorf("line %d describes the request as %v %v", i, line["operation"], line["query"])
		}
		if _, ok := line["duration_ms"].(int64); !ok {
			t.Errorf("line %d: duration_ms is %v", i, line["duration_ms"])
		}
	}
	if log.lines[0]["error"] == nil {
		t.Error("the lost attempt's line names no error")
	}
}

func TestLogging_noSecretOrPersonalData(t *testing.T) {
	secrets := []string{secretKey, "hunter2", "ada@", "ada%40", "JBSWY3DPEHPK3PXP", "$2a$12$", "user_1", "dGVzdA"}
	create := clerk.UserCreateParams{
		EmailAddresses: []string{"ada@example.com"},
		Password:       clerk.Set("hunter2"),
		PasswordDigest: clerk.Set("$2a$12$abc"),
		TOTPSecret: clerk.Set(
			"JBSWY3DPEHPK3PXP",
		),
		BackupCodes:     []string{"dGVzdA"},
		PrivateMetadata: json.RawMessage(`{"k":"hunter2"}`),
	}
	echo := func(w http.ResponseWriter, r *http.Request) {
		answer(http.StatusBadRequest, fmt.Sprintf(`{"errors":[{"code":"c","message":%q,"long_message":%q}]}`,
			r.Header.Get("Authorization"), r.Header.Get("Authorization")))(w, r)
	}
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, "<html>"+secretKey+" hunter2 ada@example.com</html>")
	}
	redirect := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "https://evil.test/?k="+secretKey)
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
	for name, step := range map[string]http.HandlerFunc{
		"success": answerAny, "echoing server": echo, "lost answers": hangUp, "a page": page, "redirect": redirect,
		"wrong JSON": answer(http.StatusOK, `{"id":["hunter2"]}`), "broken JSON": answer(http.StatusOK, `{"id":"hunter2`),
		"500": refuse(http.StatusInternalServerError, "internal_clerk_error"),
	} {
		t.Run(name, func(t *testing.T) {
			log := &recorder{}
			s := newServer(t, step)
			c := s.client(t, clerk.WithLogger(log), clerk.WithMaxRetries(1))
			text := ""
			for _, send := range []func() error{
				func() error { return err1(c.CreateUser(background(), create)) },
				func() error {
					return err1(c.ListUsers(background(), clerk.UserListParams{EmailAddresses: []string{"ada@example.com"}}))
				},
				func() error {
					return err1(c.UpdateUser(background(), "user_1", clerk.UserUpdateParams{Password: clerk.Set("hunter2")}))
				},
			} {
				err := send()
				text += fmt.Sprintf("%v %+v\n", err, err)
			}
			if log.text.Len() == 0 {
				t.Error("nothing was logged")
			}
			for _, secret := range secrets {
				if strings.Contains(log.text.String(), secret) {
					t.Errorf("the log holds %q:\n%s", secret, log.text.String())
				}
				if strings.Contains(text, secret) {
					t.Errorf("an error holds %q:\n%s", secret, text)
				}
			}
		})
	}
}
