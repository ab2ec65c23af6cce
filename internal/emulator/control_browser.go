package emulator

import "net/http"

// The endpoints in this file return what only a browser or a telephone of the user has.

// controlClientToken returns the token in the cookie __client of a browser.
func (e *Emulator) controlClientToken(r *http.Request) (any, error) {
	token, err := e.ClientToken(r.PathValue("client_id"))
	if err != nil {
		return nil, clientNotFound(r.PathValue("client_id"))
	}
	return map[string]string{"token": token}, nil
}

// controlHandshake returns the tokens of a session, for a browser at "origin".
func (e *Emulator) controlHandshake(r *http.Request) (any, error) {
	var order struct {
		Origin string `json:"origin"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	return e.OpenHandshake(r.PathValue("session_id"), order.Origin)
}

// controlCode returns the code that Clerk would have sent to the user.
func (e *Emulator) controlCode(r *http.Request) (any, error) {
	code, err := e.VerificationCode(r.PathValue("verification_id"))
	if err != nil {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found", err.Error())
	}
	return map[string]string{"code": code}, nil
}
