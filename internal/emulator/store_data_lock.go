package emulator

import (
	"errors"
	"fmt"
	"sync"
)

// errLocked means that another process, or another emulator of this process, has the lock.
var errLocked = errors.New("locked")

// lockDataFile locks a data file. The system releases the lock when the process ends, also if it is killed.
func lockDataFile(path string) (unlock func(), err error) {
	release, err := lock(path + ".lock")
	if errors.Is(err, errLocked) {
		return nil, fmt.Errorf("%s is in use by another emulator: end it, or use another file", path)
	}
	if err != nil {
		return nil, err
	}
	return sync.OnceFunc(release), nil
}
