package emulator

import (
	"cmp"
	"net/http"
)

// updateUserParams is the body of PATCH /users/{user_id}.
type updateUserParams struct {
	profileParams
	passwordParams
	metadataParams
	PrimaryEmailAddressID            param[string] `param:"primary_email_address_id,nullable"`
	PrimaryPhoneNumberID             param[string] `param:"primary_phone_number_id,nullable"`
	PrimaryWeb3WalletID              param[string] `param:"primary_web3_wallet_id,nullable"`
	NotifyPrimaryEmailAddressChanged param[bool]   `param:"notify_primary_email_address_changed,nullable"`
	ProfileImageID                   param[string] `param:"profile_image_id,nullable"`
	SignOutOfOtherSessions           param[bool]   `param:"sign_out_of_other_sessions,nullable"`
}

// updateUser handles PATCH /users/{user_id}.
func (c *call) updateUser() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	var params updateUserParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	a := held.clone()
	if err := unprocessable(append(problems, params.check(c, a)...)...); err != nil {
		return nil, err
	}
	if err := unprocessable(params.conflicts(c.Emulator, a.ID)...); err != nil {
		return nil, err
	}
	if params.Username.Sent && params.Username.Value == "" && a.Username != nil {
		if err := c.checkRemoval("username", true, a.usable()-1); err != nil {
			return nil, err
		}
	}
	params.apply(a, c)
	c.store.put(a)
	if params.SignOutOfOtherSessions.Value {
		c.store.sessions.revokeUser(a.ID, c.now)
	}
	return c.view(a), nil
}

func (p *updateUserParams) check(c *call, a *account) []problem {
	problems := p.profileParams.check(c)
	identifiers := append(emailTexts(a), phoneTexts(a)...)
	identifiers = append(identifiers, textOf(a.Username), p.Username.Value)
	problems = append(problems, p.passwordParams.check(&c.behaviour, identifiers)...)
	problems = append(problems, c.checkMetadataAllowed(p.fields(), "/v1/users/{user_id}/metadata")...)
	problems = append(problems, p.checkPrimaries(a)...)
	if p.PasswordDigest.Null {
		problems = append(problems, wrongType("password_digest", "null", "string"))
	}
	if p.SkipPasswordChecks.Value && !p.Password.hasValue() {
		problems = append(problems, needs("password", "skip_password_checks"))
	}
	if p.SignOutOfOtherSessions.Value && !p.Password.hasValue() {
		problems = append(problems, needs("password", "sign_out_of_other_sessions"))
	}
	if p.ProfileImageID.hasValue() {
		problems = append(problems, resourceMissing("profile_image_id"))
	}
	return problems
}

// checkMetadataAllowed refuses metadata in the versions that have a separate endpoint for it.
func (c *call) checkMetadataAllowed(sent []namedMetadata, endpoint string) []problem {
	var problems []problem
	for _, metadata := range sent {
		switch {
		case !metadata.sent.Sent:
		case c.version >= "2026-05-12":
			code := cmp.Or(c.behaviour.PatchMetadataCode, "form_param_deprecated")
			problems = append(problems, about(metadata.name, code, "is deprecated",
				"%s cannot be changed here. Use PATCH or PUT %s.", metadata.name, endpoint))
		default:
			problems = append(problems, checkMetadata(&c.behaviour, metadata.name, metadata.sent.Value)...)
		}
	}
	return problems
}

// primaryChoice is a parameter that selects a primary identification.
type primaryChoice struct {
	name     string
	sent     param[string]
	verified func(id string) (verified, found bool)
	to       **string
}

func (p *updateUserParams) primaries(a *account) []primaryChoice {
	contact := func(kind *contactKind) func(string) (bool, bool) {
		return func(id string) (bool, bool) {
			identification := kind.find(&a.User, id)
			return identification != nil && identification.Verification.verified(), identification != nil
		}
	}
	wallet := func(id string) (bool, bool) {
		wallet := a.wallet(id)
		return wallet != nil && wallet.Verification.verified(), wallet != nil
	}
	return []primaryChoice{
		{"primary_email_address_id", p.PrimaryEmailAddressID, contact(&emailKind), &a.PrimaryEmailAddressID},
		{"primary_phone_number_id", p.PrimaryPhoneNumberID, contact(&phoneKind), &a.PrimaryPhoneNumberID},
		{"primary_web3_wallet_id", p.PrimaryWeb3WalletID, wallet, &a.PrimaryWeb3WalletID},
	}
}

func (p *updateUserParams) checkPrimaries(a *account) []problem {
	var problems []problem
	for _, choice := range p.primaries(a) {
		if !choice.sent.hasValue() {
			continue
		}
		switch verified, found := choice.verified(choice.sent.Value); {
		case !found:
			problems = append(problems, resourceMissing(choice.name))
		case !verified:
			problems = append(problems, unverified(choice.name))
		}
	}
	return problems
}

// apply changes the user with valid parameters. A null primary changes nothing.
func (p *updateUserParams) apply(a *account, c *call) {
	p.profileParams.apply(a, c)
	p.passwordParams.apply(a, c.now)
	for _, choice := range p.primaries(a) {
		if choice.sent.hasValue() {
			*choice.to = choice.sent.pointer()
		}
	}
	for i, metadata := range p.fields() {
		if metadata.sent.hasValue() {
			*a.metadataField(i) = compact(metadata.sent.Value)
		}
	}
	a.UpdatedAt = c.now
}

// deleteUser handles DELETE /users/{user_id}.
func (c *call) deleteUser() (any, error) {
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	if err := c.checkLastAdmin(a); err != nil {
		return nil, err
	}
	c.store.remove(a.ID)
	return DeletedObject{Object: "user", ID: a.ID, Deleted: true}, nil
}

// usable returns the number of identifiers that the user can sign in with.
func (a *account) usable() int {
	count := len(a.Web3Wallets) + len(a.ExternalAccounts)
	if a.Username != nil {
		count++
	}
	for _, kind := range []*contactKind{&emailKind, &phoneKind} {
		for _, identification := range kind.all(&a.User) {
			if identification.claimed() {
				count++
			}
		}
	}
	return count
}

// checkRemoval refuses to remove an identifier if it is the last one of a required type, or the last usable one.
func (c *call) checkRemoval(identifier string, last bool, usableLeft int) error {
	if last && c.behaviour.requires(identifier) {
		return failure(http.StatusBadRequest, "last_required_identification_deletion_failed", "Deletion failed",
			"You are required to maintain at least one "+identifier+" in your account at all times")
	}
	if usableLeft < 1 {
		return failure(http.StatusBadRequest, "identification_deletion_failed", "Deletion failed",
			"You cannot delete your last identification.")
	}
	return nil
}
