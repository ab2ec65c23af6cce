package emulator

// listStore has the invitations to the instance, its allow-list, its block-list and its waitlist.
type listStore struct {
	invitations *table[Invitation]
	// invitationByEmail has the folded addresses.
	invitationByEmail *lookup[Invitation]

	allowlist, blocklist *identifierList

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

// identifierList is the allow-list or the block-list.
type identifierList struct {
	*table[ListIdentifier]
	byIdentifier *lookup[ListIdentifier]
	// kind is allowlist or blocklist. The ids of the identifiers begin with prefix.
	kind, prefix string
}

func newIdentifierList(kind, prefix string) *identifierList {
	identifiers := newTable(
		kind+"_identifiers",
		func(i *ListIdentifier) string { return i.ID },
		func(i *ListIdentifier) int64 { return i.CreatedAt },
	)
	return &identifierList{
		table: identifiers, byIdentifier: identifiers.lookup(func(i *ListIdentifier) string { return i.Identifier }),
		kind: kind, prefix: prefix,
	}
}

func newListStore() listStore {
	s := listStore{
		invitations: newTable(
			"invitations",
			func(i *Invitation) string { return i.ID },
			func(i *Invitation) int64 { return i.CreatedAt },
		),
		allowlist: newIdentifierList("allowlist", allowlistPrefix),
		blocklist: newIdentifierList("blocklist", blocklistPrefix),
		waitlist: newTable(
			"waitlist_entries",
			func(w *waitlistEntry) string { return w.ID },
			func(w *waitlistEntry) int64 { return w.CreatedAt },
		),
		restrictions: &setting[instanceRestrictions]{key: "instance_restrictions"},
	}
	s.invitationByEmail = s.invitations.lookup(func(i *Invitation) string { return foldEmail(i.EmailAddress) })
	s.waitlistByEmail = s.waitlist.lookup(func(w *waitlistEntry) string { return foldEmail(w.EmailAddress) })
	return s
}
