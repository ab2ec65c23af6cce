package emulator

import (
	"encoding/json"
	"fmt"
	"time"
)

var (
	madeFirstNames = []string{
		"Ada",
		"Alan",
		"Barbara",
		"Claude",
		"Dennis",
		"Edith",
		"Frances",
		"Grace",
		"Hedy",
		"Ida",
		"Jean",
		"Katherine",
	}
	madeLastNames = []string{
		"Allen",
		"Bartik",
		"Clarke",
		"Dijkstra",
		"Easley",
		"Franklin",
		"Hopper",
		"Johnson",
		"Keller",
		"Lovelace",
	}
)

// SeedUsers adds n generated users, each with a name, a verified email address, a username and an external id. Their
// values are the same in every run.
func (e *Emulator) SeedUsers(n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.data.changed()
	e.makeUsers(n)
}

// makeUsers adds generated users. Their numbers follow the existing ones. Their creation times are a millisecond apart
// and end now.
func (e *Emulator) makeUsers(n int) {
	now := e.Now()
	number := len(e.store.users)
	for made := 0; made < n; number++ {
		a := e.madeUser(number+1, now.Add(-time.Duration(n-made-1)*time.Millisecond))
		if len(e.store.externalIDs[*a.ExternalID]) > 0 || e.store.find(a.EmailAddresses[0].EmailAddress) != nil {
			continue
		}
		e.store.put(a)
		made++
	}
}

func (e *Emulator) madeUser(number int, at time.Time) *account {
	a := freshAccount(e, at)
	first := madeFirstNames[number%len(madeFirstNames)]
	last := madeLastNames[number/len(madeFirstNames)%len(madeLastNames)]
	username := fmt.Sprintf("user-%06d", number)
	externalID := fmt.Sprintf("ext-%06d", number)
	a.FirstName, a.LastName, a.Username, a.ExternalID = &first, &last, &username, &externalID
	a.PublicMetadata = json.RawMessage(fmt.Sprintf(`{"number":%d}`, number))
	email := newIdentification("email_address", "verified", at)
	emailKind.add(&a.User, email, username+"@example.com")
	a.PrimaryEmailAddressID = &email.ID
	return a
}
