package chaos

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// dependent is a resource that manages a part of a user.
type dependent struct {
	values acctest.Values
	// createFirst is create_before_destroy.
	createFirst bool
	// exchanges says that it has passed a piece on in this round. To destroy it as well would be a plan that is refused.
	exchanges bool
	// key is the metadata key that no other resource has.
	key string
	// sha256 is of the image.
	sha256 string
	// totp is the last secret in the configuration, empty for a generated one.
	totp string
}

// most is how many of a kind a user has.
func most(kind string) int {
	if kind == imageType || kind == totpType {
		return 1
	}
	return 3
}

// changeDependents adds, changes, removes or moves a resource beside the clerk_user.
func (w *world) changeDependents(p *testUser) {
	kinds := []string{metadataType, metadataType, imageType, totpType, emailType, emailType, phoneType}
	kind := kinds[w.IntN(len(kinds))]
	if kind == emailType || kind == phoneType {
		// Which of two becomes primary in one apply would be left to chance.
		if p.moved {
			return
		}
		p.moved = true
	}
	held := p.of(kind)
	if most(kind) == 1 && len(held) == 0 && p.removed[kind] {
		return
	}
	if len(held) == 0 || len(held) < most(kind) && w.chance(0.5) {
		at := address{kind: kind, name: sprintf("s%d", w.number())}
		p.dependents[at] = &dependent{values: acctest.Values{}, key: at.name, createFirst: w.virtual() && w.chance(0.3)}
		w.changeDependent(p, at)
		return
	}
	switch at := held[w.IntN(len(held))]; {
	case w.chance(0.3) && !p.dependents[at].exchanges:
		delete(p.dependents, at)
		p.removed[kind] = true
	case w.chance(0.2) && !p.dependents[at].exchanges:
		w.moveDependent(p, at)
	default:
		w.changeDependent(p, at)
	}
}

// moveDependent gives a piece to another user, which replaces the resource.
// Identifiers cannot move.
func (w *world) moveDependent(p *testUser, at address) {
	other := w.testUsers[w.IntN(len(w.testUsers))]
	if at.kind == emailType || at.kind == phoneType || other == p || !other.apart ||
		len(other.of(at.kind)) == most(at.kind) ||
		other.removed[at.kind] {
		return
	}
	other.dependents[at] = p.dependents[at]
	delete(p.dependents, at)
}

func (w *world) changeDependent(p *testUser, at address) {
	s := p.dependents[at]
	switch at.kind {
	case metadataType:
		w.changeKeys(s, s.key)
	case imageType:
		w.changeImage(s)
	case totpType:
		w.changeTOTP(s)
	case emailType:
		w.changeIdentifier(p, at, "email_address", w.email)
	case phoneType:
		w.changeIdentifier(p, at, "phone_number", w.phone)
	}
}

// changeKeys states other keys: some at the top, one inside an object that several
// resources share.
func (w *world) changeKeys(s *dependent, name string) {
	s.values = acctest.Values{}
	for _, field := range []string{"public", "unsafe"} {
		if field == "public" || w.chance(0.5) {
			s.values[field] = sprintf(`{%q: %q, "shared": {%q: %d}}`, name, field, name, w.IntN(1000))
		}
	}
	if w.chance(0.4) {
		s.values["private"] = sprintf(`{%q: %q}`, name, w.privateNote())
	}
	if w.chance(0.3) {
		s.values["unsafe"] = sprintf(`{%q: [%d, {"a": 1}], "%s-%d": true}`, name, w.IntN(1000), name, w.IntN(3))
	}
}

func (w *world) changeImage(s *dependent) {
	picture := image.NewRGBA(image.Rect(0, 0, 2, 2))
	picture.Set(0, 0, color.RGBA{R: uint8(w.IntN(256)), G: uint8(w.IntN(256)), B: uint8(w.IntN(256)), A: 255})
	var content bytes.Buffer
	if err := png.Encode(&content, picture); err != nil {
		panic(err)
	}
	sum := sha256.Sum256(content.Bytes())
	s.sha256 = hex.EncodeToString(sum[:])
	s.values = acctest.Values{"content_base64": base64.StdEncoding.EncodeToString(content.Bytes())}
}

// changeTOTP sets another secret with another version. A TOTP with a generated secret keeps it, or gets one of the
// configuration. An apply that fails can leave a TOTP that is not in the state: replace_existing permits to replace it.
func (w *world) changeTOTP(s *dependent) {
	version, _ := s.values["secret_wo_version"].(int)
	s.values = acctest.Values{"replace_existing": true}
	if version > 0 || w.chance(0.6) {
		s.totp = w.totpSecret()
		s.values["secret_wo"], s.values["secret_wo_version"] = s.totp, version+1
	}
	if w.chance(0.3) {
		s.values["issuer"] = "Chaos"
	}
}

// changeIdentifier sets another value, or other properties of it. At most one
// identifier of a user is configured as the primary.
func (w *world) changeIdentifier(p *testUser, at address, attribute string, invent func() string) {
	s := p.dependents[at]
	if len(s.values) == 0 || w.chance(0.4) {
		s.values = acctest.Values{attribute: invent()}
	}
	s.values["verified"] = true
	delete(s.values, "primary")
	if w.chance(0.3) && w.mayBecomePrimary(p, at) {
		s.values["primary"] = true
	}
	if at.kind == phoneType && w.chance(0.3) {
		s.values["reserved_for_second_factor"] = w.flag()
	}
}

func (w *world) mayBecomePrimary(p *testUser, at address) bool {
	for other, s := range p.dependents {
		if other.kind == at.kind && other != at && s.values["primary"] == true {
			return false
		}
	}
	return true
}
