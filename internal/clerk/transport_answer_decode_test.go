package clerk_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestDecodeError_describesTheAnswerWithoutShowingIt(t *testing.T) {
	for name, test := range map[string]struct {
		status      int
		contentType string
		body        string
		says        []string
	}{
		"page as success": {
			200,
			"text/html; charset=utf-8",
			"<!doctype html><p>sesame",
			[]string{"200 OK", "text/html", "24 bytes", "web page"},
		},
		"page as failure": {
			502,
			"text/html",
			"<html>sesame",
			[]string{"502 Bad Gateway", "text/html", "12 bytes", "web page"},
		},
		"page without type":    {200, "", "\n <html>sesame", []string{"web page"}},
		"text as failure":      {500, "text/plain", "sesame", []string{"500", "text/plain", "6 bytes"}},
		"empty success":        {200, "application/json", "", []string{"0 bytes"}},
		"cut success":          {200, "application/json", `{"id":"sesame`, []string{"13 bytes"}},
		"success without id":   {200, "application/json", `{"private":"sesame"}`, []string{"does not identify"}},
		"null as success":      {200, "application/json", `null`, []string{"does not identify"}},
		"number as a time":     {200, "application/json", `{"id":"user_1","created_at":47.11}`, []string{"number"}},
		"array as success":     {200, "application/json", `["sesame"]`, []string{"array"}},
		"failure of no shape":  {404, "application/json", `{"error":"sesame"}`, []string{"404", "no error of Clerk"}},
		"errors without codes": {400, "application/json", `{"errors":[{"message":"sesame"}]}`, []string{"no error of Clerk"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, test.status, http.Header{"Content-Type": {test.contentType}}, test.body)
			var decode *clerk.DecodeError
			if !errors.As(err, &decode) || decode.Status != test.status || decode.Length != len(test.body) {
				t.Fatalf("got %#v, want a *DecodeError", err)
			}
			if _, ok := clerk.AsError(err); ok != (test.status >= 300) {
				t.Errorf("an *Error: %t", ok)
			}
			for _, want := range test.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "sesame") || strings.Contains(err.Error(), "47.11") {
				t.Errorf("the error shows the body: %v", err)
			}
		})
	}
}

func TestDecodeError_listOrCountOfOtherJSON_isAnError(t *testing.T) {
	for _, body := range []string{"null", "{}", `{"data":[]}`, `{"object":"total_count"}`, `"x"`} {
		s := newServer(t, answer(http.StatusOK, body))
		var decode *clerk.DecodeError
		if _, err := s.client(t).ListUsers(background(), clerk.UserListParams{}); !errors.As(err, &decode) {
			t.Errorf("ListUsers took %s: %v", body, err)
		}
		if _, err := s.client(t).CountUsers(background(), clerk.UserListParams{}); !errors.As(err, &decode) {
			t.Errorf("CountUsers took %s: %v", body, err)
		}
		if err := s.client(t).DeleteUser(background(), "user_1"); body == `"x"` && !errors.As(err, &decode) {
			t.Errorf("DeleteUser took %s: %v", body, err)
		}
	}
	s := newServer(t, answer(http.StatusOK, "[]"))
	if users, err := s.client(t).ListUsers(background(), clerk.UserListParams{}); err != nil || len(users) != 0 {
		t.Errorf("an empty page: %v, %v", users, err)
	}
	s = newServer(t, answer(http.StatusOK, `{"object":"total_count","total_count":0}`))
	if n, err := s.client(t).CountUsers(background(), clerk.UserListParams{}); err != nil || n != 0 {
		t.Errorf("a count of zero: %d, %v", n, err)
	}
}
