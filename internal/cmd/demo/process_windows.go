package main

import (
	"os/exec"
	"syscall"
)

// ownProcessGroup keeps Ctrl-C in a console from ending the command.
func ownProcessGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
