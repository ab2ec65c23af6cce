package clerk_test

import (
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestFindUsers_nobodyIsLostBehindThoseWhoFillAnAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		seed := emulator.Seed{Users: []emulator.SeedUser{{ID: personID(0), Body: map[string]any{
			"username": "oldest", "email_address": []string{"own@example.com"}, "created_at": "1999-01-01T00:00:00Z",
		}}}}
		for i := range 500 { // as many as an answer holds, the newest first
			seed.Users = append(seed.Users, emulator.SeedUser{
				ID: personID(
					i + 1,
				),
				Body:       map[string]any{"username": fmt.Sprintf("name%03d", i)},
				Unverified: []string{"shared@example.com"},
			})
		}
		emulated := emulator.New(emulator.Config{})
		if err := emulated.Seed(seed); err != nil {
			t.Fatal(err)
		}
		client := inMemory(t, emulated)
		together(2, func(i int) {
			value, want := "shared@example.com", 500
			if i == 1 {
				value, want = "own@example.com", 1
			}
			if users, err := client.FindUsers(background(), clerk.UserEmailAddress, value); err != nil || len(users) != want {
				t.Errorf("FindUsers(%s) found %d users (%v), want %d", value, len(users), err, want)
			}
		})
	})
}
