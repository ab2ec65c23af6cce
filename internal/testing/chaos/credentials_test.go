package chaos

import (
	"encoding/base32"
	"slices"
)

// changePassword states another password or digest, or removes the password.
func (w *world) changePassword(p *testUser) {
	version, _ := p.values["password_wo_version"].(int)
	digestVersion, _ := p.values["password_digest_wo_version"].(int)
	for _, name := range []string{"password_wo", "password_digest_wo", "password_hasher"} {
		delete(p.values, name)
	}
	switch {
	case version+digestVersion > 0 && w.chance(0.2):
		p.password = ""
		p.values["password_wo_version"] = version + 1
	case w.chance(0.3):
		p.password = w.digest()
		p.values["password_digest_wo"], p.values["password_hasher"] = p.password, "bcrypt"
		p.values["password_digest_wo_version"] = digestVersion + 1
		p.keepSessions()
	default:
		p.password = w.secret("password")
		p.values["password_wo"], p.values["password_wo_version"] = p.password, version+1
	}
}

// changeFactors states another TOTP secret, with or without backup codes, or
// removes both.
func (w *world) changeFactors(p *testUser) {
	version, _ := p.values["totp_secret_wo_version"].(int)
	delete(p.values, "totp_secret_wo")
	delete(p.values, "backup_codes_wo")
	p.totp, p.backupCodes = "", nil
	if version == 0 || w.chance(0.7) {
		p.totp = w.totpSecret()
		p.values["totp_secret_wo"] = p.totp
		if w.chance(0.5) {
			p.backupCodes = []string{w.secret("backup-code"), w.secret("backup-code")}
			p.values["backup_codes_wo"] = anyOf(p.backupCodes)
		}
	}
	p.values["totp_secret_wo_version"], p.values["backup_codes_wo_version"] = version+1, version+1
}

// forgotten notes that the user was deleted. A new user in its place has only the
// configured credentials.
func (p *testUser) forgotten() {
	p.id, p.truth, p.adopts = "", nil, ""
	p.password, p.totp, p.backupCodes = "", "", nil
	p.sent()
}

// sent notes that all credentials with a version are sent: for a new user, and for one that is adopted.
func (p *testUser) sent() {
	if p.values["password_wo_version"] != nil || p.values["password_digest_wo_version"] != nil {
		p.password, _ = p.values["password_wo"].(string)
		if digest, stated := p.values["password_digest_wo"].(string); stated {
			p.password = digest
		}
	}
	if p.values["totp_secret_wo_version"] != nil {
		p.totp, _ = p.values["totp_secret_wo"].(string)
		codes, _ := p.values["backup_codes_wo"].([]any)
		p.backupCodes = stringsOf(codes)
	}
}

// secret invents a credential that nothing but the API may show.
func (w *world) secret(kind string) string {
	return sprintf("%s%s%d-%d", kind, secretMark, w.seed, w.number())
}

func (w *world) totpSecret() string {
	return totpMark + base32.StdEncoding.WithPadding(base32.NoPadding).
		EncodeToString([]byte(sprintf("%05d%05d", w.seed%100_000, w.number())))
}

// digest has the shape of a bcrypt digest.
func (w *world) digest() string {
	return digestMark + sprintf("%044d", w.seed%1_000_000*1_000_000+uint64(w.number()))
}

// privateNote invents what private metadata holds: it is in the state, and nowhere
// else.
func (w *world) privateNote() string {
	return sprintf("%s%d-%d", noteMark, w.seed, w.number())
}

func anyOf(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

func stringsOf(values []any) []string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = value.(string)
	}
	return slices.Clip(texts)
}
