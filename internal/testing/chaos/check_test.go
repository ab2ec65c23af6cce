package chaos

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// checkBugs reports what Terraform would blame the provider for, and secrets that
// got out.
func (w *world) checkBugs() error {
	leaks := w.watch.found()
	wrong := append(w.terraform.providerBugs(), leaks...)
	w.figures.add("leaks", len(leaks))
	for at, record := range w.terraform.recorded() {
		if record.tainted && at.kind == userType {
			wrong = append(wrong, at.String()+" is tainted: the next apply would delete a user")
		}
	}
	return asError(wrong)
}

// check reports every difference between the instance, the state and the configuration after an apply without faults.
func (w *world) check() error {
	var wrong []string
	owners := map[string]string{}
	declared, recorded := w.configuration(), w.terraform.recorded()
	for at := range recorded {
		if _, stated := declared[at]; !stated {
			wrong = append(wrong, at.String()+" is in the state, and not declared")
		}
	}
	for at := range declared {
		if _, held := recorded[at]; !held {
			wrong = append(wrong, at.String()+" is not in the state")
		}
	}
	for _, p := range w.testUsers {
		wrong = append(wrong, w.checkTestUser(p, recorded, owners)...)
	}
	for _, p := range w.kept {
		wrong = append(wrong, w.checkKept(p)...)
		owners[p.id] = p.name
	}
	wrong = append(wrong, w.checkOthers(owners)...)
	wrong = append(wrong, w.access.check(recorded)...)
	if pending := w.terraform.pending(declared); pending != "" {
		wrong = append(wrong, "the plan is not empty: "+pending)
	}
	return asError(wrong)
}

func (w *world) checkTestUser(p *testUser, recorded map[address]record, owners map[string]string) []string {
	id := recorded[p.at()].id
	if id == "" {
		return nil // reported before
	}
	if p.id != id && w.replacing[p.id] {
		// The delete request of an interrupted -replace reached the instance during the last apply.
		p.forgotten()
		w.figures.count("users replaced")
	}
	switch before := p.id + p.adopts; {
	case owners[id] != "":
		w.figures.count("duplicates")
		return []string{sprintf("%s and %s are one user, %s", p.name, owners[id], id)}
	case p.id != "" && p.id != id, p.id == "" && p.adopts != "" && p.adopts != id:
		w.figures.count("users lost")
		return []string{sprintf("%s was %s and is %s now: a user was lost", p.name, before, id)}
	}
	owners[id] = p.name
	user, exists := w.instance.User(id)
	if !exists {
		w.figures.count("users lost")
		return []string{p.name + " is in the state, and not in the instance"}
	}
	if p.id == "" && p.adopts == "" {
		w.figures.count("users created")
	}
	held := snapshot(user)
	wrong := contradictions(p.wanted(), held)
	lost := lostIdentifiers(p.wanted(), held)
	w.figures.add("pieces lost", len(lost))
	wrong = append(append(wrong, lost...), unverified(p, user)...)
	wrong = append(wrong, w.checkCredentials(p, user)...)
	wrong = append(wrong, w.checkPieces(p, user, recorded)...)
	for i := range wrong {
		wrong[i] = sprintf("%s (%s): %s", p.name, id, wrong[i])
	}
	p.id, p.adopts, p.truth = id, "", held
	return wrong
}

func (w *world) checkCredentials(p *testUser, user emulator.User) []string {
	var wrong []string
	if password, _ := w.instance.Password(user.ID); password != p.password {
		wrong = append(wrong, sprintf("the password is %q and has to be %q", password, p.password))
	}
	if p.apart {
		return wrong
	}
	if secret, _ := w.instance.TOTPSecret(user.ID); secret != p.totp {
		wrong = append(wrong, sprintf("the TOTP secret is %q and has to be %q", secret, p.totp))
	}
	if codes, _ := w.instance.BackupCodes(user.ID); !slices.Equal(codes, p.backupCodes) {
		wrong = append(wrong, sprintf("the backup codes are %q and have to be %q", codes, p.backupCodes))
	}
	return wrong
}

