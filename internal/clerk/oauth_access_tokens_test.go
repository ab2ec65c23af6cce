package clerk_test

import (
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestOAuthAccessToken_Expiry_acceptsSecondsAndMilliseconds(t *testing.T) {
	want := time.Date(2026, 6, 1, 13, 0, 0, 0, time.UTC)
	for _, number := range []int64{want.Unix(), want.UnixMilli()} {
		token := clerk.OAuthAccessToken{ExpiresAt: &number}
		if got, expires := token.Expiry(); !expires || !got.Equal(want) {
			t.Errorf("%d is %s, %t", number, got, expires)
		}
	}
	var none clerk.OAuthAccessToken
	if _, expires := none.Expiry(); expires {
		t.Error("a token without an expiry expires")
	}
}
