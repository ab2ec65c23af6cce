package clerk

import (
	"context"
	"net/http"
)

var (
	createPhoneNumber = unrepeatable(http.MethodPost, "/phone_numbers")
	getPhoneNumber    = repeatable(http.MethodGet, "/phone_numbers/{phone_number_id}")
	updatePhoneNumber = repeatable(http.MethodPatch, "/phone_numbers/{phone_number_id}")
	deletePhoneNumber = repeatable(http.MethodDelete, "/phone_numbers/{phone_number_id}").mustShow(isDeleted)
)

// PhoneNumber is a phone number of a user, in E.164.
type PhoneNumber struct {
	ID          string `json:"id"`
	PhoneNumber string `json:"phone_number"`
	// Reserved means that the number is unverified but blocked for other users.
	Reserved                bool                   `json:"reserved"`
	ReservedForSecondFactor bool                   `json:"reserved_for_second_factor"`
	DefaultSecondFactor     bool                   `json:"default_second_factor"`
	Verification            *Verification          `json:"verification"`
	LinkedTo                []LinkedIdentification `json:"linked_to"`
	CreatedAt               UnixMilli              `json:"created_at"`
	UpdatedAt               UnixMilli              `json:"updated_at"`
}

// IsVerified reports whether the user or an administrator has verified the number.
func (p PhoneNumber) IsVerified() bool { return p.Verification.isVerified() }

func (p *PhoneNumber) identity() string { return p.ID }

// PhoneNumberCreateParams is the body of POST /phone_numbers. The first number of a user becomes the primary one, even
// if Primary is false. ReservedForSecondFactor needs Verified.
type PhoneNumberCreateParams struct {
	UserID                  string      `json:"user_id"`
	PhoneNumber             string      `json:"phone_number"`
	Verified                Field[bool] `json:"verified,omitzero"`
	Primary                 Field[bool] `json:"primary,omitzero"`
	ReservedForSecondFactor Field[bool] `json:"reserved_for_second_factor,omitzero"`
}

// PhoneNumberUpdateParams is the body of PATCH /phone_numbers/{phone_number_id}. The number itself cannot change.
type PhoneNumberUpdateParams struct {
	Verified                Field[bool] `json:"verified,omitzero"`
	Primary                 Field[bool] `json:"primary,omitzero"`
	ReservedForSecondFactor Field[bool] `json:"reserved_for_second_factor,omitzero"`
}

// CreatePhoneNumber adds a phone number to a user: POST /phone_numbers. If no usable answer arrives, the client reads
// the user. It returns the number if it finds it there, and otherwise sends the request again. If another user has the
// number, the error is an *Error for which IsDuplicate is true.
func (c *Client) CreatePhoneNumber(ctx context.Context, params PhoneNumberCreateParams) (*PhoneNumber, error) {
	return createIdentifier(ctx, c, createPhoneNumber, params, params.UserID, UserPhoneNumber, params.PhoneNumber,
		func(u *User) []PhoneNumber { return u.PhoneNumbers },
		func(p *PhoneNumber) string { return p.PhoneNumber })
}

// GetPhoneNumber retrieves a phone number: GET /phone_numbers/{phone_number_id}. An unknown id is an *Error for which
// IsNotFound is true.
func (c *Client) GetPhoneNumber(ctx context.Context, id string) (*PhoneNumber, error) {
	return sendForObject[PhoneNumber](ctx, c, getPhoneNumber, request{ids: []string{id}})
}

// UpdatePhoneNumber changes the verification of a phone number, or makes it the primary one or a second factor: PATCH
// /phone_numbers/{phone_number_id}.
func (c *Client) UpdatePhoneNumber(
	ctx context.Context,
	id string,
	params PhoneNumberUpdateParams,
) (*PhoneNumber, error) {
	return sendForObject[PhoneNumber](ctx, c, updatePhoneNumber, request{ids: []string{id}, body: params})
}

// DeletePhoneNumber deletes a phone number: DELETE /phone_numbers/{phone_number_id}. Clerk refuses to delete a user's
// last identifier with status 400. Unknown ids are handled as in DeleteUser.
func (c *Client) DeletePhoneNumber(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deletePhoneNumber, id)
}
