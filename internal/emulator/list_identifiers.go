package emulator

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// Values of Behaviour.BareDomain and Behaviour.EmptyInvitationID.
const (
	bareDomainKept       = "keep"
	bareDomainNormalised = "normalise"
	invitationIDEmpty    = "empty"
	invitationIDNull     = "null"
)

var (
	// wildcardShape is an email address with a wildcard as its whole local part, such as *@example.com or
	// *@*.example.com.
	wildcardShape = regexp.MustCompile(`^\*@(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$`)
	domainShape   = regexp.MustCompile(`^@?[a-z0-9-]+(\.[a-z0-9-]+)+$`)
)

// allowlistAnswer is an identifier in an answer of the allow-list. Without an invitation, invitation_id can also be an
// empty string, or null.
type allowlistAnswer struct {
	ListIdentifier
	InvitationID any `json:"invitation_id,omitempty"`
}

// createAllowlistIdentifier handles POST /allowlist_identifiers.
func (c *call) createAllowlistIdentifier() (any, error) {
	if c.behaviour.AllowlistNeedsPlan {
		return nil, planLacks("allowlist")
	}
	var params struct {
		Identifier param[string] `param:"identifier"`
		Notify     param[bool]   `param:"notify"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	made, err := c.newIdentifier(c.store.allowlist, params.Identifier, problems)
	if err != nil {
		return nil, err
	}
	if params.Notify.Value && made.IdentifierType == "email_address" && !strings.Contains(made.Identifier, "*") {
		invited, err := c.inviteUsers([]userInvitationParams{{
			invitationParams: invitationParams{EmailAddress: param[string]{Value: made.Identifier}},
		}}, false)
		if err != nil {
			return nil, err
		}
		made.InvitationID = invited[0].ID
	}
	c.store.allowlist.put(made)
	return c.allowlistAnswer(made), nil
}

// createBlocklistIdentifier handles POST /blocklist_identifiers.
func (c *call) createBlocklistIdentifier() (any, error) {
	if c.behaviour.BlocklistNeedsPlan {
		return nil, planLacks("blocklist")
	}
	var params struct {
		Identifier param[string] `param:"identifier"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	made, err := c.newIdentifier(c.store.blocklist, params.Identifier, problems)
	if err != nil {
		return nil, err
	}
	c.store.blocklist.put(made)
	return made, nil
}

// newIdentifier returns the identifier in the form in which lists have it, unless the list has it already.
func (c *call) newIdentifier(list *identifierList, sent param[string], problems []problem) (*ListIdentifier, error) {
	if err := unprocessable(required(problems, "identifier", sent)...); err != nil {
		return nil, err
	}
	identifier, kind := c.listed(sent.Value)
	if kind == "" {
		return nil, unprocessable(formatProblem("identifier",
			"an email address, a phone number, a web3 wallet address, or a wildcard such as *@example.com"))
	}
	if list.byIdentifier.first(identifier) != nil {
		return nil, duplicateIdentifier(list.kind, identifier)
	}
	return &ListIdentifier{
		Object: list.kind + "_identifier", ID: newID(list.prefix, c.time()), Identifier: identifier, IdentifierType: kind,
		InstanceID: c.instance, CreatedAt: c.now, UpdatedAt: c.now,
	}, nil
}

// listed returns the stored form and the type of an identifier. The type of an invalid one is empty.
func (e *Emulator) listed(sent string) (identifier, kind string) {
	folded := foldEmail(sent)
	switch {
	case validPhone(strings.TrimSpace(sent)):
		return strings.TrimSpace(sent), "phone_number"
	case wildcardShape.MatchString(folded), validEmail(folded):
		return folded, "email_address"
	case validWallet(strings.TrimSpace(sent)):
		return foldWallet(strings.TrimSpace(sent)), "web3_wallet"
	case domainShape.MatchString(folded) && e.behaviour.BareDomain == bareDomainKept:
		return folded, "email_address"
	case domainShape.MatchString(folded) && e.behaviour.BareDomain == bareDomainNormalised:
		return "*@" + strings.TrimPrefix(folded, "@"), "email_address"
	}
	return "", ""
}

// listAllowlist handles GET /allowlist_identifiers, the newest first.
func (c *call) listAllowlist() (any, error) {
	if c.behaviour.AllowlistNeedsPlan {
		return nil, planLacks("allowlist")
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	return bareList(c, query, reversed(c.store.allowlist.all()), requested, c.allowlistAnswer), nil
}

// listBlocklist handles GET /blocklist_identifiers, the newest first. It returns all identifiers.
func (c *call) listBlocklist() (any, error) {
	if c.behaviour.BlocklistNeedsPlan {
		return nil, planLacks("blocklist")
	}
	found := reversed(c.store.blocklist.all())
	same := func(i *ListIdentifier) *ListIdentifier { return i }
	if !c.behaviour.BlocklistPaged {
		return page{Data: answers(found, same), TotalCount: len(found)}, nil
	}
	requested, problems := parsePageRange(c.request.URL.Query())
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	return paged(found, requested, same), nil
}

// deleteAllowlistIdentifier handles DELETE /allowlist_identifiers/{identifier_id}.
func (c *call) deleteAllowlistIdentifier() (any, error) {
	if c.behaviour.AllowlistNeedsPlan {
		return nil, planLacks("allowlist")
	}
	held, err := c.identifier(c.store.allowlist)
	if err != nil {
		return nil, err
	}
	if invitation := c.store.invitations.get(held.InvitationID); invitation != nil && c.behaviour.AllowlistDeleteRevokes &&
		invitation.at(c.now).Status == "pending" {
		c.revoked(invitation)
	}
	c.store.allowlist.remove(held.ID)
	return DeletedObject{Object: held.Object, ID: held.ID, Deleted: true}, nil
}

// deleteBlocklistIdentifier handles DELETE /blocklist_identifiers/{identifier_id}.
func (c *call) deleteBlocklistIdentifier() (any, error) {
	if c.behaviour.BlocklistNeedsPlan {
		return nil, planLacks("blocklist")
	}
	held, err := c.identifier(c.store.blocklist)
	if err != nil {
		return nil, err
	}
	c.store.blocklist.remove(held.ID)
	return DeletedObject{Object: held.Object, ID: held.ID, Deleted: true}, nil
}

func (c *call) allowlistAnswer(held *ListIdentifier) allowlistAnswer {
	answer := allowlistAnswer{ListIdentifier: *held}
	switch {
	case held.InvitationID != "":
		answer.InvitationID = held.InvitationID
	case c.behaviour.EmptyInvitationID == invitationIDEmpty:
		answer.InvitationID = ""
	case c.behaviour.EmptyInvitationID == invitationIDNull:
		answer.InvitationID = json.RawMessage("null")
	}
	return answer
}

// identifier returns the identifier in the path.
func (c *call) identifier(list *identifierList) (*ListIdentifier, error) {
	id := c.path("identifier_id")
	if held := list.get(id); held != nil {
		return held, nil
	}
	return nil, failure(http.StatusNotFound, "resource_not_found", "not found", "No identifier was found with id "+id)
}
