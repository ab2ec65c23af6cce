package emulator

import (
	"net/http"
	"slices"
	"time"
)

// contactChange has the parameters for creating and updating an email address or a phone number.
type contactChange struct {
	userID, value     param[string]
	verified, primary param[bool]
	// secondFactor is used for phone numbers only.
	secondFactor param[bool]
}

// createContact adds an identification to a user. The first of its kind becomes the primary one.
func (c *call) createContact(kind *contactKind, params contactChange, problems []problem) (any, error) {
	problems = append(problems, checkContact(kind, params.value)...)
	if !params.userID.hasValue() {
		problems = append(problems, missing("user_id"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	held := c.store.users[params.userID.Value]
	if held == nil {
		return nil, userNotFound(params.userID.Value)
	}
	if kind.claimant(c.store, params.value.Value) != nil ||
		slices.Contains(kind.index(c.store)[kind.fold(params.value.Value)], held.ID) {
		return nil, unprocessable(taken(kind.name, identifierExists))
	}
	first := len(kind.all(&held.User)) == 0
	if params.primary.Value && !params.verified.Value && !first {
		return nil, unprocessable(unverified("primary"))
	}
	if params.secondFactor.Value && !params.verified.Value {
		return nil, failure(http.StatusBadRequest, "identification_create_second_factor_unverified", "Create failed",
			"Unverified identifications cannot be a second factor")
	}
	a := held.clone()
	added := c.addContact(kind, a, params.value.Value, stateOf(params.verified.Value))
	if first || params.primary.Value {
		*kind.primary(&a.User) = &added
	}
	if params.secondFactor.Value {
		a.setSecondFactor(added, true)
	}
	c.save(a)
	return kind.wire(&a.User, added), nil
}

func stateOf(verified bool) string {
	if verified {
		return "verified"
	}
	return "unverified"
}

// addContact adds an identification and returns its id.
func (c *call) addContact(kind *contactKind, a *account, value, state string) string {
	identification := newIdentification(kind.name, state, time.UnixMilli(c.now))
	kind.add(&a.User, identification, kind.store(&c.behaviour, value))
	return identification.ID
}

// save stores a changed user.
func (c *call) save(a *account) {
	a.settleSecondFactors(c.now)
	a.UpdatedAt = c.now
	c.store.put(a)
}

func checkContact(kind *contactKind, value param[string]) []problem {
	switch {
	case !value.hasValue():
		return []problem{missing(kind.name)}
	case value.Value == "":
		return []problem{about(kind.name, "form_param_nil", "is empty", "%s must not be empty.", kind.name)}
	case !kind.valid(value.Value):
		return []problem{formatProblem(kind.name, kind.format)}
	}
	return nil
}

// contact returns the user with the identification in the path, and the id of the identification.
func (c *call) contact(kind *contactKind) (*account, string, error) {
	id := c.path(kind.idParam)
	a := c.store.userWithIdentification(id)
	if a == nil || kind.find(&a.User, id) == nil {
		return nil, "", identificationNotFound()
	}
	return a, id, nil
}

func (c *call) getContact(kind *contactKind) (any, error) {
	a, id, err := c.contact(kind)
	if err != nil {
		return nil, err
	}
	return kind.wire(&a.User, id), nil
}

func (c *call) updateContact(kind *contactKind, params contactChange, problems []problem) (any, error) {
	held, id, err := c.contact(kind)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a := held.clone()
	identification := kind.find(&a.User, id)
	if err := c.verify(kind, a, identification, params.verified); err != nil {
		return nil, err
	}
	if params.primary.Value && !identification.Verification.verified() {
		return nil, unprocessable(unverified("primary"))
	}
	if params.secondFactor.Value && !identification.Verification.verified() {
		return nil, failure(http.StatusBadRequest, "identification_update_second_factor_unverified", "Update failed",
			"Cannot update second factor attributes for unverified identification")
	}
	if params.primary.Value {
		*kind.primary(&a.User) = &id
	}
	if params.secondFactor.hasValue() {
		a.setSecondFactor(id, params.secondFactor.Value)
	}
	identification.UpdatedAt = c.now
	c.save(a)
	return kind.wire(&a.User, id), nil
}

// verify changes the verification of an identification.
func (c *call) verify(kind *contactKind, a *account, identification *Identification, verified param[bool]) error {
	switch {
	case !verified.hasValue() || verified.Value == identification.Verification.verified():
		return nil
	case !verified.Value:
		if c.behaviour.UnverifyAllowed {
			identification.Verification = nil
			a.dropSecondFactor(identification.ID)
		}
		return nil
	}
	if holder := kind.claimant(c.store, kind.value(&a.User, identification.ID)); holder != nil && holder.ID != a.ID {
		return unprocessable(taken(kind.name, identifierExists))
	}
	identification.Verification, identification.Reserved = verifiedByAdmin(), false
	return nil
}

func (c *call) deleteContact(kind *contactKind) (any, error) {
	held, id, err := c.contact(kind)
	if err != nil {
		return nil, err
	}
	identification := kind.find(&held.User, id)
	if err := notLinked(kind, identification); err != nil {
		return nil, err
	}
	left := held.usable()
	if identification.claimed() {
		left--
	}
	if err := c.checkRemoval(kind.name, len(kind.all(&held.User)) == 1, left); err != nil {
		return nil, err
	}
	a := held.clone()
	kind.remove(&a.User, id)
	c.promote(kind, a)
	a.settleDefaultSecondFactor()
	c.save(a)
	return DeletedObject{Object: kind.name, ID: id, Deleted: true}, nil
}

func notLinked(kind *contactKind, identification *Identification) error {
	if len(identification.LinkedTo) == 0 {
		return nil
	}
	return failure(http.StatusBadRequest, "delete_linked_identification_disallowed",
		"Deleting a linked "+kind.noun+" is not allowed",
		"This "+kind.noun+" is linked to a connected account. Remove the connected account first.")
}

// promote replaces a removed primary identification with the oldest verified one, or with none.
func (c *call) promote(kind *contactKind, a *account) {
	primary := kind.primary(&a.User)
	if *primary == nil || kind.find(&a.User, **primary) != nil {
		return
	}
	*primary = nil
	for _, identification := range kind.all(&a.User) {
		if identification.Verification.verified() && !c.behaviour.KeepPrimaryEmpty && *primary == nil {
			id := identification.ID
			*primary = &id
		}
	}
}

// replaceContact replaces all identifications of a kind with one.
func (c *call) replaceContact(kind *contactKind, value, state param[string], problems []problem) (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	problems = append(problems, checkContact(kind, value)...)
	states := []string{"verified", "reserved", "unverified"}
	if state.Sent && !slices.Contains(states, state.Value) {
		problems = append(problems, notAllowedValue("identification_status", states...))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if holder := kind.claimant(c.store, value.Value); holder != nil && holder.ID != held.ID {
		return nil, unprocessable(taken(kind.name, identifierExists))
	}
	a := held.clone()
	for _, identification := range kind.all(&held.User) {
		if err := notLinked(kind, identification); err != nil {
			return nil, err
		}
		kind.remove(&a.User, identification.ID)
	}
	chosen := "verified"
	if state.Sent {
		chosen = state.Value
	}
	added := c.addContact(kind, a, value.Value, chosen)
	*kind.primary(&a.User) = &added
	c.save(a)
	return kind.wire(&a.User, added), nil
}
