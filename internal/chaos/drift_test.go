package chaos

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// drift changes some people behind Terraform's back.
func (w *world) drift() {
	for _, p := range w.people {
		if p.id == "" || !w.chance(0.25) {
			continue
		}
		if w.chance(0.15) && p.couldBeNew() {
			w.instance.DeleteUser(p.id)
			p.forgotten()
			w.figures.count("users deleted by others")
			continue
		}
		w.must(w.instance.ChangeUser(p.id, func(u *emulator.User) { w.disturb(p, u) }))
		user, _ := w.instance.User(p.id)
		p.truth = snapshot(user)
		w.figures.count("users changed by others")
	}
}

// couldBeNew reports whether what is stated is enough for a new user.
func (p *person) couldBeNew() bool {
	return len((&person{stated: p.stated}).identifiers()) > 0
}

func (w *world) disturb(p *person, u *emulator.User) {
	switch w.IntN(7) {
	case 0:
		name := "Somebody"
		u.FirstName, u.LastName = &name, nil
	case 1:
		u.Banned = !u.Banned
	case 2:
		u.Locked = !u.Locked
	case 3:
		u.UnsafeMetadata = json.RawMessage(`{"by": "somebody else"}`)
	case 4:
		u.HasImage = false
	case 5:
		u.TOTPEnabled, u.BackupCodeEnabled = false, false
		p.totp, p.backupCodes = "", nil
	case 6:
		u.PasswordEnabled = false
		p.password = ""
	}
}
