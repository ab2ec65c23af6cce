package emulator

import "sync"

// watchers are the receivers of a signal for each change of the log or of the instance.
type watchers struct {
	watching sync.Mutex
	signals  map[chan struct{}]bool
}

// watch returns a channel that has a value after a change. Changes in quick succession are one value.
func (w *watchers) watch() (changed <-chan struct{}, stop func()) {
	signal := make(chan struct{}, 1)
	w.watching.Lock()
	defer w.watching.Unlock()
	if w.signals == nil {
		w.signals = map[chan struct{}]bool{}
	}
	w.signals[signal] = true
	return signal, func() {
		w.watching.Lock()
		defer w.watching.Unlock()
		delete(w.signals, signal)
	}
}

// notify sends a signal to all receivers, and never waits for one.
func (w *watchers) notify() {
	w.watching.Lock()
	defer w.watching.Unlock()
	for signal := range w.signals {
		select {
		case signal <- struct{}{}:
		default: // the receiver has a signal that it did not read yet
		}
	}
}
