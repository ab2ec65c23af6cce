package identifiers_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// editorOf edits the email addresses of a new user.
func editorOf(t *testing.T, body map[string]any) identifiers.Editor {
	t.Helper()
	instance := acctest.NewInstance(t)
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(instance.URL))
	if err != nil {
		t.Fatal(err)
	}
	return identifiers.Editor{Kind: identifiers.EmailAddress, UserID: instance.Hold(body), Client: client}
}

func TestEditor_Obtain_holderRemovedTheValue_triesAgain(t *testing.T) {
	editor := editorOf(t, map[string]any{"username": "countess"})
	create, calls := editor.Kind.Create, 0
	editor.Kind.Create = func(
		ctx context.Context, client *clerk.Client, userID, value string, change identifiers.Change,
	) (identifiers.Held, error) {
		if calls++; calls == 1 {
			return identifiers.Held{}, &clerk.Error{
				Status: http.StatusUnprocessableEntity, Items: []clerk.ErrorItem{{Code: "form_identifier_exists"}},
			}
		}
		return create(ctx, client, userID, value, change)
	}
	held, err := editor.Obtain(t.Context(), "ada@example.com", identifiers.Desired{})
	if err != nil || held.Value != "ada@example.com" || calls != 2 {
		t.Errorf("Obtain = %+v, %v after %d creates, want the address after 2", held, err, calls)
	}
}

func TestEditor_Successor_isTheOldestRemainingVerifiedIdentifier(t *testing.T) {
	verified := &clerk.Verification{Status: "verified"}
	user := &clerk.User{EmailAddresses: []clerk.EmailAddress{
		{ID: "idn_5", EmailAddress: "unverified@example.com", CreatedAt: 1},
		{ID: "idn_4", EmailAddress: "young@example.com", Verification: verified, CreatedAt: 4},
		{ID: "idn_3", EmailAddress: "old@example.com", Verification: verified, CreatedAt: 3},
		{ID: "idn_2", EmailAddress: "removed@example.com", Verification: verified, CreatedAt: 2},
		{ID: "idn_1", EmailAddress: "reserved@example.com", Reserved: true, CreatedAt: 1},
	}}
	editor := identifiers.Editor{Kind: identifiers.EmailAddress, UserID: "user_1"}
	if got, ok := editor.Successor(user, identifiers.Held{ID: "idn_2"}); !ok || got.ID != "idn_3" {
		t.Errorf("the successor is %+v, %t, want idn_3", got, ok)
	}
	if got, ok := editor.Successor(&clerk.User{EmailAddresses: user.EmailAddresses[:1]}); ok {
		t.Errorf("the successor is %+v, which is not verified", got)
	}
}

func TestKind_Same_comparesAsClerkDoes(t *testing.T) {
	const base58 = "7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU"
	got := map[string]bool{
		"email in another case":  identifiers.EmailAddress.Same("Ada@Example.com", "ada@example.com"),
		"phone":                  identifiers.PhoneNumber.Same("+12025550123", "+12025550123"),
		"hexadecimal wallet":     identifiers.Web3Wallet.Same("0xABCDEF", "0xabcdef"),
		"base58 wallet":          identifiers.Web3Wallet.Same(base58, base58),
		"base58 in another case": identifiers.Web3Wallet.Same(base58, "7XkXTG2cw87D97txjsdPBd5JbKHEtQa83tzrUjoSGaSu"),
	}
	want := map[string]bool{
		"email in another case": true, "phone": true, "hexadecimal wallet": true, "base58 wallet": true,
		"base58 in another case": false,
	}
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("Same (-want +got):\n%s", difference)
	}
}
