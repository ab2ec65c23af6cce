package emulator

import (
	"strings"
	"testing"
	"time"
)

func TestJWKS_haveNoRateLimit(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: time.Minute}})
	first := decoded[jwks](api.ok("GET", "/v1/jwks", ""))
	api.ok("GET", "/v1/users", "")
	api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	again := decoded[jwks](api.ok("GET", "/v1/jwks", ""))
	if len(first.Keys) != 1 || first.Keys[0] != again.Keys[0] {
		t.Errorf("the keys changed: %+v, %+v", first, again)
	}
	if key := first.Keys[0]; !strings.HasPrefix(key.Kid, "ins_") || key.E != "AQAB" || len(key.N) != 342 {
		t.Errorf("the key is %+v", key)
	}
	api.request("GET", "/v1/jwks", "", "Authorization", "").mustBe(401, "authentication_invalid")
}
