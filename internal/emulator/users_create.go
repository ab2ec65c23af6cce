package emulator

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// createUserParams is the body of POST /users.
type createUserParams struct {
	profileParams
	passwordParams
	metadataParams
	EmailAddress            param[[]string] `param:"email_address"`
	EmailAddressStatus      param[[]string] `param:"email_address_identification_status"`
	PhoneNumber             param[[]string] `param:"phone_number"`
	PhoneNumberStatus       param[[]string] `param:"phone_number_identification_status"`
	Web3Wallet              param[[]string] `param:"web3_wallet"`
	SkipPasswordRequirement param[bool]     `param:"skip_password_requirement,nullable"`
	SkipUserRequirement     param[bool]     `param:"skip_user_requirement,nullable"`
	Banned                  param[bool]     `param:"banned,nullable"`
	Locked                  param[bool]     `param:"locked,nullable"`
}

// createUser handles POST /users.
func (c *call) createUser() (any, error) {
	var params createUserParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	a, err := c.newAccount(params, problems)
	if err != nil {
		return nil, err
	}
	a.added = c.now
	c.store.put(a)
	return c.view(a), nil
}

// newAccount returns the account for params, if it is valid. problems are the problems that are already known.
func (c *call) newAccount(params createUserParams, problems []problem) (*account, error) {
	problems = append(problems, params.check(c)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if err := params.missingData(&c.behaviour); err != nil {
		return nil, err
	}
	if params.Banned.Value && c.behaviour.BanNeedsPlan {
		return nil, planLacks("user_ban")
	}
	if params.Locked.Value && c.behaviour.LockoutDisabled {
		return nil, featureOff("locked")
	}
	if err := unprocessable(params.conflicts(c.Emulator)...); err != nil {
		return nil, err
	}
	return params.account(c), nil
}

func (p *createUserParams) check(c *call) []problem {
	problems := p.profileParams.check(c)
	problems = append(problems, checkContacts(&emailKind, p.EmailAddress.Value, p.EmailAddressStatus.Value)...)
	problems = append(problems, checkContacts(&phoneKind, p.PhoneNumber.Value, p.PhoneNumberStatus.Value)...)
	problems = append(problems, checkWallets(p.Web3Wallet.Value)...)
	identifiers := slices.Concat(p.EmailAddress.Value, p.PhoneNumber.Value, []string{p.Username.Value})
	problems = append(problems, p.passwordParams.check(&c.behaviour, identifiers)...)
	for _, metadata := range p.fields() {
		problems = append(problems, checkMetadata(&c.behaviour, metadata.name, metadata.sent.Value)...)
	}
	return problems
}

func checkContacts(kind *contactKind, values, states []string) []problem {
	var problems []problem
	seen := map[string]bool{}
	for _, value := range values {
		folded := kind.fold(value)
		switch {
		case !kind.valid(value):
			problems = append(problems, formatProblem(kind.name, kind.format))
		case seen[folded]:
			problems = append(problems, duplicated(kind.name))
		}
		seen[folded] = true
	}
	param := kind.name + "_identification_status"
	if len(states) > 0 && len(states) != len(values) {
		problems = append(problems, about(param, "form_param_array_length_mismatch", "length mismatch",
			"%s must contain exactly one item for each item in %s.", param, kind.name))
	}
	for _, state := range states {
		if state != "verified" && state != "reserved" {
			problems = append(problems, notAllowedValue(param, "verified", "reserved"))
		}
	}
	return problems
}

func checkWallets(addresses []string) []problem {
	var problems []problem
	seen := map[string]bool{}
	for _, address := range addresses {
		switch folded := foldWallet(address); {
		case !validWallet(address):
			problems = append(problems, formatProblem("web3_wallet", "a valid web3 wallet address"))
		case seen[folded]:
			problems = append(problems, duplicated("web3_wallet"))
		default:
			seen[folded] = true
		}
	}
	return problems
}

// missingData refuses a user without the data that the instance requires.
func (p *createUserParams) missingData(behaviour *Behaviour) error {
	held := map[string]bool{
		"email_address": len(p.EmailAddress.Value) > 0,
		"phone_number":  len(p.PhoneNumber.Value) > 0,
		"username":      p.Username.Value != "",
		"web3_wallet":   len(p.Web3Wallet.Value) > 0,
	}
	types := []string{"email_address", "phone_number", "username", "web3_wallet"}
	var lacking []string
	if !slices.ContainsFunc(types, func(name string) bool { return held[name] }) {
		lacking = types
	}
	if !p.SkipUserRequirement.Value && len(behaviour.RequiredIdentifiers) > 0 {
		lacking = slices.DeleteFunc(slices.Clone(behaviour.RequiredIdentifiers), func(name string) bool { return held[name] })
	}
	hasPassword := p.Password.hasValue() || p.PasswordDigest.hasValue()
	if behaviour.PasswordRequired && !hasPassword && !p.SkipPasswordRequirement.Value {
		lacking = append(slices.Clone(lacking), "password")
	}
	if behaviour.LegalConsentRequired && !p.LegalAcceptedAt.hasValue() && !p.SkipLegalChecks.Value {
		lacking = append(slices.Clone(lacking), "legal_accepted_at")
	}
	if len(lacking) == 0 {
		return nil
	}
	return unprocessable(problem{
		Message:     "missing data",
		LongMessage: fmt.Sprintf("%q data doesn't match user requirements set for this instance", lacking),
		Code:        "form_data_missing",
		Meta:        map[string]any{"param_names": lacking},
	})
}

// conflicts returns the identifiers of other users.
func (p *createUserParams) conflicts(e *Emulator) []problem {
	problems := p.profileParams.conflicts(e, "")
	for _, value := range p.EmailAddress.Value {
		if emailKind.claimant(e.store, value) != nil {
			problems = append(problems, taken("email_address", identifierExists))
		}
	}
	for _, value := range p.PhoneNumber.Value {
		if phoneKind.claimant(e.store, value) != nil {
			problems = append(problems, taken("phone_number", identifierExists))
		}
	}
	for _, value := range p.Web3Wallet.Value {
		if len(e.store.wallets[foldWallet(value)]) > 0 {
			problems = append(problems, taken("web3_wallet", identifierExists))
		}
	}
	return problems
}

// account builds the account from valid params.
func (p *createUserParams) account(c *call) *account {
	now := time.UnixMilli(c.now)
	a := freshAccount(c.Emulator, now)
	p.profileParams.apply(a, c)
	p.passwordParams.apply(a, c.now)
	addContacts(&emailKind, a, p.EmailAddress.Value, p.EmailAddressStatus.Value, c)
	addContacts(&phoneKind, a, p.PhoneNumber.Value, p.PhoneNumberStatus.Value, c)
	for _, address := range p.Web3Wallet.Value {
		a.Web3Wallets = append(a.Web3Wallets, newWallet(address, now))
	}
	if len(a.Web3Wallets) > 0 {
		a.PrimaryWeb3WalletID = &a.Web3Wallets[0].ID
	}
	for i, metadata := range p.fields() {
		if metadata.sent.hasValue() {
			*a.metadataField(i) = compact(metadata.sent.Value)
		}
	}
	a.Banned = p.Banned.Value
	if p.Locked.Value {
		a.Locked, a.LockExpiresAt = true, c.behaviour.lockExpiry(c.now)
	}
	return a
}

// addContacts adds the values. The first becomes the primary one.
func addContacts(kind *contactKind, a *account, values, states []string, c *call) {
	for i, value := range values {
		state := "verified"
		if len(states) > 0 {
			state = states[i]
		}
		identification := newIdentification(kind.name, state, time.UnixMilli(c.now))
		kind.add(&a.User, identification, kind.store(&c.behaviour, value))
		if i == 0 {
			*kind.primary(&a.User) = &identification.ID
		}
	}
}

func newWallet(address string, at time.Time) Web3Wallet {
	return Web3Wallet{
		ID:           newID(identificationPrefix, at),
		Object:       "web3_wallet",
		Web3Wallet:   strings.TrimSpace(address),
		Verification: verifiedByAdmin(),
		CreatedAt:    at.UnixMilli(),
		UpdatedAt:    at.UnixMilli(),
	}
}
