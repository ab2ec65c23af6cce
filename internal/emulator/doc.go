// Package emulator is Clerk's Backend API in one process, for demos and tests.
//
// It serves the user operations of the API, and as much of sessions, clients,
// tokens and organizations as they touch, from memory. Requests are checked as
// strictly as Clerk's specification states, errors carry Clerk's codes and shapes,
// and every request is kept in a log that tests read. Where the behaviour of the real API is not
// known, [Behaviour] has a switch.
//
// The package has wire types of its own, written from the specification, and
// imports nothing of this project: a mistake in the client cannot become the
// truth here.
//
// An instance can begin with users, sessions and clients. A seed file is the JSON
// of [Seed]:
//
//	{
//	  "behaviour": {"ban_needs_plan": true},
//	  "count": 20,
//	  "users": [
//	    {"id": "user_ada", "email_address": ["ada@example.com"], "unverified": ["old@example.com"],
//	     "external_accounts": [{"provider": "oauth_google"}]},
//	    {"object": "user", "id": "user_grace", "username": "graceh", "passkeys": [{"name": "Laptop"}],
//	     "saml_accounts": [{"email_address": "grace@example.com", "active": true}]}
//	  ],
//	  "organizations": [{"id": "org_1", "name": "Analytical Engines"}],
//	  "memberships": [{"user": "ada@example.com", "organization_id": "org_1", "role": "org:admin"}],
//	  "invitations": [{"user": "ada@example.com", "organization_id": "org_2", "inviter": "graceh"}],
//	  "trusted_devices": [{"user": "graceh", "platform": "android", "name": "Phone"}],
//	  "clients": [{"id": "client_1"}],
//	  "sessions": [{"user": "ada@example.com", "client_id": "client_1", "status": "active"}],
//	  "jwt_templates": [{"name": "hasura", "claims": {"user": "{{user.id}}"}, "lifetime": 300}],
//	  "oauth_access_tokens": [{"user": "ada@example.com", "provider": "oauth_google", "token": "ya29", "scopes": ["email"]}]
//	}
//
// A user is written as the body of POST /users, with an id and a few more keys
// that [SeedUser] names, or as the API answers it. What belongs to a user names
// them by id or by an identifier.
//
// Session tokens are signed with an RSA key that GET /jwks publishes, and that
// [Emulator.RotateKeys] replaces. Their issuer is [Emulator.FrontendAPIURL], which
// [Emulator.PublishableKey] holds.
//
// The way of a request is in emulator.go, the operations are listed in routes.go,
// what is held is in store.go, and the endpoints under /_emulator/ are in
// control.go.
package emulator
