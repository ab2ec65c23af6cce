package chaos

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// drift changes some users behind Terraform's back.
func (w *world) drift() {
	for _, p := range w.testUsers {
		if p.id != "" && w.chance(0.25) && !w.deletedByOthers(p) {
			w.changedByOthers(p, 7)
		}
	}
	w.access.drift()
}

// changeBetween changes a user between a plan and its apply. It does not change
// credentials: the test cannot know whether the apply set them before or after.
func (w *world) changeBetween() {
	if len(w.testUsers) == 0 {
		return
	}
	p := w.testUsers[w.IntN(len(w.testUsers))]
	if _, exists := w.instance.User(p.id); exists && !w.deletedByOthers(p) {
		w.changedByOthers(p, 4)
	}
}

func (w *world) deletedByOthers(p *testUser) bool {
	if !w.chance(0.15) || !p.couldBeNew() || w.access.isNeeded(p) {
		return false
	}
	w.instance.DeleteUser(p.id)
	w.access.shown(map[string]bool{p.id: true})
	p.forgotten()
	w.figures.count("users deleted by others")
	return true
}

// changedByOthers changes a user in one of the first kinds of ways.
func (w *world) changedByOthers(p *testUser, kinds int) {
	w.must(w.instance.ChangeUser(p.id, func(u *emulator.User) { w.disturb(p, u, w.IntN(kinds)) }))
	user, _ := w.instance.User(p.id)
	p.truth = snapshot(user)
	w.figures.count("users changed by others")
}

// couldBeNew reports whether the configuration is enough for a new user.
func (p *testUser) couldBeNew() bool {
	return len((&testUser{values: p.values}).identifiers()) > 0
}

func (w *world) disturb(p *testUser, u *emulator.User, kind int) {
	switch kind {
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
		u.TOTPEnabled, u.BackupCodeEnabled, u.TwoFactorEnabled = false, false, false
		p.totp, p.backupCodes = "", nil
	case 6:
		u.PasswordEnabled = false
		p.password = ""
	}
}
