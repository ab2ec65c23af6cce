package clerk

import (
	"context"
	"net/http"
)

var (
	listUserTrustedDevices  = repeatable(http.MethodGet, "/users/{user_id}/trusted_devices")
	revokeUserTrustedDevice = repeatable(http.MethodDelete, "/users/{user_id}/trusted_devices/{trusted_device_id}").
				mustShow(shows("is revoked", func(d *TrustedDevice) bool { return d.Status == statusRevoked }))
)

// TrustedDevice is a phone or tablet that a user has enrolled. Pointers are nil where Clerk answers null or omits the
// key.
type TrustedDevice struct {
	ID            string     `json:"id"`
	Platform      string     `json:"platform"` // ios or android
	AppIdentifier string     `json:"app_identifier"`
	Name          *string    `json:"name"`
	Algorithm     string     `json:"algorithm"` // of the device's key, such as ES256
	Status        string     `json:"status"`    // active or revoked
	LastUsedAt    *UnixMilli `json:"last_used_at"`
	RevokedAt     *UnixMilli `json:"revoked_at"`
	CreatedAt     UnixMilli  `json:"created_at"`
	UpdatedAt     UnixMilli  `json:"updated_at"`
}

func (d *TrustedDevice) identity() string { return d.ID }

// ListUserTrustedDevices lists a user's active trusted devices: GET /users/{user_id}/trusted_devices. The list has one
// page. An unknown user is an *Error for which IsNotFound is true. An instance without the feature is an *Error with
// status 403.
func (c *Client) ListUserTrustedDevices(ctx context.Context, userID string) (*Page[TrustedDevice], error) {
	return sendForPage[TrustedDevice](ctx, c, listUserTrustedDevices, request{ids: []string{userID}})
}

// RevokeUserTrustedDevice revokes a trusted device of a user: DELETE
// /users/{user_id}/trusted_devices/{trusted_device_id}. Unknown ids are handled as in DeleteUser.
func (c *Client) RevokeUserTrustedDevice(ctx context.Context, userID, deviceID string) error {
	return sendRemoval[TrustedDevice](ctx, c, revokeUserTrustedDevice, userID, deviceID)
}
