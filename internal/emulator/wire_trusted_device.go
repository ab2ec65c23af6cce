package emulator

// TrustedDevice is a device that a user has enrolled, in the format of the API. Times are Unix milliseconds.
type TrustedDevice struct {
	Object        string  `json:"object"`
	ID            string  `json:"id"`
	Platform      string  `json:"platform"`
	AppIdentifier string  `json:"app_identifier"`
	Name          *string `json:"name"`
	Algorithm     string  `json:"algorithm"`
	Status        string  `json:"status"`
	CreatedAt     int64   `json:"created_at"`
	UpdatedAt     int64   `json:"updated_at"`
	LastUsedAt    *int64  `json:"last_used_at"`
	RevokedAt     *int64  `json:"revoked_at"`
}