// checkPieces holds the pieces of a user that resources of their own manage.
func (w *world) checkPieces(p *testUser, user emulator.User, recorded map[address]record) []string {
	if !p.apart {
		return nil
	}
	var wrong []string
	want := map[string]string{}
	enrolment, totp := p.the(totpType)
	_, picture := p.the(imageType)
	for at, s := range p.dependents {
		if at.kind != metadataType {
			continue
		}
		for _, field := range []string{"public", "private", "unsafe"} {
			if stated, ok := s.values[field].(string); ok {
				leaves(want, field, json.RawMessage(stated))
			}
		}
	}
	held := map[string]string{}
	leaves(held, "public", user.PublicMetadata)
	leaves(held, "private", user.PrivateMetadata)
	leaves(held, "unsafe", user.UnsafeMetadata)
	delete(held, "unsafe.by") // set outside Terraform
	for key := range want {
		if _, exists := held[key]; !exists {
			w.figures.count("pieces lost")
		}
	}
	if !maps.Equal(want, held) {
		wrong = append(wrong, sprintf("the metadata is %v and has to be %v", held, want))
	}
	if picture != nil && !user.HasImage {
		w.figures.count("pieces lost")
	}
	if image, _ := w.instance.ProfileImage(
		user.ID,
	); picture == nil && user.HasImage ||
		picture != nil && image.SHA256 != picture.sha256 {
		wrong = append(wrong, "the profile image is not the one that is stated")
	}
	secret, enrolled := w.instance.TOTPSecret(user.ID)
	if totp != nil && !enrolled {
		w.figures.count("pieces lost")
	}
	switch {
	case enrolled != (totp != nil):
		wrong = append(wrong, "TOTP is enrolled, and not declared, or the other way round")
	case totp != nil && totp.totp != "" && totp.totp != secret:
		wrong = append(wrong, "the TOTP secret is not the one that is stated")
	case totp != nil && totp.totp == "" && recorded[enrolment].secret != secret:
		wrong = append(wrong, "the TOTP secret is not the one in the state")
	}
	return wrong
}

// leaves lists the values of an object by their path; objects without any are
// nothing.
func leaves(into map[string]string, path string, raw json.RawMessage) {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			panic(err)
		}
		into[path] = sprintf("%v", value)
		return
	}
	for key, value := range object {
		leaves(into, path+"."+key, value)
	}
}

// checkKept checks that a user is still there after a destroy with a policy that keeps it, and that it is banned or
// locked if the policy requires that.
func (w *world) checkKept(p *testUser) []string {
	user, exists := w.instance.User(p.id)
	if !exists {
		return []string{sprintf("%s (%s) was to be kept by deletion_policy %q, and is gone", p.name, p.id, p.policy())}
	}
	want := map[string]any{
		"username":   p.truth["username"],
		"banned":     p.truth["banned"],
		"locked":     p.truth["locked"],
		"first_name": p.truth["first_name"],
	}
	switch p.policy() {
	case "ban":
		want["banned"] = true
	case "lock":
		want["locked"] = true
	}
	wrong := contradictions(want, snapshot(user))
	for i := range wrong {
		wrong[i] = sprintf("%s, who was kept by deletion_policy %q: %s", p.name, p.policy(), wrong[i])
	}
	return wrong
}

// checkOthers reports users that are neither managed nor known, and changes of users that Terraform does not
// manage.
func (w *world) checkOthers(owners map[string]string) []string {
	var wrong []string
	found := map[string]bool{}
	for _, user := range w.instance.Users() {
		found[user.ID] = true
		before, isUnmanaged := w.unmanaged[user.ID]
		switch {
		case isUnmanaged && !reflect.DeepEqual(before, user):
			wrong = append(wrong, "the user "+user.ID+", who is not Terraform's, was changed")
		case !isUnmanaged && owners[user.ID] == "":
			w.figures.count("orphans")
			wrong = append(wrong, sprintf("the user %s (%v) is an orphan", user.ID, snapshot(user)))
		}
	}
	for id := range w.unmanaged {
		if !found[id] {
			wrong = append(wrong, "the user "+id+", who is not Terraform's, is gone")
		}
	}
	return wrong
}

func asError(wrong []string) error {
	if len(wrong) == 0 {
		return nil
	}
	return errors.New(strings.Join(wrong, "\n"))
}

// lostIdentifiers lists the identifiers of the configuration that the user does not hold.
func lostIdentifiers(want, held map[string]any) []string {
	var lost []string
	for _, set := range []string{"email_addresses", "phone_numbers", "web3_wallets"} {
		wanted, _ := want[set].([]string)
		has, _ := held[set].([]string)
		for _, value := range wanted {
			if !slices.Contains(has, value) {
				lost = append(lost, value+" is lost")
			}
		}
	}
	return lost
}

// unverified lists the identifiers of resources of their own that are not verified. All of them once were.
func unverified(p *testUser, user emulator.User) []string {
	verified := map[string]bool{}
	add := func(value string, of emulator.Identification) {
		verified[folded([]string{value})[0]] = of.Verification != nil && of.Verification.Status == "verified"
	}
	for _, held := range user.EmailAddresses {
		add(held.EmailAddress, held.Identification)
	}
	for _, held := range user.PhoneNumbers {
		add(held.PhoneNumber, held.Identification)
	}
	var wrong []string
	for at, s := range p.dependents {
		value, stated := s.values[valueOf(at.kind)].(string)
		if is, held := verified[folded([]string{value})[0]]; stated && held && !is {
			wrong = append(wrong, value+" is not verified any more")
		}
	}
	return wrong
}
