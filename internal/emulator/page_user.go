package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// userRequests is the number of requests in the view of a user.
const userRequests = 20

// userData is the view of one user.
type userData struct {
	userRow
	Identifiers []identifierRow
	Facts       []fact
	Metadata    []metadata
	Listings    []listing
	Requests    []requestRow
	// AllRequests is the address of all requests about the user.
	AllRequests string
}

// fact is an attribute of an object with its value.
type fact struct {
	Name string
	cell
}

// metadata is one of the metadata of an object.
type metadata struct {
	Name string
	JSON json.RawMessage
}

func (e *Emulator) showUser(r *http.Request) (string, any, error) {
	id := r.PathValue("user_id")
	found, _ := e.log.requests(requestFilter{user: id, limit: userRequests})
	e.mu.RLock()
	defer e.mu.RUnlock()
	a := e.store.users[id]
	if a == nil {
		return "", nil, userNotFound(id)
	}
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	user := a.view(c.now, &e.behaviour)
	data := userData{
		userRow: newUserRow(user), Identifiers: identifiersOf(user), Facts: factsOf(user),
		Metadata: []metadata{
			{"Public metadata", user.PublicMetadata}, {"Private metadata", user.PrivateMetadata},
			{"Unsafe metadata", user.UnsafeMetadata},
		},
		Requests:    requestRows(found),
		AllRequests: link("requests", "user", id),
	}
	for _, section := range []listing{
		c.listMembershipsOf(a), c.listInvitationsOf(a), c.listSessionsOf(id), c.listClientsOf(id), c.listDevicesOf(id),
		listAccounts(user), listPasskeys(user),
	} {
		if len(section.Rows) > 0 {
			data.Listings = append(data.Listings, section)
		}
	}
	return data.Name, data, nil
}

func factsOf(u User) []fact {
	var facts []fact
	add := func(name string, value cell, has bool) {
		if has {
			facts = append(facts, fact{name, value})
		}
	}
	text := func(name string, value *string) { add(name, textCell(textOf(value)), textOf(value) != "") }
	at := func(name string, value *int64) {
		if value != nil {
			add(name, timeCell(*value), true)
		}
	}
	text("First name", u.FirstName)
	text("Last name", u.LastName)
	text("Username", u.Username)
	text("External id", u.ExternalID)
	text("Locale", u.Locale)
	at("Created", &u.CreatedAt)
	at("Last change", &u.UpdatedAt)
	at("Last sign-in", u.LastSignInAt)
	at("Last active", u.LastActiveAt)
	at("Legal terms accepted", u.LegalAcceptedAt)
	at("Password set", u.PasswordLastUpdatedAt)
	add("Authenticator app", textCell("enrolled"), u.TOTPEnabled)
	add("Backup codes", textCell("present"), u.BackupCodeEnabled)
	if u.LockoutExpiresInSeconds != nil {
		add("Lock ends in", textCell(fmt.Sprintf("%d s", *u.LockoutExpiresInSeconds)), true)
	}
	add("Can delete the account", textCell("no"), !u.DeleteSelfEnabled)
	add("Can create organizations", textCell("no"), !u.CreateOrganizationEnabled)
	if u.CreateOrganizationsLimit != nil {
		add("Limit of organizations", textCell(fmt.Sprint(*u.CreateOrganizationsLimit)), true)
	}
	add("Image", cell{Text: u.ImageURL, Mono: true}, u.HasImage)
	return facts
}

func (c *call) listMembershipsOf(a *account) listing {
	l := listing{Title: "Organizations", Columns: []string{"Organization", "Role", "Member since"}}
	for _, m := range slices.Backward(c.store.membershipsByUser.of(a.ID)) {
		l.Rows = append(l.Rows, []cell{c.store.organizationCell(m.OrganizationID), textCell(m.Role), timeCell(m.CreatedAt)})
	}
	return l
}

func (c *call) listInvitationsOf(a *account) listing {
	l := listing{Title: "Invitations", Columns: []string{"Organization", "Role", "Status", "Created"}}
	for _, held := range c.invitationsOf(a) {
		invitation := held.at(c.now)
		l.Rows = append(l.Rows, []cell{
			c.store.organizationCell(invitation.OrganizationID), textCell(invitation.Role), statusCell(invitation.Status),
			timeCell(invitation.CreatedAt),
		})
	}
	return l
}

func (c *call) listSessionsOf(userID string) listing {
	l := listing{Title: "Sessions", Columns: []string{"Session", "Status", "Client", "Last active", "Expires"}}
	for _, held := range slices.Backward(c.store.sessions.byUser.of(userID)) {
		session := held.at(c.now)
		l.Rows = append(l.Rows, []cell{
			idCell(session.ID), statusCell(session.Status), idCell(session.ClientID), timeCell(session.LastActiveAt),
			timeCell(session.ExpireAt),
		})
	}
	return l
}

func (c *call) listClientsOf(userID string) listing {
	l := listing{Title: "Clients", Columns: []string{"Client", "Sessions", "Signed in with", "Created"}}
	seen := map[string]bool{}
	for _, held := range slices.Backward(c.store.sessions.byUser.of(userID)) {
		client, known := c.store.sessions.client(held.ClientID, c.now)
		if known && !seen[client.ID] {
			seen[client.ID] = true
			l.Rows = append(l.Rows, []cell{
				idCell(client.ID), textCell(fmt.Sprint(len(client.SessionIDs))),
				textCell(textOf(client.LastAuthenticationStrategy)), timeCell(client.CreatedAt),
			})
		}
	}
	return l
}

func (c *call) listDevicesOf(userID string) listing {
	l := listing{Title: "Trusted devices", Columns: []string{"Device", "Platform", "Status"}}
	for _, device := range slices.Backward(c.store.devices.byUser.of(userID)) {
		l.Rows = append(l.Rows, []cell{idCell(device.ID), textCell(device.Platform), statusCell(device.Status)})
	}
	return l
}

func listAccounts(u User) listing {
	l := listing{Title: "External accounts", Columns: []string{"Provider", "Account", "Id"}}
	for _, account := range u.ExternalAccounts {
		l.Rows = append(l.Rows, []cell{
			textCell(strings.TrimPrefix(account.Provider, "oauth_")), textCell(account.EmailAddress), idCell(account.ID),
		})
	}
	return l
}

func listPasskeys(u User) listing {
	l := listing{Title: "Passkeys", Columns: []string{"Name", "Id", "Last used"}}
	for _, passkey := range u.Passkeys {
		l.Rows = append(l.Rows, []cell{textCell(passkey.Name), idCell(passkey.ID), timeCell(passkey.LastUsedAt)})
	}
	return l
}
