package clerk_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// expectFound expects that a search finds these users.
func expectFound(t *testing.T, client *clerk.Client, by clerk.UserKey, value string, want ...string) {
	t.Helper()
	users, err := client.ReadUsersWith(background(), by, value)
	got := idsOf(users)
	slices.Sort(got)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("ReadUsersWith(%s, %s) = %v, %v, want %v", by, value, got, err, want)
	}
}

func TestClient_ReadUsersWith_foundUser_isReadWithoutARequest(t *testing.T) {
	t.Parallel()
	for by, value := range everyKey {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated := people(t, 2)
				client := inMemory(t, emulated)
				expectFound(t, client, by, value(1), personID(1))
				mustRead(t, client, personID(1))
				expectFound(t, client, by, value(1), personID(1))
				expectRequests(t, emulated, "GET /v1/users")
			})
		})
	}
}

func TestClient_ReadUsersWith_manyUsers_areFoundInTheSnapshot(t *testing.T) {
	t.Parallel()
	for by, value := range everyKey {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated := people(t, 40)
				client := inMemory(t, emulated)
				for i := range 40 {
					expectFound(t, client, by, value(i), personID(i))
					mustRead(t, client, personID(i))
				}
				expectRequests(t, emulated, "GET /v1/users", "GET /v1/users/count", "GET /v1/users")
			})
		})
	}
}

func TestClient_ReadUsersWith_valueWithoutUser_isRequestedEachTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 3)
		client := inMemory(t, emulated)
		for range 3 {
			expectFound(t, client, clerk.UserUsername, "new_user")
		}
		params := clerk.UserCreateParams{Username: clerk.Set("new_user"), SkipPasswordRequirement: clerk.Set(true)}
		created, err := client.CreateUser(background(), params)
		if err != nil {
			t.Fatal(err)
		}
		expectFound(t, client, clerk.UserUsername, "new_user", created.ID)
	})
}

func TestClient_ReadUsersWith_unverifiedValue_isRequestedEachTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 3)
		hold := func(id string) {
			if err := emulated.Seed(emulator.Seed{Users: []emulator.SeedUser{{
				ID: id, Body: map[string]any{"username": "name" + id[20:]}, Unverified: []string{"shared@example.com"},
			}}}); err != nil {
				t.Fatal(err)
			}
		}
		client := inMemory(t, emulated)
		hold(personID(7))
		for range 3 { // the third one is after a snapshot
			expectFound(t, client, clerk.UserEmailAddress, "shared@example.com", personID(7))
		}
		hold(personID(8))
		expectFound(t, client, clerk.UserEmailAddress, "shared@example.com", personID(7), personID(8))
	})
}

// A value moves from one user to another. Both were found before.
func TestClient_ReadUsersWith_movedValue_findsTheNewHolder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 5)
		client := inMemory(t, emulated)
		value := everyKey[clerk.UserExternalID]
		for i := range 5 {
			expectFound(t, client, clerk.UserExternalID, value(i), personID(i))
		}
		for i, id := range []string{"other", value(0)} {
			params := clerk.UserUpdateParams{ExternalID: clerk.Set(id)}
			if _, err := client.UpdateUser(background(), personID(i), params); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 5 {
			mustRead(t, client, personID(i))
		}
		expectFound(t, client, clerk.UserExternalID, value(0), personID(1))
		expectFound(t, client, clerk.UserExternalID, value(1))
		expectFound(t, client, clerk.UserExternalID, "other", personID(0))
	})
}

func TestClient_ReadUsersWith_addedAddress_keepsOtherUsersInTheSnapshot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, client, ids := withSnapshot(t)
		params := clerk.EmailAddressCreateParams{UserID: ids[0], EmailAddress: "new@example.com"}
		if _, err := client.CreateEmailAddress(background(), params); err != nil {
			t.Fatal(err)
		}
		emulated.ResetLog()
		mustRead(t, client, ids[1])
		if got := len(emulated.Requests()); got != 0 {
			t.Errorf("reading another user sent %d requests, want none", got)
		}
		if user := mustRead(t, client, ids[0]); len(user.EmailAddresses) != 2 {
			t.Errorf("the user has %d addresses, want 2", len(user.EmailAddresses))
		}
	})
}

func TestClient_ReadUsersWith_individualReads_sendsARequestEachTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 2)
		client, err := clerk.New(emulator.DefaultSecretKey,
			clerk.WithTransport(inProcess{emulated: emulated}), clerk.WithIndividualReads())
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			expectFound(t, client, clerk.UserUsername, everyKey[clerk.UserUsername](1), personID(1))
		}
		expectRequests(t, emulated, "GET /v1/users", "GET /v1/users")
	})
}
