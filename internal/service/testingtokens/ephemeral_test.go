package testingtokens_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccTestingToken_Open_returnsAToken(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	var seen struct {
		Token     string
		ExpiresAt string `json:"expires_at"`
	}
	instance.RunEchoing(t, []acctest.Step{{
		Config: "ephemeral \"clerk_testing_token\" \"e2e\" {}\n" + acctest.Echo(
			"jsonencode(ephemeral.clerk_testing_token.e2e)",
		),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	for _, token := range instance.TestingTokens() {
		if token.Token == seen.Token && time.Unix(token.ExpiresAt, 0).UTC().Format(time.RFC3339Nano) == seen.ExpiresAt {
			return
		}
	}
	t.Errorf("no such token was issued: %+v", seen)
}

func TestTestingToken_Open_refusal_isAnError(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{{Kind: emulator.FaultStatus, Status: 403}}})
	if err != nil {
		t.Fatal(err)
	}
	opened := acctest.NewProtocol(t, instance).Open("clerk_testing_token", nil)
	acctest.ExpectError(t, opened.Diagnostics, "", "POST /testing_tokens with status 403")
}
