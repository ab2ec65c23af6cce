// Package emulator implements Clerk's Backend API in one process, for demos and tests.
//
// It serves the operations on users from memory, on their sessions, clients and tokens, and on what gives users access:
// organizations, memberships, roles, invitations, the allow-list, the block-list and the waitlist.
// It checks requests as strictly as Clerk's specification defines. Errors have Clerk's codes and format. A log contains
// every request, so that tests can read it. [Behaviour] has a switch for each behaviour of the real API that is not
// documented.
//
// The wire types of the package are written from the specification. It imports no other package of this project, so
// that a mistake in the client cannot be repeated here.
//
// [Seed] describes the initial users, sessions and other objects of an instance. Its JSON is the format of seed files.
// The README of cmd/clerk-emulator describes this format, the endpoints, the switches and the faults. Objects of a user
// refer to the user by id or by an identifier.
//
// Session tokens are signed with an RSA key. GET /jwks publishes the key, and [Emulator.RotateKeys] replaces it. The
// issuer of the tokens is [Emulator.FrontendAPIURL], which is encoded in [Emulator.PublishableKey].
//
// The files:
//
//   - emulator.go has the steps of each request. routes.go and routes_access.go have the list of operations.
//   - request_*.go read and check requests: key, rate limit, body, parameters, pages and uploads. request_log*.go have
//     the log of requests, and request_errors.go the errors.
//   - users_*.go, contacts*.go (email addresses and phone numbers), sessions.go, organizations.go and so on have the
//     operations, named after their path. list_identifiers.go has the allow-list and the block-list.
//   - wire_*.go have the objects in answers.
//   - store*.go have the data in memory and in a data file. store.collections lists every table. seed*.go load the
//     initial data.
//   - signing*.go sign tokens.
//   - faults.go and fault_*.go inject faults.
//   - control*.go serve the endpoints below /_emulator/, and let tests read and change the data. recordings*.go compare
//     the objects of two times.
//   - page*.go and the files in page serve the page for browsers.
//   - server*.go listen on a port. server_guard.go refuses requests from web pages of other sites.
package emulator
