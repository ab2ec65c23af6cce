package clerk_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestJWK_privateParts_areNotDecoded(t *testing.T) {
	s := newServer(
		t,
		answer(
			http.StatusOK,
			`{"keys":[{"kty":"RSA","kid":"ins_1","n":"1","e":"2","d":"sesame","p":"sesame"},{"kty":"oct","kid":"ins_2",`+
				`"k":"sesame"}]}`,
		),
	)
	keys, err := s.client(t).GetJWKS(background())
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(keys)
	if err != nil || strings.Contains(string(written), "sesame") {
		t.Errorf("read %s (%v)", written, err)
	}
}
