package usertotp

import (
	"cmp"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"net/url"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// totpSecretBytes is the length of a generated secret: 160 bits, as RFC 4226
// recommends for SHA-1.
const totpSecretBytes = 20

// newTOTPSecret returns a random secret in base32 without padding.
func newTOTPSecret() string {
	secret := make([]byte, totpSecretBytes)
	_, _ = rand.Read(secret) // never fails
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// totpURI is the otpauth:// address that authenticator apps read from a QR code.
func totpURI(secret, issuer, account string) string {
	return fmt.Sprintf("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30",
		escapeLabel(issuer), escapeLabel(account), url.QueryEscape(secret), escapeLabel(issuer))
}

// escapeLabel escapes a part of the address. A space is %20, because apps take a
// plus sign for what it is.
func escapeLabel(text string) string {
	return strings.NewReplacer("+", "%20", "%40", "@").Replace(url.QueryEscape(text))
}

// accountNameOf is how an authenticator app names the user where the
// configuration does not say.
func accountNameOf(user *clerk.User) string {
	var name string
	for _, address := range user.EmailAddresses {
		if user.PrimaryEmailAddressID != nil && address.ID == *user.PrimaryEmailAddressID {
			name = address.EmailAddress
		}
	}
	if user.Username != nil {
		name = cmp.Or(name, *user.Username)
	}
	for _, number := range user.PhoneNumbers {
		if user.PrimaryPhoneNumberID != nil && number.ID == *user.PrimaryPhoneNumberID {
			name = cmp.Or(name, number.PhoneNumber)
		}
	}
	return cmp.Or(name, user.ID)
}
