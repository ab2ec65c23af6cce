package emulator

// trustedDevice is a trusted device of a user.
type trustedDevice struct {
	TrustedDevice
	UserID string `json:"user_id"`
}

// deviceStore has the trusted devices.
type deviceStore struct {
	*table[trustedDevice]
	byUser *lookup[trustedDevice]
}

func newDeviceStore() *deviceStore {
	devices := newTable(
		"trusted_devices",
		func(d *trustedDevice) string { return d.ID },
		func(d *trustedDevice) int64 { return d.CreatedAt },
	)
	return &deviceStore{table: devices, byUser: devices.lookup(func(d *trustedDevice) string { return d.UserID })}
}
