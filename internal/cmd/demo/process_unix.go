//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// ownProcessGroup keeps Ctrl-C in a terminal from ending the command.
func ownProcessGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}
