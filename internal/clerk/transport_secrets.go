package clerk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// bodies lists the JSON body of every operation that has one. Other bodies are refused, so that a test can check all
// parameters.
var bodies = map[string]any{
	createUser.String():                 UserCreateParams{},
	updateUser.String():                 UserUpdateParams{},
	mergeUserMetadata.String():          UserMetadataParams{},
	replaceUserMetadata.String():        UserMetadataParams{},
	removeUserPassword.String():         removePassword{},
	setPasswordCompromised.String():     passwordCompromised{},
	verifyUserPassword.String():         verifyPassword{},
	verifyUserTOTP.String():             verifyTOTP{},
	banUsers.String():                   bulkUsers{},
	unbanUsers.String():                 bulkUsers{},
	createEmailAddress.String():         EmailAddressCreateParams{},
	updateEmailAddress.String():         EmailAddressUpdateParams{},
	createPhoneNumber.String():          PhoneNumberCreateParams{},
	updatePhoneNumber.String():          PhoneNumberUpdateParams{},
	createSessionToken.String():         SessionTokenParams{},
	createSessionTemplateToken.String(): SessionTokenParams{},
	createSignInToken.String():          SignInTokenCreateParams{},
	createActorToken.String():           ActorTokenCreateParams{},
	verifyClient.String():               clientToken{},

	createOrganization.String():          OrganizationCreateParams{},
	updateOrganization.String():          OrganizationUpdateParams{},
	replaceOrganizationMetadata.String(): OrganizationMetadataParams{},
	createMembership.String():            MembershipCreateParams{},
	updateMembership.String():            membershipUpdateParams{},
	mergeMembershipMetadata.String():     OrganizationMetadataParams{},
	createRole.String():                  RoleParams{},
	updateRole.String():                  RoleParams{},
	createPermission.String():            PermissionParams{},
	updatePermission.String():            PermissionParams{},
	createAllowlistIdentifier.String():   ListIdentifierParams{},
	createBlocklistIdentifier.String():   ListIdentifierParams{},
	inviteWaitlistEntry.String():         waitlistInvite{},

	createOrganizationInvitation.String(): OrganizationInvitationCreateParams{},
	revokeOrganizationInvitation.String(): revokeInvitation{},
	createInvitation.String():             InvitationCreateParams{},
}

// openParams are the parameters with values that are not secret. All other parameters are secret, so that a forgotten
// parameter is hidden.
var openParams = []string{
	"actor", "create_organizations_limit", "created_at", "created_by", "description", "email_address",
	"email_address_identification_status", "expires_in_days", "expires_in_seconds", "external_id", "first_name",
	"identifier", "inviter_user_id", "key", "last_name", "legal_accepted_at", "locale", "max_allowed_memberships",
	"name", "org_id", "password_hasher", "permissions", "phone_number", "phone_number_identification_status",
	"primary_email_address_id", "primary_phone_number_id", "primary_web3_wallet_id", "profile_image_id",
	"public_metadata", "redirect_url", "requesting_user_id", "role", "role_set_key",
	"session_max_duration_in_seconds", "slug", "template_slug", "unsafe_metadata", "user_id", "user_ids", "username",
	"web3_wallet",
}

// knownCodes are the error codes that the client handles. They are never redacted.
var knownCodes = append([]string{
	codeDataMissing, codeCreatorNotFound, codeSignInTokenNotPending, codeActorTokenNotPending, CodeClientNotFound,
	CodeIncorrectPassword, CodeNoPasswordSet, CodeIncorrectTOTP, CodeTOTPDisabled,
	codeInvitationNotPending, codeInvitationAccepted, codeInvitationRevoked,
}, slices.Concat(duplicateCodes, existingCodes, lockedCodes)...)

const (
	// shortestSecret is the minimum length in bytes of a secret that is redacted. A shorter secret occurs in other words,
	// where the mark would reveal it. shortestCode is the minimum for a secret with a digit or a sign, such as a TOTP
	// code.
	shortestSecret = 8
	shortestCode   = 6
)

// checkBody refuses a body that is not in bodies.
func checkBody(op operation, body any) error {
	if body != nil && reflect.TypeOf(body) != reflect.TypeOf(bodies[op.String()]) {
		return fmt.Errorf("the body %T is not declared in transport_secrets.go", body)
	}
	return nil
}

// redactionOf returns the redaction of a request, for the secret key and the secrets in the JSON body.
func (s *settings) redactionOf(op operation, body []byte) *redaction {
	var params map[string]json.RawMessage
	_ = json.Unmarshal(body, &params) // other bodies have no parameters
	found := secretsIn{known: wordsOf(op.pattern)}
	for name, value := range params {
		found.known = append(found.known, wordsOf(name)...)
		if slices.Contains(openParams, name) {
			found.open = append(found.open, scalars(value)...)
		}
	}
	found.add(s.secretKey)
	for name, value := range params {
		if !slices.Contains(openParams, name) {
			found.addParam(value)
		}
	}
	return newRedaction(found.secrets)
}

// secretsIn collects the secrets of a request.
type secretsIn struct {
	secrets []string
	known   []string // words of the operation and its parameters, which error messages contain
	open    []string // values of parameters that are not secret
}

func (s *secretsIn) addParam(value json.RawMessage) {
	text := string(bytes.TrimSpace(value))
	if !strings.HasPrefix(text, "{") {
		for _, credential := range scalars(value) {
			s.add(credential)
		}
		return
	}
	if len(text) >= shortestSecret {
		s.add(text)
	}
	for _, leaf := range scalars(value) {
		if len(leaf) >= shortestSecret && !slices.Contains(s.open, leaf) {
			s.add(leaf)
		}
	}
}

// add adds a secret, each line of it, and the decoded parts of a JWT.
func (s *secretsIn) add(secret string) {
	parts := append([]string{secret}, strings.FieldsFunc(secret, func(r rune) bool { return r == '\n' || r == '\r' })...)
	for _, part := range append(parts, partsOfJWT(secret)...) {
		if isLongEnough(part) && !slices.Contains(s.known, strings.ToLower(part)) {
			s.secrets = append(s.secrets, part)
		}
	}
}

func isLongEnough(secret string) bool {
	isLetter := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
	return len(secret) >= shortestSecret || len(secret) >= shortestCode && strings.TrimFunc(secret, isLetter) != ""
}

// scalars returns all strings and numbers in a JSON value.
func scalars(value json.RawMessage) []string {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	var decoded any
	if decoder.Decode(&decoded) != nil {
		return nil
	}
	return appendScalars(nil, decoded)
}

func appendScalars(found []string, value any) []string {
	switch value := value.(type) {
	case string:
		return append(found, value)
	case json.Number:
		return append(found, value.String())
	case []any:
		for _, element := range value {
			found = appendScalars(found, element)
		}
	case map[string]any:
		for _, element := range value {
			found = appendScalars(found, element)
		}
	}
	return found
}

// partsOfJWT returns the segments of a JWT and the strings in its claims. An error of Clerk about a client token
// repeats one of them.
func partsOfJWT(token string) []string {
	claims := unverifiedClaims(token)
	if claims == nil {
		return nil
	}
	return appendScalars(strings.Split(token, "."), claims) // numbers are float64 here and are ignored
}

// wordsOf returns a name or path, and the words in it.
func wordsOf(name string) []string {
	return append(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("_/{}", r) }), name)
}
