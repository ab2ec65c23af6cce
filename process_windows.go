package main

import "os"

// waitForEnd returns true when the parent has ended, and false when the system does not let this process wait for it.
func waitForEnd(parent int) bool {
	process, err := os.FindProcess(parent)
	if err != nil {
		return false
	}
	_, err = process.Wait()
	return err == nil
}
