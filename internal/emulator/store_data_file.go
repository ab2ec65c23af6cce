package emulator

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// saveEvery is the minimum time between two writes of the data file.
const saveEvery = time.Second

// dataFile saves the store to a file. A nil dataFile saves nothing.
type dataFile struct {
	emulator *Emulator
	path     string
	dirty    atomic.Bool
	unlock   func()
	stop     chan struct{}
	stopped  chan struct{}
}

// snapshot is the content of a data file, with the collections of the store by name.
type snapshot map[string]any

// Keys of a data file in addition to the collections of the store.
const (
	instanceKey = "instance"
	signingKeys = "keys"
)

// KeepIn loads the data file if it exists, and saves the data and the signing keys to it. Changes are saved within a
// second and when the server ends. The file contains every credential as it was received.
//
// A lock file next to it (.lock) prevents other emulators from using the data file until the server ends.
func (e *Emulator) KeepIn(path string) (err error) {
	unlock, err := lockDataFile(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			unlock()
		}
	}()
	if err := removeLeftovers(path); err != nil {
		return err
	}
	if err := e.load(path); err != nil {
		return err
	}
	d := &dataFile{emulator: e, path: path, unlock: unlock, stop: make(chan struct{}), stopped: make(chan struct{})}
	if err := d.save(); err != nil {
		return err
	}
	e.mu.Lock()
	e.data = d
	e.mu.Unlock()
	go d.keep()
	return nil
}

func (e *Emulator) load(path string) error {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var kept map[string]json.RawMessage
	if err := json.Unmarshal(content, &kept); err != nil {
		return fmt.Errorf("%s is not a data file of the emulator: %w", path, err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.restore(kept); err != nil {
		return fmt.Errorf("%s is not a data file of the emulator: %w", path, err)
	}
	return nil
}

// restore replaces the data with the content of a data file. An older file can lack collections.
func (e *Emulator) restore(kept map[string]json.RawMessage) error {
	var instance string
	if raw, found := kept[instanceKey]; found {
		if err := json.Unmarshal(raw, &instance); err != nil {
			return err
		}
	}
	if instance != "" {
		e.instance, e.keys = instance, newKeyRing(instance, e.config.SigningKeys)
	}
	var keys []keptKey
	if raw, found := kept[signingKeys]; found {
		if err := json.Unmarshal(raw, &keys); err != nil {
			return err
		}
	}
	if err := e.keys.load(keys); err != nil {
		return err
	}
	for _, part := range e.store.collections() {
		if raw, found := kept[part.name()]; found && !isNull(raw) {
			if err := part.load(raw); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *dataFile) keep() {
	defer close(d.stopped)
	ticker := time.NewTicker(saveEvery)
	defer ticker.Stop()
	for {
		select {
		case <-d.stop:
			return
		case <-ticker.C:
			// A failed write does not change the file, and is repeated.
			_ = d.saveIfChanged()
		}
	}
}

func (d *dataFile) changed() {
	if d != nil {
		d.dirty.Store(true)
	}
}

func (d *dataFile) close() error {
	if d == nil {
		return nil
	}
	select {
	case <-d.stopped:
	default:
		close(d.stop)
		<-d.stopped
	}
	defer d.unlock()
	return d.saveIfChanged()
}

func (d *dataFile) saveIfChanged() error {
	if !d.dirty.Swap(false) {
		return nil
	}
	if err := d.save(); err != nil {
		d.dirty.Store(true)
		return err
	}
	return nil
}

// removeLeftovers removes the files that an emulator left beside the data file when it was killed in save. They have
// the name that os.CreateTemp makes there, and hold credentials.
func removeLeftovers(path string) error {
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, file := range files {
		number, ours := strings.CutPrefix(file.Name(), filepath.Base(path)+".")
		if _, err := strconv.ParseUint(number, 10, 32); !ours || err != nil || !file.Type().IsRegular() {
			continue
		}
		if err := os.Remove(filepath.Join(filepath.Dir(path), file.Name())); err != nil {
			return err
		}
	}
	return nil
}

// save writes a new file and renames it, so that the data file is always complete.
func (d *dataFile) save() error {
	content, err := json.Marshal(d.emulator.snapshot())
	if err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(d.path), filepath.Base(d.path)+".*")
	if err != nil {
		return err
	}
	_, err = beside.Write(content)
	err = cmp.Or(err, beside.Sync(), beside.Close())
	if err == nil {
		err = os.Rename(beside.Name(), d.path)
	}
	if err != nil {
		_ = os.Remove(beside.Name())
	}
	return err
}

func (e *Emulator) snapshot() snapshot {
	e.mu.RLock()
	defer e.mu.RUnlock()
	s := snapshot{instanceKey: e.instance, signingKeys: e.keys.kept()}
	for _, part := range e.store.collections() {
		s[part.name()] = part.content()
	}
	return s
}
