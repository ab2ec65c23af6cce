package main

import (
	"os"
	"testing"
)

func TestHighWaterMark_isThePeakOfAProcess(t *testing.T) {
	if got := highWaterMark([]byte("Name:\tx\nVmPeak:\t  9999 kB\nVmHWM:\t   1024 kB\nVmRSS:\t 12 kB\n")); got != 1<<20 {
		t.Errorf("got %d", got)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if got := peakOf(self); got < 1<<20 {
		t.Errorf("this process has held %d bytes, it says", got)
	}
}
