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
		for _, device := range slices.Backward(a.TrustedDevices) {
			if device.Status == "active" && !yield(device) {
				return
			}
		}
	})
	slices.SortStableFunc(active, func(a, b TrustedDevice) int { return newerFirst(a.CreatedAt, b.CreatedAt) })
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
	at := slices.IndexFunc(held.TrustedDevices, func(d TrustedDevice) bool { return d.ID == id })
	if at < 0 {
		return nil, trustedDeviceNotFound(id)
	}
	device := held.TrustedDevices[at]
	if device.Status != "active" {
		if c.behaviour.RevokedDevicesFound {
			return device, nil
		}
		return nil, trustedDeviceNotFound(id)
	}
	device.Status, device.UpdatedAt, device.RevokedAt = "revoked", c.now, &c.now
	a := held.clone()
	a.TrustedDevices[at] = device
	c.store.put(a)
	return device, nil
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
	a := e.store.users[userID]
	if a == nil {
		return nil
	}
	return slices.Clone(a.TrustedDevices)
}
