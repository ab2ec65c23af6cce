// Package race separates the tests that need the race detector from those that only take longer with it.
package race

import "testing"

// SkipSequential skips a test that makes one call after another. With the race detector, it takes up to 20 times as
// long and finds nothing. make test also runs the tests without the detector, except those of the emulator, which must
// not call it.
func SkipSequential(t testing.TB) {
	t.Helper()
	if enabled {
		t.Skip("has no concurrent calls; it runs without the race detector")
	}
}
