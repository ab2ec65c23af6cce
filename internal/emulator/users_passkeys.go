package emulator

import (
	"cmp"
	"slices"
	"time"
)

// deletePasskey handles DELETE /users/{user_id}/passkeys/{passkey_identification_id}. A passkey is not an identifier,
// so the last one can be deleted.
func (c *call) deletePasskey() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	id := c.path("passkey_identification_id")
	named := func(p Passkey) bool { return p.ID == id }
	if !slices.ContainsFunc(held.Passkeys, named) {
		return nil, identificationNotFound()
	}
	a := held.clone()
	a.Passkeys = slices.DeleteFunc(a.Passkeys, named)
	c.save(a)
	return DeletedObject{Object: "passkey", ID: id, Deleted: true}, nil
}

// completePasskey sets the omitted values of a passkey.
func completePasskey(p *Passkey, at time.Time) {
	p.Object = "passkey"
	p.ID = cmp.Or(p.ID, newID(identificationPrefix, at))
	p.LastUsedAt = cmp.Or(p.LastUsedAt, at.UnixMilli())
	if p.Verification == nil {
		p.Verification = &Verification{Object: "verification_passkey", Status: "verified", Strategy: "passkey"}
	}
}
