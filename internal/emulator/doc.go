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
// An instance can begin with users, sessions and more: [Seed], whose JSON is the
// format of seed files. The README of cmd/clerk-emulator describes it, and the
// endpoints, switches and faults. What belongs to a user names them by id or by an
// identifier.
//
// Session tokens are signed with an RSA key that GET /jwks publishes, and that
// [Emulator.RotateKeys] replaces. Their issuer is [Emulator.FrontendAPIURL], which
// [Emulator.PublishableKey] holds.
//
// The files:
//
//   - emulator.go has the steps of each request, and routes.go the list of operations.
//   - request_*.go check requests: key, rate limit, body, parameters, pages, uploads; the log of requests and errors.
//   - users_*.go, contacts*.go (email addresses and phone numbers), sessions.go, organizations.go and so on have the
//     operations, named after their path.
//   - wire_*.go have the objects in answers.
//   - store*.go hold the data, also in a file; seed*.go load it.
//   - signing*.go sign tokens.
//   - faults.go and fault_*.go answer wrongly on purpose.
//   - control*.go serve the endpoints below /_emulator/ and read the data in tests.
//   - server*.go listen on a port; server_guard.go refuses requests of web pages of other sites.
package emulator
