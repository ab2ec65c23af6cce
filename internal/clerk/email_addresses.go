package clerk

import (
	"context"
	"net/http"
)

var (
	createEmailAddress = unrepeatable(http.MethodPost, "/email_addresses")
	getEmailAddress    = repeatable(http.MethodGet, "/email_addresses/{email_address_id}")
	updateEmailAddress = repeatable(http.MethodPatch, "/email_addresses/{email_address_id}")
	deleteEmailAddress = repeatable(http.MethodDelete, "/email_addresses/{email_address_id}").mustShow(isDeleted)
)

// EmailAddress is an email address of a user.
type EmailAddress struct {
	ID           string `json:"id"`
	EmailAddress string `json:"email_address"`
	// Reserved means that the address is unverified but blocked for other users.
	Reserved             bool                   `json:"reserved"`
	Verification         *Verification          `json:"verification"`
	LinkedTo             []LinkedIdentification `json:"linked_to"`
	MatchesSSOConnection bool                   `json:"matches_sso_connection"`
	CreatedAt            UnixMilli              `json:"created_at"`
	UpdatedAt            UnixMilli              `json:"updated_at"`
}

// IsVerified reports whether the user or an administrator has verified the address.
func (e EmailAddress) IsVerified() bool { return e.Verification.isVerified() }

func (e *EmailAddress) identity() string { return e.ID }

// EmailAddressCreateParams is the body of POST /email_addresses. The first address of a user becomes the primary one,
// even if Primary is false.
type EmailAddressCreateParams struct {
	UserID                           string      `json:"user_id"`
	EmailAddress                     string      `json:"email_address"`
	Verified                         Field[bool] `json:"verified,omitzero"`
	Primary                          Field[bool] `json:"primary,omitzero"`
	NotifyPrimaryEmailAddressChanged Field[bool] `json:"notify_primary_email_address_changed,omitzero"`
}

// EmailAddressUpdateParams is the body of PATCH /email_addresses/{email_address_id}. The address itself cannot change.
type EmailAddressUpdateParams struct {
	Verified                         Field[bool] `json:"verified,omitzero"`
	Primary                          Field[bool] `json:"primary,omitzero"`
	NotifyPrimaryEmailAddressChanged Field[bool] `json:"notify_primary_email_address_changed,omitzero"`
}

// CreateEmailAddress adds an email address to a user: POST /email_addresses. If no usable answer arrives, the client
// reads the user. It returns the address if it finds it there, and otherwise sends the request again. If another user
// has the address, the error is an *Error for which IsDuplicate is true.
func (c *Client) CreateEmailAddress(ctx context.Context, params EmailAddressCreateParams) (*EmailAddress, error) {
	return createIdentifier(ctx, c, createEmailAddress, params, params.UserID, UserEmailAddress, params.EmailAddress,
		func(u *User) []EmailAddress { return u.EmailAddresses },
		func(e *EmailAddress) string { return e.EmailAddress })
}

// GetEmailAddress retrieves an email address: GET /email_addresses/{email_address_id}. An unknown id is an *Error for
// which IsNotFound is true.
func (c *Client) GetEmailAddress(ctx context.Context, id string) (*EmailAddress, error) {
	return sendForObject[EmailAddress](ctx, c, getEmailAddress, request{ids: []string{id}})
}

// UpdateEmailAddress changes the verification of an email address or makes it the primary one: PATCH
// /email_addresses/{email_address_id}.
func (c *Client) UpdateEmailAddress(
	ctx context.Context,
	id string,
	params EmailAddressUpdateParams,
) (*EmailAddress, error) {
	return sendForObject[EmailAddress](ctx, c, updateEmailAddress, request{ids: []string{id}, body: params})
}

// DeleteEmailAddress deletes an email address: DELETE /email_addresses/{email_address_id}. Clerk refuses to delete a
// user's last identifier with status 400. Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteEmailAddress(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deleteEmailAddress, id)
}
