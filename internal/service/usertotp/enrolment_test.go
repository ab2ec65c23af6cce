package usertotp

import (
	"encoding/base32"
	"net/url"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestGeneratedTOTPSecret_has160BitsAndIsUnique(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		secret := newTOTPSecret()
		decoded, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
		if err != nil || len(decoded) != 20 {
			t.Fatalf("%d bytes, error %v; want 20 bytes in base32 without padding", len(decoded), err)
		}
		if seen[secret] {
			t.Fatal("the same secret twice")
		}
		seen[secret] = true
	}
}

func TestTOTPURI_hasAllParametersForAuthenticatorApps(t *testing.T) {
	for _, test := range []struct{ issuer, account, want string }{
		{"Clerk", "ada@example.com", "otpauth://totp/Clerk:ada@example.com?secret=JBSWY3DP&issuer=Clerk&algorithm=SHA1&digits=6&period=30"},
		{"Analytical Engines & Söhne", "+12025550123", "otpauth://totp/Analytical%20Engines%20%26%20S%C3%B6hne:%2B12025550123?secret=JBSWY3DP&issuer=Analytical%20Engines%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30"},
		{"A/B", "a?b#c%40d", "otpauth://totp/A%2FB:a%3Fb%23c%2540d?secret=JBSWY3DP&issuer=A%2FB&algorithm=SHA1&digits=6&period=30"},
	} {
		got := totpURI("JBSWY3DP", test.issuer, test.account)
		if got != test.want {
			t.Errorf("the address is %s\nwant %s", got, test.want)
		}
		parsed, err := url.Parse(got)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Path != "/"+test.issuer+":"+test.account || parsed.Query().Get("issuer") != test.issuer {
			t.Errorf("%s reads as the label %q and the issuer %q", got, parsed.Path, parsed.Query().Get("issuer"))
		}
	}
}

func TestAccountName_isTheFirstThatTheUserHas(t *testing.T) {
	id := func(text string) *string { return &text }
	user := &clerk.User{ID: "user_1"}
	user.EmailAddresses = []clerk.EmailAddress{
		{ID: "idn_1", EmailAddress: "ada@example.com"},
		{ID: "idn_second", EmailAddress: "second@example.com"},
	}
	user.PhoneNumbers = []clerk.PhoneNumber{
		{ID: "idn_other", PhoneNumber: "+12025550199"},
		{ID: "idn_phone", PhoneNumber: "+12025550123"},
	}
	user.PrimaryEmailAddressID, user.PrimaryPhoneNumberID = id("idn_second"), id("idn_phone")
	user.Username = id("countess")
	for _, next := range []struct {
		want string
		take func()
	}{
		{"second@example.com", func() { user.PrimaryEmailAddressID = nil }},
		{"countess", func() { user.Username = nil }},
		{"+12025550123", func() { user.PrimaryPhoneNumberID = nil }},
		{user.ID, func() {}},
	} {
		if got := accountNameOf(user); got != next.want {
			t.Errorf("the account is %q, want %q", got, next.want)
		}
		next.take()
	}
}
