package emulator

import (
	"net/http"
	"slices"
)

// listTrustedDevices handles GET /users/{user_id}/trusted_devices. It lists only active devices, without pages.
func (c *call) listTrustedDevices() (any, error) {
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	active := slices.Collect(func(yield func(TrustedDevice) bool) {
		for _, device := range slices.Backward(c.store.devices.byUser.of(a.ID)) {
			if device.Status == "active" && !yield(device.TrustedDevice) {
				return
			}
		}
	})
	return page{Data: orEmpty(active), TotalCount: len(active)}, nil
}

// revokeTrustedDevice handles DELETE /users/{user_id}/trusted_devices/{trusted_device_id}. It does not change the
// user's sessions.
func (c *call) revokeTrustedDevice() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	id := c.path("trusted_device_id")
	known := c.store.devices.get(id)
	if known == nil || known.UserID != held.ID {
		return nil, trustedDeviceNotFound(id)
	}
	device := *known
	if device.Status != "active" {
		if c.behaviour.RevokedDevicesFound {
			return device.TrustedDevice, nil
		}
		return nil, trustedDeviceNotFound(id)
	}
	device.Status, device.UpdatedAt, device.RevokedAt = "revoked", c.now, &c.now
	c.store.devices.put(&device)
	return device.TrustedDevice, nil
}

func trustedDeviceNotFound(id string) error {
	return failure(
		http.StatusNotFound,
		"resource_not_found",
		"Trusted device not found",
		"No trusted device was found with id "+id,
	)
}

// TrustedDevices returns all trusted devices of a user, the oldest first.
func (e *Emulator) TrustedDevices(userID string) []TrustedDevice {
	e.mu.RLock()
	defer e.mu.RUnlock()
	var devices []TrustedDevice
	for _, device := range e.store.devices.byUser.of(userID) {
		devices = append(devices, device.TrustedDevice)
	}
	return devices
}
