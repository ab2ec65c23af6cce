package emulator

import (
	"errors"
	"os"
	"syscall"
)

const errSharingViolation = syscall.Errno(32)

// lock creates a file and opens it exclusively. It returns a function that closes and removes it.
func lock(path string) (release func(), err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const sharedWithNoProcess = 0
	handle, err := syscall.CreateFile(name, syscall.GENERIC_WRITE, sharedWithNoProcess, nil, syscall.OPEN_ALWAYS,
		syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errSharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return func() {
		_ = syscall.CloseHandle(handle)
		_ = os.Remove(path) // fails if another emulator already has the lock
	}, nil
}
