package signintokens_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const typeName = "clerk_sign_in_token"

// held returns an instance with a user, and the id of the user.
func held(t *testing.T) (*acctest.Instance, string) {
	t.Helper()
	instance := acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
}

func TestAccSignInToken_Open_inEachPlanAndApply_isCreatedAndRevoked(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
ephemeral "clerk_sign_in_token" "ada" {
  user_id            = "` + ada + `"
  expires_in_seconds = 600
}
` + acctest.Echo("jsonencode(ephemeral.clerk_sign_in_token.ada)"),
		StateChecks: acctest.Seen(func(text string) error {
			expectIssued(t, instance, ada, text)
			return nil
		}),
	}}, nil)
	for _, token := range instance.SignInTokens() {
		if token.Status != "revoked" {
			t.Errorf("the run left a token that is %s", token.Status)
		}
	}
	writes := instance.Writes()
	for i, write := range writes {
		if want := []string{"POST /v1/sign_in_tokens", "POST /v1/sign_in_tokens/{sign_in_token_id}/revoke"}[i%2]; write != want {
			t.Errorf("write %d is %s, want %s", i, write, want)
		}
	}
	if len(writes) < 4 {
		t.Errorf("a plan and an apply, at least, make and revoke a token: %v", writes)
	}
}

// expectIssued expects the result of one of the tokens that were issued.
func expectIssued(t *testing.T, instance *acctest.Instance, userID, text string) {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	for _, issued := range instance.SignInTokens() {
		if issued.ID != got["id"] {
			continue
		}
		want := map[string]any{
			"id": issued.ID, "token": issued.Token, "url": issued.URL, "user_id": userID,
			"expires_at":         time.UnixMilli(issued.ExpiresAt).UTC().Format(time.RFC3339Nano),
			"expires_in_seconds": 600.0, "organization_id": nil, "revoke_on_close": nil,
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s is %v, want %v", name, got[name], value)
			}
		}
		return
	}
	t.Errorf("no such token was issued: %s", text)
}

func TestAccSignInToken_Close_withoutRevocation_tokenStaysValid(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	p := acctest.NewProtocol(t, instance)
	opened := p.Open(typeName, acctest.Values{"user_id": ada, "revoke_on_close": false})
	if problems := slices.Concat(opened.Diagnostics, p.CloseOpened(typeName, opened)); len(problems) > 0 {
		t.Errorf("%v", problems)
	}
	instance.ExpectWrites("POST /v1/sign_in_tokens")
	if expiry := instance.SignInTokens()[0].ExpiresAt; opened.Result["expires_at"] != time.UnixMilli(expiry).
		UTC().
		Format(time.RFC3339Nano) {
		t.Errorf("expires_at is %v", opened.Result["expires_at"])
	}
	if _, err := instance.AcceptTicket(opened.Result["id"].(string)); err != nil {
		t.Error(err)
	}
}

func TestSignInToken_Close_nothingToRevoke_isNoError(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(*acctest.Instance, string) error{
		"still pending": func(*acctest.Instance, string) error { return nil },
		"used": func(instance *acctest.Instance, id string) error {
			_, err := instance.AcceptTicket(id)
			return err
		},
		"expired": func(instance *acctest.Instance, _ string) error { instance.AdvanceClock(time.Hour); return nil },
		"deleted": func(instance *acctest.Instance, _ string) error { instance.Reset(); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			instance, ada := held(t)
			p := acctest.NewProtocol(t, instance)
			opened := p.Open(typeName, acctest.Values{"user_id": ada, "expires_in_seconds": 60, "revoke_on_close": true})
			if err := meanwhile(instance, opened.Result["id"].(string)); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if problems := p.CloseOpened(typeName, opened); len(problems) > 0 {
					t.Errorf("%s: %s", problems[0].Summary, problems[0].Detail)
				}
			}
			for _, token := range instance.SignInTokens() {
				if token.Status == "pending" {
					t.Error("the token is still pending")
				}
			}
		})
	}
}

func TestSignInToken_Close_failedRevocation_isAnError(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	opened := p.Open(typeName, acctest.Values{"user_id": ada})
	err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{{Kind: emulator.FaultStatus, Status: 500}}})
	if err != nil {
		t.Fatal(err)
	}
	problems := acctest.Errors(p.CloseOpened(typeName, opened))
	id := opened.Result["id"].(string)
	if len(problems) != 1 ||
		problems[0].Summary != "Could not revoke the sign-in token "+id+": it stays valid until it expires" {
		t.Errorf("got %v", problems)
	}
}

func TestSignInToken_Open_error_isOnTheAttribute(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		values acctest.Values
		fault  *emulator.FaultRule
		at     string
		says   string
	}{
		"an unknown user":         {acctest.Values{"user_id": "user_none"}, nil, "user_id", "user_none"},
		"no user":                 {acctest.Values{"user_id": ""}, nil, "user_id", "is not the id of a user"},
		"an address":              {acctest.Values{"user_id": "ada@example.com"}, nil, "user_id", "is not the id of a user"},
		"no organization":         {acctest.Values{"user_id": "ada", "organization_id": "engines"}, nil, "organization_id", "begins with org_"},
		"no life":                 {acctest.Values{"user_id": "ada", "expires_in_seconds": 0}, nil, "expires_in_seconds", "it must be from 1 to"},
		"an organization":         {acctest.Values{"user_id": "ada", "organization_id": "org_other"}, nil, "", "not a member"},
		"an answer that was lost": {acctest.Values{"user_id": "ada"}, &emulator.FaultRule{Kind: emulator.FaultResetAfter}, "", "An unused token may exist"},
		"a fault of Clerk":        {acctest.Values{"user_id": "ada"}, &emulator.FaultRule{Kind: emulator.FaultStatus, Status: 503}, "", "An unused token may exist"},
	} {
		t.Run(name, func(t *testing.T) {
			instance, ada := held(t)
			if test.values["user_id"] == "ada" {
				test.values["user_id"] = ada
			}
			if test.fault != nil {
				if err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{*test.fault}}); err != nil {
					t.Fatal(err)
				}
			}
			problems := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0}).
				Open(typeName, test.values).
				Diagnostics
			acctest.ExpectError(t, problems, test.at, test.says)
			// No token can exist after a refusal.
			if warned := len(problems) > len(acctest.Errors(problems)); warned != (test.fault != nil) {
				t.Errorf("it warns of an unused token: %t", warned)
			}
			if sent := len(instance.Requests()); sent > 1 {
				t.Errorf("%d requests were sent", sent)
			}
		})
	}
}
