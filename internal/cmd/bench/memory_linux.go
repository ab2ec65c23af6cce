package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// memoryInterval is much shorter than the lifetime of a process, and much longer than one check.
const memoryInterval = 50 * time.Millisecond

// watchMemory watches all processes of a program until the returned function is called. That function returns the
// highest memory of a process in bytes. The kernel stores that peak (VmHWM) while a process exists.
func watchMemory(program string) func() int64 {
	stop, result := make(chan struct{}), make(chan int64)
	go func() {
		ticks := time.NewTicker(memoryInterval)
		defer ticks.Stop()
		var peak int64
		for {
			select {
			case <-ticks.C:
				peak = max(peak, peakOf(program))
			case <-stop:
				result <- peak
				return
			}
		}
	}()
	return func() int64 {
		close(stop)
		return <-result
	}
}

func peakOf(program string) int64 {
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	var peak int64
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil && target == program {
			status, _ := os.ReadFile(filepath.Join(filepath.Dir(link), "status"))
			peak = max(peak, highWaterMark(status))
		}
	}
	return peak
}

// highWaterMark reads VmHWM from /proc/…/status, in bytes.
func highWaterMark(status []byte) int64 {
	lines := bufio.NewScanner(bytes.NewReader(status))
	for lines.Scan() {
		fields := bytes.Fields(lines.Bytes())
		if len(fields) == 3 && string(fields[0]) == "VmHWM:" {
			kilobytes, _ := strconv.ParseInt(string(fields[1]), 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}
