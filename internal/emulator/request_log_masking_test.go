package emulator

import (
	"strings"
	"testing"
)

func TestMaskBody_eachSecretParameter_isMasked(t *testing.T) {
	for _, name := range []string{
		"password", "password_digest", "totp_secret", "secret", "backup_codes", "backup_code", "code", "token", "jwt",
		"expired_token", "refresh_token", "secret_key", "private_metadata", "nonce", "request_headers", "Password",
	} {
		for _, body := range []string{
			`{"` + name + `":"hunter2"}`, `{"users":[{"` + name + `":["hunter2"]}]}`, `{"` + name + `":{"is":"hunter2"}}`,
		} {
			if got := string(maskBody([]byte(body))); strings.Contains(got, "hunter2") || !strings.Contains(got, name) {
				t.Errorf("%s is logged as %s", body, got)
			}
		}
	}
	if got, want := string(
		maskBody([]byte(`{"password":null,"username":"ada"}`)),
	), `{"password":null,"username":"ada"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMaskAnswer_eachSecretField_isMasked(t *testing.T) {
	for _, name := range []string{"token", "token_secret", "id_token", "jwt", "secret", "code", "private_metadata"} {
		answer := maskAnswer(map[string]any{"data": []any{map[string]any{name: "hunter2"}}})
		if got := string(marshal(answer)); strings.Contains(got, "hunter2") {
			t.Errorf("%s is shown: %s", name, got)
		}
	}
}
