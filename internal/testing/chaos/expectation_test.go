package chaos

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// snapshot is all of a user that clerk_user manages, but for credentials, by
// attribute.
func snapshot(u emulator.User) map[string]any {
	held := map[string]any{
		"username":              text(u.Username),
		"email_addresses":       emails(u),
		"phone_numbers":         phones(u),
		"primary_email_address": "",
		"primary_phone_number":  "",
	}
	for _, a := range attributes {
		held[a.name] = a.held(u)
	}
	for _, address := range u.EmailAddresses {
		if address.ID == text(u.PrimaryEmailAddressID) {
			held["primary_email_address"] = folded([]string{address.EmailAddress})[0]
		}
	}
	for _, number := range u.PhoneNumbers {
		if number.ID == text(u.PrimaryPhoneNumberID) {
			held["primary_phone_number"] = number.PhoneNumber
		}
	}
	var wallets []string
	for _, wallet := range u.Web3Wallets {
		wallets = append(wallets, wallet.Web3Wallet)
	}
	held["web3_wallets"] = folded(wallets)
	return held
}

func emails(u emulator.User) []string {
	var values []string
	for _, address := range u.EmailAddresses {
		values = append(values, address.EmailAddress)
	}
	return folded(values)
}

func phones(u emulator.User) []string {
	var values []string
	for _, number := range u.PhoneNumbers {
		values = append(values, number.PhoneNumber)
	}
	return folded(values)
}

// wanted returns the attributes that the instance must hold: configured values, and
// values from before. Values that cannot be predicted are omitted.
func (p *testUser) wanted() map[string]any {
	want := map[string]any{}
	for name, value := range p.truth {
		want[name] = value
	}
	for _, a := range attributes {
		if value, stated := p.values[a.name]; stated {
			want[a.name] = a.normal(value)
		}
	}
	if value, stated := p.values["username"]; stated {
		want["username"] = value
	}
	for set, primary := range map[string]string{
		"email_addresses": "primary_email_address", "phone_numbers": "primary_phone_number", "web3_wallets": "",
	} {
		p.wantIdentifiers(want, set, primary)
	}
	if p.apart {
		p.wantApart(want)
	}
	return want
}

func (p *testUser) wantIdentifiers(want map[string]any, set, primary string) {
	values, stated := p.values[set].([]any)
	if !stated {
		return
	}
	held := folded(stringsOf(values))
	want[set] = held
	delete(want, primary)
	switch value, chosen := p.values[primary].(string); {
	case chosen:
		want[primary] = folded([]string{value})[0]
	case len(held) == 0 && primary != "":
		want[primary] = ""
	case len(held) == 1 && primary != "" && !p.reserved:
		want[primary] = held[0]
	}
}

// wantApart is what resources of their own make of the user.
func (p *testUser) wantApart(want map[string]any) {
	var emails, phones []string
	for at, s := range p.dependents {
		switch at.kind {
		case emailType:
			emails = append(emails, s.values["email_address"].(string))
		case phoneType:
			phones = append(phones, s.values["phone_number"].(string))
		}
	}
	want["email_addresses"], want["phone_numbers"] = folded(emails), folded(phones)
	// Metadata is compared key by key, and the primary only where it is configured.
	for _, name := range []string{
		"primary_email_address", "primary_phone_number", "public_metadata", "private_metadata", "unsafe_metadata",
	} {
		delete(want, name)
	}
	for at, s := range p.dependents {
		if s.values["primary"] != true {
			continue
		}
		switch at.kind {
		case emailType:
			want["primary_email_address"] = folded([]string{s.values["email_address"].(string)})[0]
		case phoneType:
			want["primary_phone_number"] = s.values["phone_number"]
		}
	}
}

// contradictions lists what the user is not as it has to be.
func contradictions(want, held map[string]any) []string {
	var wrong []string
	for name, value := range want {
		if sprintf("%v", value) != sprintf("%v", held[name]) {
			wrong = append(wrong, sprintf("%s is %v and has to be %v", name, held[name], value))
		}
	}
	slices.Sort(wrong)
	return wrong
}
