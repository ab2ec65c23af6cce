package emulator

import (
	"encoding/base32"
	"testing"
)

// Test vectors from RFC 6238.
func TestTOTPCode_vectorsOfRFC6238(t *testing.T) {
	secret := base32.StdEncoding.EncodeToString([]byte("12345678901234567890"))
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130",
	} {
		if got, err := totpCode(secret, at); got != want || err != nil {
			t.Errorf("at %d it is %s, %v", at, got, err)
		}
	}
}
