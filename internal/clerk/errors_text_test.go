package clerk_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

func TestError_longTextsAndControlCharacters_areRemoved(t *testing.T) {
	race.SkipSequential(t)
	item := func(text string) string {
		return fmt.Sprintf(
			`{"code":"%[1]s","message":"%[1]s","long_message":"%[1]s","meta":{"param_name":"%[1]s",`+
				`"email_addresses":["%[1]s"]}}`,
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
