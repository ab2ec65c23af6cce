package emulator

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // Clerk uses this algorithm of RFC 6238
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
)

// Clerk's codes follow RFC 6238 with SHA-1.
const (
	totpDigits = 6
	totpPeriod = 30
)

func decodeTOTPSecret(secret string) ([]byte, error) {
	secret = strings.TrimRight(strings.ToUpper(strings.ReplaceAll(secret, " ", "")), "=")
	return base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
}

// totpCode returns the code of a secret at a time in Unix seconds.
func totpCode(secret string, at int64) (string, error) {
	key, err := decodeTOTPSecret(secret)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha1.New, key)
	_ = binary.Write(mac, binary.BigEndian, at/totpPeriod)
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[offset:])&0x7fffffff%1_000_000), nil
}

// totpMatches compares a code with the codes of the current, the previous and the next period.
func totpMatches(secret, code string, at int64) bool {
	for _, shift := range []int64{-totpPeriod, 0, totpPeriod} {
		if right, err := totpCode(secret, at+shift); err == nil && hmac.Equal([]byte(right), []byte(code)) {
			return true
		}
	}
	return false
}

// TOTPCode returns the current code in the authenticator of a user.
func (e *Emulator) TOTPCode(id string) (string, error) {
	secret, has := e.TOTPSecret(id)
	if !has {
		return "", fmt.Errorf("user %s has no TOTP secret", id)
	}
	return totpCode(secret, e.Now().Unix())
}
