package emulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Change is an object that was created, changed or deleted in a recording.
type Change struct {
	// Kind is the kind of the object, such as user.
	Kind string `json:"kind"`
	ID   string `json:"id"`
	// Name is the name of the object, or its identifier.
	Name string `json:"name"`
	// Actions are created, deleted, banned, unbanned, locked, unlocked and changed.
	Actions    []string          `json:"actions"`
	Attributes []AttributeChange `json:"attributes"`
}

// AttributeChange is an attribute with its values. An absent value is null. Secrets are masked.
type AttributeChange struct {
	Path   string          `json:"path"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// attribute is an attribute of an object. hidden is compared and never shown.
type attribute struct {
	value  json.RawMessage
	hidden string
}

type attributes map[string]attribute

func (a attributes) set(path string, value any) { a[path] = attribute{value: marshal(value)} }

// notCompared are attributes that change with others or with the time.
var notCompared = map[string]bool{
	"id": true, "object": true, "updated_at": true, "created_at": true, "lockout_expires_in_seconds": true,
	"profile_image_url": true, "password_last_updated_at": true, "mfa_enabled_at": true, "mfa_disabled_at": true,
	"primary_email_address_id": true, "primary_phone_number_id": true, "primary_web3_wallet_id": true,
	"organization_memberships": true, "verification_attempts_remaining": true, "two_factor_enabled": true,
	"members_count": true, "pending_invitations_count": true, "public_user_data": true, "organization": true,
	"public_organization_data": true, "public_inviter_data": true, "missing_member_with_elevated_permissions": true,
}

// describe returns the change with its attributes, or false if no attribute differs.
func (c changedObject) describe(now int64, behaviour *Behaviour) (Change, bool) {
	change := Change{Kind: c.kind, ID: c.id, Name: c.name}
	before, after := attributesOf(c.before, now, behaviour), attributesOf(c.after, now, behaviour)
	for _, path := range slices.Sorted(maps.Keys(union(before, after))) {
		old, current := before[path], after[path]
		if bytes.Equal(old.value, current.value) && old.hidden == current.hidden {
			continue
		}
		if (c.before == nil || c.after == nil) && isDefault(path, cmpRaw(current.value, old.value)) {
			continue
		}
		change.Attributes = append(change.Attributes, AttributeChange{path, old.value, current.value})
	}
	change.Actions = actionsOf(c, before, after, change.Attributes)
	return change, len(change.Actions) > 0
}

// outline returns the change without its attributes, much faster than describe.
func (c changedObject) outline() Change {
	flags := func(row any) attributes {
		found := attributes{}
		if a, isUser := row.(*account); isUser {
			found.set("banned", a.Banned)
			found.set("locked", a.Locked)
		}
		return found
	}
	before, after := flags(c.before), flags(c.after)
	actions := actionsOf(c, before, after, nil)
	if len(actions) == 0 {
		actions = []string{"changed"}
	}
	return Change{Kind: c.kind, ID: c.id, Actions: actions}
}

func actionsOf(c changedObject, before, after attributes, changed []AttributeChange) []string {
	switch {
	case c.before == nil:
		return []string{"created"}
	case c.after == nil:
		return []string{"deleted"}
	}
	var actions []string
	others := len(changed)
	for _, flag := range []struct{ path, on, off string }{
		{"banned", "banned", "unbanned"}, {"locked", "locked", "unlocked"},
	} {
		was, is := string(before[flag.path].value), string(after[flag.path].value)
		if was == is {
			continue
		}
		others--
		if is == "true" {
			actions = append(actions, flag.on)
		} else {
			actions = append(actions, flag.off)
		}
	}
	if others > 0 {
		actions = append(actions, "changed")
	}
	return actions
}

// attributesOf returns the attributes of a row.
func attributesOf(row any, now int64, behaviour *Behaviour) attributes {
	found := attributes{}
	a, isUser := row.(*account)
	if !isUser {
		if row != nil {
			found.flatten("", marshal(row))
		}
		return found
	}
	user := a.view(now, behaviour)
	user.EmailAddresses, user.PhoneNumbers, user.Web3Wallets = nil, nil, nil
	found.flatten("", marshal(user))
	for _, email := range a.EmailAddresses {
		found.set("email_addresses: "+email.EmailAddress, statusOf(email.Verification, email.Reserved))
	}
	for _, phone := range a.PhoneNumbers {
		status := statusOf(phone.Verification, phone.Reserved)
		if phone.ReservedForSecondFactor {
			status += ", second factor"
		}
		found.set("phone_numbers: "+phone.PhoneNumber, status)
	}
	for _, wallet := range a.Web3Wallets {
		found.set("web3_wallets: "+wallet.Web3Wallet, statusOf(wallet.Verification, false))
	}
	found.set("primary_email_address", primaryEmail(a))
	found.set("primary_phone_number", primaryPhone(a))
	found.set("primary_web3_wallet", primaryWallet(a))
	found.secret("password", a.Credentials.Password+a.Credentials.Digest)
	found.secret("totp_secret", a.Credentials.TOTPSecret)
	found.secret("backup_codes", strings.Join(a.Credentials.BackupCodes, " "))
	return found
}

func statusOf(v *Verification, reserved bool) string {
	switch {
	case v.verified():
		return "verified"
	case reserved:
		return "reserved"
	}
	return "unverified"
}

// secret adds a secret without its value.
func (a attributes) secret(path, value string) {
	if value != "" {
		a[path] = attribute{value: marshal(mask), hidden: value}
	}
}

// flatten adds the values of a JSON object, with dotted paths. Items of a list are found by their id.
func (a attributes) flatten(path string, raw json.RawMessage) {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) == nil && object != nil {
		for key, value := range object {
			if path == "" && (notCompared[key] || key == "image_url" && string(object["has_image"]) == "false") {
				continue
			}
			if path == "" && key == "url" && string(value) != "null" {
				a.secret(key, string(value)) // it contains a ticket
				continue
			}
			a.flatten(strings.TrimPrefix(path+"."+key, "."), value)
		}
		if len(object) == 0 && path != "" {
			a[path] = attribute{value: raw}
		}
		return
	}
	var items []map[string]json.RawMessage
	if json.Unmarshal(raw, &items) == nil && len(items) > 0 && items[0]["id"] != nil {
		for i, item := range items {
			a[fmt.Sprintf("%s: %s", path, cmp.Or(textIn(item, "name", "email_address", "id"), fmt.Sprint(i)))] =
				attribute{value: marshal(cmp.Or(textIn(item, "provider", "status"), "present")), hidden: string(marshal(item))}
		}
		return
	}
	a[path] = attribute{value: raw}
}

// textIn returns the first text that is not empty.
func textIn(item map[string]json.RawMessage, keys ...string) string {
	for _, key := range keys {
		var text string
		if json.Unmarshal(item[key], &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

func union(a, b attributes) attributes {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func cmpRaw(a, b json.RawMessage) json.RawMessage {
	if a == nil {
		return b
	}
	return a
}

// isDefault reports whether a new object has the value if no request sets it.
func isDefault(path string, value json.RawMessage) bool {
	switch path {
	case "delete_self_enabled", "create_organization_enabled", "admin_delete_enabled":
		return string(value) == "true"
	case "password_enabled":
		return true // the password is shown
	}
	switch string(value) {
	case "null", "false", `""`, "[]", "{}", "0":
		return true
	}
	return false
}

// nameOf returns the name of a row, or its identifier.
func nameOf(row any) string {
	if a, isUser := row.(*account); isUser {
		full := strings.TrimSpace(textOf(a.FirstName) + " " + textOf(a.LastName))
		return cmp.Or(full, textOf(a.identifier()), textOf(a.ExternalID), a.ID)
	}
	var named map[string]json.RawMessage
	_ = json.Unmarshal(marshal(row), &named)
	return textIn(named, "name", "email_address", "identifier", "key", "id")
}

// nameOf returns the name of a row. The name of a membership or a session contains that of its user. The caller must
// hold the lock.
func (s *store) nameOf(row any) string {
	userID, organizationID := "", ""
	switch row := row.(type) {
	case *membership:
		userID, organizationID = row.UserID, row.OrganizationID
	case *Session:
		userID = row.UserID
	case *trustedDevice:
		userID = row.UserID
	default:
		return nameOf(row)
	}
	name := userID
	if a := s.users[userID]; a != nil {
		name = nameOf(a)
	}
	if organizationID == "" {
		return name
	}
	if o := s.organizations.get(organizationID); o != nil {
		organizationID = o.Name
	}
	return name + " in " + organizationID
}
