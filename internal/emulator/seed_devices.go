package emulator

import (
	"cmp"
	"fmt"
)

// SeedTrustedDevice is a trusted device to add. Omitted values have defaults.
type SeedTrustedDevice struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id,omitempty"`
	// User is an identifier of the user. It replaces UserID.
	User string `json:"user,omitempty"`
	// Platform is ios or android. The default is ios.
	Platform      string `json:"platform,omitempty"`
	AppIdentifier string `json:"app_identifier,omitempty"`
	Name          string `json:"name,omitempty"`
	// Status is active or revoked. The default is active.
	Status string `json:"status,omitempty"`
	// All times are in Unix milliseconds.
	CreatedAt  int64 `json:"created_at,omitempty"`
	UpdatedAt  int64 `json:"updated_at,omitempty"`
	LastUsedAt int64 `json:"last_used_at,omitempty"`
	RevokedAt  int64 `json:"revoked_at,omitempty"`
}

func (e *Emulator) seedTrustedDevice(seed SeedTrustedDevice) error {
	held, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	device := TrustedDevice{
		Object:        "trusted_device",
		ID:            cmp.Or(seed.ID, newID(trustedDevicePrefix, now)),
		Platform:      cmp.Or(seed.Platform, "ios"),
		AppIdentifier: cmp.Or(seed.AppIdentifier, "com.example.app"),
		Name:          orNil(seed.Name),
		Algorithm:     "ES256",
		Status:        cmp.Or(seed.Status, "active"),
		CreatedAt:     created,
		UpdatedAt:     cmp.Or(seed.UpdatedAt, seed.RevokedAt, created),
		LastUsedAt:    orNil(seed.LastUsedAt),
		RevokedAt:     orNil(seed.RevokedAt),
	}
	if device.Platform != "ios" && device.Platform != "android" {
		return fmt.Errorf("platform must be ios or android, not %q", device.Platform)
	}
	if device.Status != "active" && device.Status != "revoked" {
		return fmt.Errorf("status must be active or revoked, not %q", device.Status)
	}
	if device.Status == "revoked" && device.RevokedAt == nil {
		device.RevokedAt = &device.UpdatedAt
	}
	if e.store.devices.get(device.ID) != nil {
		return fmt.Errorf("there is a trusted device %s already", device.ID)
	}
	e.store.devices.put(&trustedDevice{TrustedDevice: device, UserID: held.ID})
	return nil
}

// orNil returns nil for the zero value.
func orNil[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
