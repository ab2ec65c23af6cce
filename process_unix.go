//go:build unix

package main

import (
	"os"
	"time"
)

// waitForEnd returns true when the parent has ended: this process then has another parent.
func waitForEnd(parent int) bool {
	for os.Getppid() == parent {
		<-time.After(time.Second)
	}
	return true
}
