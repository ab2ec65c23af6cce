//go:build !linux

package main

// watchMemory measures nothing: only Linux shows the peak of another process.
func watchMemory(string) func() int64 {
	return func() int64 { return 0 }
}
