package acctest_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The client has a test with 1,000 users. This one shows that each type reads users together with the others.
func TestParts_refresh_readsEachUserOnce(t *testing.T) {
	t.Parallel()
	const users = 40
	instance := acctest.NewInstance(t)
	instance.SeedUsers(users)
	user := acctest.NewCalls(t, instance, "clerk_user")
	of := func(typeName string) acctest.Calls {
		calls := user
		calls.TypeName = typeName
		return calls
	}
	email, metadata, totp := of("clerk_email_address"), of("clerk_user_metadata"), of("clerk_user_totp")
	var refreshes []func()
	for _, seeded := range instance.Users() {
		if err := instance.ChangeUser(seeded.ID, func(u *emulator.User) { u.TOTPEnabled = true }); err != nil {
			t.Fatal(err)
		}
	}
	for n, seeded := range instance.Users() {
		id := seeded.ID
		heldUser := user.ImportedByID(id)
		heldEmail := email.ImportedByID(id + "/" + seeded.EmailAddresses[0].EmailAddress)
		heldMetadata := metadata.ImportedByID(id)
		refreshes = append(refreshes,
			func() { user.Refreshed(heldUser) },
			func() { email.Refreshed(heldEmail) },
			func() { metadata.Refreshed(heldMetadata) })
		if n%5 == 0 {
			heldTOTP := totp.ImportedByID(id)
			refreshes = append(refreshes, func() { totp.Refreshed(heldTOTP) })
		}
	}
	user.Configure(instance)
	instance.ResetLog()
	acctest.AsTerraform(len(refreshes), func(n int) { refreshes[n]() })
	if got := len(instance.Requests()); got > 4 {
		t.Errorf("%d requests were sent, want at most 4", got)
	}
	instance.ExpectWrites()
}
