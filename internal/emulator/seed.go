package emulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
)

// Seed is the initial data of an instance. Its JSON is the format of seed files.
type Seed struct {
	// Behaviour replaces the behaviour of the instance if it is set.
	Behaviour *Behaviour `json:"behaviour,omitempty"`
	// Count is the number of generated users to add.
	Count int `json:"count,omitempty"`
	// Users are the users to add, each as the body of POST /users or in the format of the API ("object": "user").
	Users    []SeedUser    `json:"users,omitempty"`
	Clients  []SeedClient  `json:"clients,omitempty"`
	Sessions []SeedSession `json:"sessions,omitempty"`
	// Permissions are permissions of organizations to add, in the format of the API. Omitted values are generated.
	Permissions []Permission  `json:"permissions,omitempty"`
	Roles       []SeedRole    `json:"roles,omitempty"`
	RoleSets    []SeedRoleSet `json:"role_sets,omitempty"`
	// Organizations are the organizations to add, in the format of the API. Omitted values are generated.
	Organizations  []Organization      `json:"organizations,omitempty"`
	Memberships    []SeedMembership    `json:"memberships,omitempty"`
	Invitations    []SeedInvitation    `json:"invitations,omitempty"`
	TrustedDevices []SeedTrustedDevice `json:"trusted_devices,omitempty"`
	// UserInvitations are invitations to the instance. Invitations are those to organizations.
	UserInvitations      []SeedUserInvitation `json:"user_invitations,omitempty"`
	AllowlistIdentifiers []SeedListIdentifier `json:"allowlist_identifiers,omitempty"`
	BlocklistIdentifiers []SeedListIdentifier `json:"blocklist_identifiers,omitempty"`
	WaitlistEntries      []SeedWaitlistEntry  `json:"waitlist_entries,omitempty"`
	// JWTTemplates and OAuthAccessTokens are the data for tokens.
	JWTTemplates      []SeedJWTTemplate      `json:"jwt_templates,omitempty"`
	OAuthAccessTokens []SeedOAuthAccessToken `json:"oauth_access_tokens,omitempty"`
}

// SeedUser is a user to add.
type SeedUser struct {
	// Wire is the user in the format of the API. In JSON, it can be combined only with the profile image and the plain
	// password.
	Wire *User `json:"-"`
	// Body is the body of POST /users, with the same checks as in the API. In JSON, the following fields are part of it.
	Body map[string]any `json:"-"`
	// ID is the id of the user. If it is empty, an id is generated.
	ID string `json:"id"`
	// Unverified are additional email addresses and phone numbers without a verification.
	Unverified []string `json:"unverified"`
	// Passkeys and accounts, which no request can create. Omitted values, such as ids, are generated.
	Passkeys           []Passkey           `json:"passkeys"`
	ExternalAccounts   []ExternalAccount   `json:"external_accounts"`
	SAMLAccounts       []SAMLAccount       `json:"saml_accounts"`
	EnterpriseAccounts []EnterpriseAccount `json:"enterprise_accounts"`
	// ProfileImage adds an image without content.
	ProfileImage *ProfileImage `json:"profile_image"`
	// PlainPassword is the password if Body has only a digest, or if the user is in the format of the API. The emulator
	// needs it to verify a password with a digest that it cannot compute.
	PlainPassword string `json:"plain_password"`
	// Organizations are ids of organizations. The user is a member with default values. SeedMembership has more options.
	Organizations []string `json:"organizations"`
	// LastActiveAt and LastSignInAt are in Unix milliseconds. 0 means never.
	LastActiveAt int64 `json:"last_active_at"`
	LastSignInAt int64 `json:"last_sign_in_at"`
}

// seedKeys are the keys of a SeedUser that are not part of the body of POST /users.
var seedKeys = []string{
	"id",
	"unverified",
	"passkeys",
	"external_accounts",
	"saml_accounts",
	"enterprise_accounts",
	"profile_image",
	"organizations",
	"plain_password",
	"last_active_at",
	"last_sign_in_at",
}

