// Package emulator is Clerk's Backend API in one process, for demos and tests.
//
// It serves the user operations of the API, and as much of sessions and clients
// as they touch, from memory. Requests are checked as strictly as Clerk's
// specification states, errors carry Clerk's codes and shapes, and every request
// is kept in a log that tests read. Where the behaviour of the real API is not
// known, [Behaviour] has a switch.
//
// The package has wire types of its own, written from the specification, and
// imports nothing of this project: a mistake in the client cannot become the
// truth here.
//
// The way of a request is in emulator.go, the operations are listed in routes.go,
// what is held is in store.go, and the endpoints under /_emulator/ are in
// control.go.
package emulator
