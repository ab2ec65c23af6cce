package emulator

import (
	"slices"
	"strings"
	"time"
)

// contactKind has the differences between email addresses and phone numbers.
type contactKind struct {
	// name is the name of the kind in objects, parameters and errors.
	name string
	// noun is the name of the kind in messages.
	noun string
	// idParam is the path parameter with the id of an identification.
	idParam string
	index   func(*store) index
	fold    func(string) string
	valid   func(string) bool
	format  string
	// codeStrategy is the strategy of a verification by a code.
	codeStrategy string
	// store returns the stored form of a value.
	store   func(*Behaviour, string) string
	primary func(*User) **string
	all     func(*User) []*Identification
	value   func(u *User, id string) string
	// wire returns the identification in the format of the API.
	wire   func(u *User, id string) any
	add    func(*User, Identification, string)
	remove func(u *User, id string)
}

var emailKind = contactKind{
	name:    "email_address",
	noun:    "email address",
	idParam: "email_address_id",
	index:   func(s *store) index { return s.emails },
	fold:    foldEmail,
	valid:   validEmail,
	format:  "a valid email address",

	codeStrategy: "email_code",
	store: func(b *Behaviour, value string) string {
		if b.KeepEmailCase {
			return strings.TrimSpace(value)
		}
		return foldEmail(value)
	},
	primary: func(u *User) **string { return &u.PrimaryEmailAddressID },
	all: func(u *User) []*Identification {
		var all []*Identification
		for i := range u.EmailAddresses {
			all = append(all, &u.EmailAddresses[i].Identification)
		}
		return all
	},
	value: func(u *User, id string) string { return u.email(id).EmailAddress },
	wire:  func(u *User, id string) any { return *u.email(id) },
	add: func(u *User, i Identification, value string) {
		u.EmailAddresses = append(u.EmailAddresses, EmailAddress{Identification: i, EmailAddress: value})
	},
	remove: func(u *User, id string) {
		u.EmailAddresses = slices.DeleteFunc(u.EmailAddresses, func(e EmailAddress) bool { return e.ID == id })
	},
}

var phoneKind = contactKind{
	name:    "phone_number",
	noun:    "phone number",
	idParam: "phone_number_id",
	index:   func(s *store) index { return s.phones },
	fold:    func(number string) string { return number },
	valid:   validPhone,
	format:  "a valid phone number according to E.164 international standard",

	codeStrategy: "phone_code",
	store:        func(_ *Behaviour, number string) string { return number },
	primary:      func(u *User) **string { return &u.PrimaryPhoneNumberID },
	all: func(u *User) []*Identification {
		var all []*Identification
		for i := range u.PhoneNumbers {
			all = append(all, &u.PhoneNumbers[i].Identification)
		}
		return all
	},
	value: func(u *User, id string) string { return u.phone(id).PhoneNumber },
	wire:  func(u *User, id string) any { return *u.phone(id) },
	add: func(u *User, i Identification, value string) {
		u.PhoneNumbers = append(u.PhoneNumbers, PhoneNumber{Identification: i, PhoneNumber: value})
	},
	remove: func(u *User, id string) {
		u.PhoneNumbers = slices.DeleteFunc(u.PhoneNumbers, func(p PhoneNumber) bool { return p.ID == id })
	},
}

func (u *User) email(id string) *EmailAddress {
	for i := range u.EmailAddresses {
		if u.EmailAddresses[i].ID == id {
			return &u.EmailAddresses[i]
		}
	}
	return nil
}

func (u *User) phone(id string) *PhoneNumber {
	for i := range u.PhoneNumbers {
		if u.PhoneNumbers[i].ID == id {
			return &u.PhoneNumbers[i]
		}
	}
	return nil
}

func (u *User) wallet(id string) *Web3Wallet {
	for i := range u.Web3Wallets {
		if u.Web3Wallets[i].ID == id {
			return &u.Web3Wallets[i]
		}
	}
	return nil
}

// find returns the identification of the user, or nil.
func (k *contactKind) find(u *User, id string) *Identification {
	for _, identification := range k.all(u) {
		if identification.ID == id {
			return identification
		}
	}
	return nil
}

// newIdentification returns an email address or a phone number with the state verified, reserved or unverified.
func newIdentification(object, state string, at time.Time) Identification {
	i := Identification{
		ID:        newID(identificationPrefix, at),
		Object:    object,
		LinkedTo:  []IdentificationLink{},
		CreatedAt: at.UnixMilli(),
		UpdatedAt: at.UnixMilli(),
	}
	switch state {
	case "verified":
		i.Verification = verifiedByAdmin()
	case "reserved":
		i.Reserved = true
	}
	return i
}

// claimant returns the user with the value verified or reserved, or nil.
func (k *contactKind) claimant(s *store, value string) *account {
	for _, id := range k.index(s)[k.fold(value)] {
		a := s.users[id]
		for _, identification := range k.all(&a.User) {
			if identification.claimed() && k.fold(k.value(&a.User, identification.ID)) == k.fold(value) {
				return a
			}
		}
	}
	return nil
}
