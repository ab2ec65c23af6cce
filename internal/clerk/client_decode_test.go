package clerk_test

import (
	"encoding/json"
	"net/http"
	"reflect"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const sessionJSON = `{"object":"session","id":"sess_1","user_id":"user_1","client_id":"client_1",
		"actor":{"sub":"user_9"},"status":"pending",
	"last_active_organization_id":"org_1","last_active_at":1,"expire_at":2,"abandon_at":3,"updated_at":4,"created_at":5,
	"tasks":[{"key":"choose-organization"}],
	"latest_activity":{"object":"session_activity","id":"sess_activity_1","device_type":"Macintosh","is_mobile":true,
	"browser_name":"Firefox",
		"browser_version":"140","ip_address":"192.0.2.1","city":"London","country":"GB"}}`

var session = clerk.Session{
	ID:                       "sess_1",
	UserID:                   "user_1",
	ClientID:                 "client_1",
	Actor:                    json.RawMessage(`{"sub":"user_9"}`),
	Status:                   "pending",
	LastActiveOrganizationID: ptr("org_1"),
	LastActiveAt:             1,
	ExpireAt:                 2,
	AbandonAt:                3,
	UpdatedAt:                4,
	CreatedAt:                5,
	Tasks:                    []clerk.SessionTask{{Key: "choose-organization"}},
	LatestActivity: &clerk.SessionActivity{
		ID:             "sess_activity_1",
		DeviceType:     "Macintosh",
		IsMobile:       true,
		BrowserName:    "Firefox",
		BrowserVersion: "140",
		IPAddress:      "192.0.2.1",
		City:           "London",
		Country:        "GB",
	},
}

// TestClient_everyField_isDecoded decodes objects in which no field has its zero value.
func TestClient_everyField_isDecoded(t *testing.T) {
	page := func(object string) string { return `{"data":[` + object + `],"total_count":1}` }
	for name, test := range map[string]struct {
		body string
		read func(*clerk.Client) (any, error)
		want any
	}{
		"session": {sessionJSON, func(c *clerk.Client) (any, error) {
			return c.GetSession(background(), "sess_1")
		}, &session},
		"client": {`{"object":"client","id":"client_1","session_ids":["sess_1","sess_2"],"sessions":[` + sessionJSON + `],
			"sign_in_id":"sia_1","sign_up_id":"sua_1",
			"last_active_session_id":"sess_1","last_authentication_strategy":"oauth_google","updated_at":1,
			"created_at":2}`, func(c *clerk.Client) (any, error) {
			return c.GetClient(background(), "client_1")
		}, &clerk.SessionClient{ID: "client_1", SessionIDs: []string{"sess_1", "sess_2"}, Sessions: []clerk.Session{session},
			SignInID: ptr("sia_1"), SignUpID: ptr("sua_1"),
			LastActiveSessionID: ptr("sess_1"), LastAuthenticationStrategy: ptr("oauth_google"), UpdatedAt: 1, CreatedAt: 2}},
		"membership": {page(`{"object":"organization_membership","id":"orgmem_1","role":"org:admin","role_name":"Admin",
			"permissions":["org:a:b"],
			"public_metadata":{"a":1},"private_metadata":{"b":2},"created_at":1,"updated_at":2,
			"organization":{"object":"organization","id":"org_1","name":"Engines","slug":"engines","image_url":"https://img",
			"has_image":true,"members_count":3,
				"missing_member_with_elevated_permissions":true,"pending_invitations_count":4,"max_allowed_memberships":5,
				"admin_delete_enabled":true,"public_metadata":{"c":3},
				"private_metadata":{"d":4},"created_by":"user_2","created_at":6,"updated_at":7,"last_active_at":8,
				"role_set_key":"role_set:default"},
			"public_user_data":{"user_id":"user_1","first_name":"Ada","last_name":"Lovelace","profile_image_url":null,
			"image_url":"https://img","has_image":true,
				"identifier":"ada@example.com","username":"ada","banned":true,
				"deprovisioned":true}}`), func(c *clerk.Client) (any, error) {
			return c.AllUserOrganizationMemberships(background(), "user_1")
		}, []clerk.OrganizationMembership{{
			ID: "orgmem_1", Role: "org:admin", RoleName: "Admin", Permissions: []string{"org:a:b"},
			PublicMetadata: json.RawMessage(`{"a":1}`), PrivateMetadata: json.RawMessage(`{"b":2}`),
			CreatedAt: 1, UpdatedAt: 2,
			Organization: clerk.Organization{
				ID: "org_1", Name: "Engines", Slug: "engines", ImageURL: "https://img", HasImage: true,
				MembersCount:                         ptr(int64(3)),
				MissingMemberWithElevatedPermissions: ptr(true), PendingInvitationsCount: ptr(int64(4)), MaxAllowedMemberships: 5,
				AdminDeleteEnabled: true,
				PublicMetadata:     json.RawMessage(`{"c":3}`), PrivateMetadata: json.RawMessage(`{"d":4}`), CreatedBy: "user_2",
				CreatedAt: 6, UpdatedAt: 7,
				LastActiveAt: ptr(clerk.UnixMilli(8)), RoleSetKey: ptr("role_set:default")},
			PublicUserData: &clerk.PublicUserData{
				UserID: "user_1", FirstName: ptr("Ada"), LastName: ptr("Lovelace"), ImageURL: "https://img", HasImage: true,
				Identifier: ptr("ada@example.com"), Username: ptr("ada"), Banned: true, Deprovisioned: true},
		}}},
		"invitation": {page(`{"object":"organization_invitation","id":"orginv_1","email_address":"ada@example.com",
			"role":"org:admin","role_name":"Admin","organization_id":"org_1",
			"inviter_id":"user_2","status":"pending","public_metadata":{"a":1},"private_metadata":{"b":2},
			"url":"https://accept","expires_at":1,"created_at":2,"updated_at":3,
			"public_inviter_data":{"user_id":"user_2","first_name":null,"last_name":null,"image_url":"https://img",
			"has_image":true,"identifier":"babbage@example.com"},
			"public_organization_data":{"id":"org_1","name":"Engines","slug":"engines","image_url":"https://img",
			"has_image":true}}`), func(c *clerk.Client) (any, error) {
			return c.AllUserOrganizationInvitations(background(), "user_1", "pending")
		}, []clerk.OrganizationInvitation{{
			ID: "orginv_1", EmailAddress: "ada@example.com", Role: "org:admin", RoleName: "Admin", OrganizationID: "org_1",
			InviterID: ptr("user_2"), Status: "pending",
			PublicMetadata: json.RawMessage(`{"a":1}`), PrivateMetadata: json.RawMessage(`{"b":2}`), URL: ptr("https://accept"),
			ExpiresAt: ptr(clerk.UnixMilli(1)), CreatedAt: 2, UpdatedAt: 3,
			PublicInviterData: &clerk.PublicUserData{
				UserID:     "user_2",
				ImageURL:   "https://img",
				HasImage:   true,
				Identifier: ptr("babbage@example.com"),
			},
			PublicOrganizationData: &clerk.PublicOrganizationData{
				ID:       "org_1",
				Name:     "Engines",
				Slug:     "engines",
				ImageURL: "https://img",
				HasImage: true,
			},
		}}},
		"trusted device": {page(`{"object":"trusted_device","id":"tdev_1","platform":"ios",
			"app_identifier":"com.example.app","name":"Phone","algorithm":"ES256","status":"revoked",
			"created_at":1,"updated_at":2,"last_used_at":3,"revoked_at":4}`), func(c *clerk.Client) (any, error) {
			return c.ListUserTrustedDevices(background(), "user_1")
		}, &clerk.Page[clerk.TrustedDevice]{TotalCount: 1, Data: []clerk.TrustedDevice{{
			ID: "tdev_1", Platform: "ios", AppIdentifier: "com.example.app",
			Name:      ptr("Phone"),
			Algorithm: "ES256", Status: "revoked", CreatedAt: 1, UpdatedAt: 2, LastUsedAt: ptr(clerk.UnixMilli(3)),
			RevokedAt: ptr(clerk.UnixMilli(4))}}}},
		"instance": {`{"object":"instance","id":"ins_1","environment_type":"development",` +
			`"allowed_origins":["capacitor://localhost"],"workspace_id":"org_2"}`, func(c *clerk.Client) (any, error) {
			return c.GetInstance(background())
		}, &clerk.Instance{ID: "ins_1", EnvironmentType: "development", AllowedOrigins: []string{"capacitor://localhost"},
			WorkspaceID: ptr("org_2")}},
		"key": {`{"keys":[{"kty":"EC","kid":"ins_1","use":"sig","alg":"ES256","n":"1","e":"2","crv":"P-256","x":"3",` +
			`"y":"4","x5c":["5"],"x5u":"https://x5u","x5t":"6","x5t#S256":"7"}]}`,
			func(c *clerk.Client) (any, error) {
				return c.GetJWKS(background())
			}, &clerk.JWKS{Keys: []clerk.JWK{{KeyType: "EC", KeyID: "ins_1", Use: "sig", Algorithm: "ES256",
				Modulus: "1", Exponent: "2", Curve: "P-256", X: "3", Y: "4",
				X509Chain: []string{"5"}, X509URL: "https://x5u", X509ThumbprintSHA1: "6", X509ThumbprintSHA256: "7"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, answer(http.StatusOK, test.body))
			got, err := test.read(s.client(t))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("read %+v\nwant %+v", got, test.want)
			}
		})
	}
}
