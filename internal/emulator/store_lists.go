package emulator

// listStore has the invitations to the instance, its allow-list, its block-list and its waitlist.
type listStore struct {
	invitations *table[Invitation]
	// invitationByEmail has the folded addresses.
	invitationByEmail *lookup[Invitation]

	allowlist             *table[ListIdentifier]
	allowlistByIdentifier *lookup[ListIdentifier]
	blocklist             *table[ListIdentifier]
	blocklistByIdentifier *lookup[ListIdentifier]

	waitlist *table[waitlistEntry]
	// waitlistByEmail has the folded addresses.
	waitlistByEmail *lookup[waitlistEntry]

	restrictions *setting[instanceRestrictions]
}

// waitlistEntry is an entry of the waitlist.
type waitlistEntry struct {
	// WaitlistEntry has no invitation.
	WaitlistEntry
	InvitationID string `json:"invitation_id,omitempty"`
	InvitedAt    int64  `json:"invited_at,omitempty"`
}

func newListStore() listStore {
	identifiers := func(key string) *table[ListIdentifier] {
		return newTable(
			key,
			func(i *ListIdentifier) string { return i.ID },
			func(i *ListIdentifier) int64 { return i.CreatedAt },
		)
	}
	s := listStore{
		invitations: newTable(
			"invitations",
			func(i *Invitation) string { return i.ID },
			func(i *Invitation) int64 { return i.CreatedAt },
		),
		allowlist: identifiers("allowlist_identifiers"),
		blocklist: identifiers("blocklist_identifiers"),
		waitlist: newTable(
			"waitlist_entries",
			func(w *waitlistEntry) string { return w.ID },
			func(w *waitlistEntry) int64 { return w.CreatedAt },
		),
		restrictions: &setting[instanceRestrictions]{key: "instance_restrictions"},
	}
	s.invitationByEmail = s.invitations.lookup(func(i *Invitation) string { return foldEmail(i.EmailAddress) })
	s.allowlistByIdentifier = s.allowlist.lookup(func(i *ListIdentifier) string { return i.Identifier })
	s.blocklistByIdentifier = s.blocklist.lookup(func(i *ListIdentifier) string { return i.Identifier })
	s.waitlistByEmail = s.waitlist.lookup(func(w *waitlistEntry) string { return foldEmail(w.EmailAddress) })
	return s
}