// UnmarshalJSON decodes both forms of a user.
func (s *SeedUser) UnmarshalJSON(raw []byte) error {
	var kind struct {
		Object        string        `json:"object"`
		ProfileImage  *ProfileImage `json:"profile_image"`
		PlainPassword string        `json:"plain_password"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return err
	}
	if kind.Object == "user" {
		s.ProfileImage, s.PlainPassword = kind.ProfileImage, kind.PlainPassword
		return json.Unmarshal(raw, &s.Wire)
	}
	type fields SeedUser // avoids the recursion
	if err := json.Unmarshal(raw, (*fields)(s)); err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&s.Body); err != nil {
		return err
	}
	for _, key := range seedKeys {
		delete(s.Body, key)
	}
	return nil
}

// Seed adds the objects in seed to the instance. It stops at the first invalid object, such as one with a taken email
// address, and the error names it.
func (e *Emulator) Seed(seed Seed) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.data.changed()
	if seed.Behaviour != nil {
		e.behaviour = *seed.Behaviour
	}
	for _, add := range []func() error{
		adding("permission", seed.Permissions, e.seedPermission),
		adding("role", seed.Roles, e.seedRole),
		adding("role set", seed.RoleSets, e.seedRoleSet),
		adding("organization", seed.Organizations, e.seedOrganization),
		adding("user", seed.Users, e.seedUser),
		adding("membership", seed.Memberships, e.seedMembership),
		adding("invitation", seed.Invitations, e.seedInvitation),
		adding("user invitation", seed.UserInvitations, e.seedUserInvitation),
		adding("allow-list identifier", seed.AllowlistIdentifiers, e.seedAllowlist),
		adding("block-list identifier", seed.BlocklistIdentifiers, e.seedBlocklist),
		adding("waitlist entry", seed.WaitlistEntries, e.seedWaitlistEntry),
		adding("trusted device", seed.TrustedDevices, e.seedTrustedDevice),
		adding("client", seed.Clients, e.seedClient),
		adding("session", seed.Sessions, e.seedSession),
		adding("client", seed.Clients, e.settleSeedClient),
		adding("JWT template", seed.JWTTemplates, e.seedJWTTemplate),
		adding("OAuth access token", seed.OAuthAccessTokens, e.seedOAuthAccessToken),
	} {
		if err := add(); err != nil {
			return err
		}
	}
	e.makeUsers(seed.Count)
	return nil
}

// adding returns a function that adds the items one by one, and names the item in an error.
func adding[T any](kind string, items []T, add func(T) error) func() error {
	return func() error {
		for i, item := range items {
			if err := add(item); err != nil {
				return fmt.Errorf("%s %d of the seed: %w", kind, i+1, err)
			}
		}
		return nil
	}
}

// seededUser returns the user with the id, or the user with the identifier, which can also be an id.
func (e *Emulator) seededUser(id, identifier string) (*account, error) {
	a := e.store.users[cmp.Or(id, identifier)]
	if a == nil && id == "" {
		a = e.store.find(identifier)
	}
	if a == nil {
		return nil, fmt.Errorf("there is no user %s", cmp.Or(id, identifier))
	}
	return a, nil
}

func (e *Emulator) seedUser(seed SeedUser) error {
	a, err := e.seedAccount(seed)
	if err != nil {
		return err
	}
	if e.store.users[a.ID] != nil {
		return fmt.Errorf("there is a user %s already", a.ID)
	}
	now := e.Now()
	for _, value := range seed.Unverified {
		kind := emailKind
		if value != "" && value[0] == '+' {
			kind = phoneKind
		}
		kind.add(&a.User, newIdentification(kind.name, "unverified", now), value)
	}
	a.Passkeys = append(a.Passkeys, seed.Passkeys...)
	a.ExternalAccounts = append(a.ExternalAccounts, seed.ExternalAccounts...)
	a.SAMLAccounts = append(a.SAMLAccounts, seed.SAMLAccounts...)
	a.EnterpriseAccounts = append(a.EnterpriseAccounts, seed.EnterpriseAccounts...)
	if seed.PlainPassword != "" && !a.PasswordEnabled {
		return fmt.Errorf("user %s has no password that plain_password could be", a.ID)
	}
	a.Credentials.Plain = seed.PlainPassword
	if seed.LastActiveAt != 0 {
		a.LastActiveAt = &seed.LastActiveAt
	}
	if seed.LastSignInAt != 0 {
		a.LastSignInAt = &seed.LastSignInAt
	}
	e.seedImage(a, seed.ProfileImage)
	completeUser(&a.User, now)
	if err := e.joinFromWire(a); err != nil {
		return err
	}
	for _, id := range seed.Organizations {
		if err := e.join(a.ID, Organization{ID: id}, membership{}); err != nil {
			return err
		}
	}
	e.store.put(a)
	return nil
}

// seedAccount creates a user from both forms.
func (e *Emulator) seedAccount(seed SeedUser) (*account, error) {
	if seed.Wire == nil {
		body, err := json.Marshal(seed.Body)
		if err != nil {
			return nil, err
		}
		a, err := e.seedFromBody(body)
		if err != nil {
			return nil, err
		}
		a.ID = cmp.Or(seed.ID, a.ID)
		a.ImageURL = defaultImageURL(e.instance, a.ID)
		return a, nil
	}
	a := &account{User: seed.Wire.clone()}
	a.ID = cmp.Or(seed.ID, a.ID)
	completeUser(&a.User, e.Now())
	if a.Locked {
		a.LockExpiresAt = e.behaviour.lockExpiry(e.Now().UnixMilli())
	}
	return a, e.checkSeedClaims(a)
}

// seedImage sets the URL of the image of an existing user.
func (e *Emulator) seedImage(a *account, image *ProfileImage) {
	switch {
	case image != nil && !a.HasImage, a.HasImage && a.ImageURL == "":
		a.setImage(image, e.Now())
	case image != nil:
		a.ProfileImage = image
	case a.ImageURL == "":
		a.ImageURL = defaultImageURL(e.instance, a.ID)
	}
}

func (e *Emulator) seedFromBody(body []byte) (*account, error) {
	members, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	var params createUserParams
	problems := c.assign(members, &params)
	return c.newAccount(params, problems)
}
