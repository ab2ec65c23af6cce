package chaos

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// mostFaults is the largest share of requests that go wrong.
const mostFaults = 0.3

// statuses replace the answer of a request, with a body of Clerk or without. A 404
// with a body of Clerk is not among them: it means that the object was deleted.
var statuses = []int{400, 401, 402, 403, 404, 409, 422, 429, 500, 502, 503, 504}

// targets are the requests that one rule applies to.
var targets = [][2]string{
	{"POST", "/v1/users"}, {"GET", "/v1/users"}, {"GET", "/v1/users/{user_id}"}, {"PATCH", "/v1/users/{user_id}"},
	{"DELETE", "/v1/users/{user_id}"}, {"*", "/v1/users/{user_id}/metadata"}, {"*", "/v1/users/{user_id}/profile_image"},
	{"POST", "/v1/email_addresses"}, {"DELETE", "/v1/email_addresses/{email_address_id}"}, {"POST", "/v1/phone_numbers"},
}

// accessTargets are the same for the objects around users.
var accessTargets = [][2]string{
	{"POST", "/v1/organizations"}, {"GET", "/v1/organizations"}, {"GET", "/v1/organizations/{organization_id}"},
	{"PATCH", "/v1/organizations/{organization_id}"}, {"DELETE", "/v1/organizations/{organization_id}"},
	{"*", "/v1/organizations/{organization_id}/metadata"},
	{"POST", "/v1/organizations/{organization_id}/memberships"}, {"GET", "/v1/organization_memberships"},
	{"GET", "/v1/organizations/{organization_id}/memberships"},
	{"PATCH", "/v1/organizations/{organization_id}/memberships/{user_id}"},
	{"DELETE", "/v1/organizations/{organization_id}/memberships/{user_id}"},
	{"*", "/v1/organizations/{organization_id}/memberships/{user_id}/metadata"},
	{"POST", "/v1/organizations/{organization_id}/invitations"}, {"GET", "/v1/organization_invitations"},
	{"GET", "/v1/organizations/{organization_id}/invitations"},
	{"GET", "/v1/organizations/{organization_id}/invitations/{invitation_id}"},
	{"*", "/v1/organizations/{organization_id}/invitations/{invitation_id}/revoke"},
	{"*", "/v1/invitations"}, {"*", "/v1/invitations/{invitation_id}/revoke"},
	{"*", "/v1/organization_roles"}, {"*", "/v1/organization_roles/{organization_role_id}"},
	{"*", "/v1/organization_permissions"}, {"*", "/v1/organization_permissions/{permission_id}"},
	{"*", "/v1/allowlist_identifiers"}, {"*", "/v1/allowlist_identifiers/{identifier_id}"},
	{"*", "/v1/blocklist_identifiers"}, {"*", "/v1/blocklist_identifiers/{identifier_id}"},
}

// target returns the requests that one rule applies to: of a world with objects around users, mostly those.
func (w *world) target() (method, path string) {
	among := targets
	if w.access != nil && w.chance(0.6) {
		among = accessTargets
	}
	target := among[w.IntN(len(among))]
	return target[0], target[1]
}

// faults are random rules. Together, those for all requests affect at most
// mostFaults of them.
func (w *world) faults() emulator.Faults {
	faults := emulator.Faults{Seed: w.Uint64()}
	for range w.IntN(3) {
		rule := w.fault()
		rule.Method, rule.Path = w.target()
		rule.Count = 1 + w.IntN(3)
		faults.Rules = append(faults.Rules, rule)
	}
	share := mostFaults
	if w.chance(0.5) {
		share *= w.Float64()
	}
	for rules := 1 + w.IntN(4); rules > 0; rules-- {
		rule := w.fault()
		rule.Probability = share / float64(rules)
		share -= rule.Probability
		rule.Method = []string{"*", "*", "POST", "PATCH", "PUT", "DELETE"}[w.IntN(6)]
		faults.Rules = append(faults.Rules, rule)
	}
	return faults
}

// fault is a rule without its target. Clerk does not carry out a request that it refuses,
// so that only a 5xx, and answers in another shape, come after the commit.
func (w *world) fault() emulator.FaultRule {
	kinds := emulator.FaultKinds()
	rule := emulator.FaultRule{Kind: kinds[w.IntN(len(kinds))]}
	if w.access != nil && rule.Kind == emulator.FaultRepeatedPost {
		// The name of an organization is not unique: the API then has two, and no search can know that.
		rule.Kind = emulator.FaultResetAfter
	}
	switch rule.Kind {
	case emulator.FaultStatus:
		rule.Status = statuses[w.IntN(len(statuses))]
		if rule.Status == 404 || w.chance(0.3) {
			rule.Body = emulator.FaultBodyNone
		}
		rule.AfterCommit = (rule.Status >= 500 || rule.Body == emulator.FaultBodyNone) && w.chance(0.5)
		if rule.Status == 429 {
			rule.RetryAfter = []string{"", "7", emulator.RetryAfterNone}[w.IntN(3)]
		}
	case emulator.FaultHTML:
		rule.Status = []int{200, 403, 404, 407, 413, 502}[w.IntN(6)]
		rule.AfterCommit = w.chance(0.5)
	case emulator.FaultForeignRefusal:
		rule.Status = []int{401, 403, 404, 407, 413, 429}[w.IntN(6)]
	case emulator.FaultDelay:
		// Half of these are later than the client waits.
		rule.DelayMS = w.milliseconds(20)
		rule.AfterCommit = w.chance(0.5)
	case emulator.FaultDrip:
		rule.DelayMS = 1 + w.IntN(20)
	case emulator.FaultRefused:
		rule.DelayMS = w.milliseconds(5)
	}
	return rule
}

// milliseconds is a time of up to as many seconds.
func (w *world) milliseconds(seconds int) int {
	return 1 + w.IntN(seconds*int(w.second.Milliseconds()))
}
