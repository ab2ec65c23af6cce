// Package clerk is a client of Clerk's Backend API. It depends on HTTP and Clerk, but not on Terraform.
//
// Each exported method names the operation that it sends. Errors are *Error (any status other than 2xx),
// *TransportError (no answer), *DecodeError (an answer that is not the expected JSON), *RedirectError,
// *InvalidRequestError (nothing was sent), *IgnoredFilterError (a list with other objects than requested),
// *UnstableListError (a list without an end) and *AmbiguousCreateError (the result of a create is unknown).
//
// The files:
//
//   - client.go and options*.go create a client. operation.go defines operations. field.go has fields that can be null.
//   - transport_*.go are the steps of each request: encode, check for secrets, retry, pause, limit the rate, log, send,
//     limit the size of the answer, check the identity of the object, and redact errors.
//   - errors*.go have the errors. transport_answer_decode.go has the one of an answer that cannot be read.
//   - pages.go reads lists page by page.
//   - create_once*.go create an object exactly once: if the answer is lost, they search for the object.
//   - users.go has the operations on users, and user.go has the user. user_*.go have the parts of a user, the filters
//     and pages of lists, and the reads of many users: user_reader*.go and user_cache.go for
//     refreshes, imports and adoptions, user_finder.go for new lookups.
//   - Each further file has one area of the API, such as sessions.go or phone_numbers.go.
//   - batch/ combines calls into batches, keys/ reads keys, hashers/ checks password digests.
package clerk
