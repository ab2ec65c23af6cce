// Package clerk is a client of Clerk's Backend API. It has HTTP and Clerk, and nothing of Terraform.
//
// Each exported method names the operation that it sends. Errors are *Error (any status other than 2xx),
// *TransportError (no answer), *DecodeError (an answer that is not the expected JSON), *RedirectError,
// *InvalidRequestError (nothing was sent), *UnstableListError (a list without an end) and *AmbiguousCreateError (the
// result of a create is unknown, and a search did not find it out).
//
// The files:
//
//   - client.go and options*.go make a client; operation.go defines operations; field.go has values that can be null.
//   - transport_*.go are the steps of each request: encode, check for secrets, retry, pause, rate limit, log, send,
//     limit the size of the answer, check that it is about the requested object, and redact errors.
//   - errors*.go have the errors and how they are read from answers.
//   - pages.go reads lists page by page.
//   - lost_*.go search for a create whose answer was lost.
//   - users.go has the operations on users; user_*.go have their parts, filters, pages, and the batched reads of many
//     users (user_reader.go for refreshes, user_finder.go for searches).
//   - Each further file has one area of the API, such as sessions.go or phone_numbers.go.
package clerk
