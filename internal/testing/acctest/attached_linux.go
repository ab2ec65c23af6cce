package acctest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// AttachProvider makes the workspace use one process of the provider, for plan
// and apply alike, and returns its id.
func AttachProvider(t *testing.T, workspace *Workspace) int {
	t.Helper()
	command := exec.CommandContext(t.Context(), Executable(t), "-debug")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	lines := bufio.NewScanner(output)
	workspace.serve = nil
	for lines.Scan() {
		if _, value, ok := strings.Cut(lines.Text(), "TF_REATTACH_PROVIDERS='"); ok {
			workspace.Setenv("TF_REATTACH_PROVIDERS", ofBothRegistries(t, strings.TrimSuffix(value, "'")))
			go func() { _, _ = io.Copy(io.Discard, output) }()
			return command.Process.Pid
		}
	}
	t.Fatal("the provider does not say how to attach to it")
	return 0
}

// ofBothRegistries names the provider as each CLI does.
func ofBothRegistries(t *testing.T, attached string) string {
	t.Helper()
	var byAddress map[string]json.RawMessage
	if err := json.Unmarshal([]byte(attached), &byAddress); err != nil {
		t.Fatal(err)
	}
	for address, how := range byAddress {
		_, name, _ := strings.Cut(address, "/")
		byAddress["registry.opentofu.org/"+name] = how
	}
	text, err := json.Marshal(byAddress)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// PeakMemory is the most that a process had in memory so far, in bytes.
func PeakMemory(t *testing.T, process int) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kibibytes, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kibibytes << 10
		}
	}
	t.Fatalf("the peak is missing in %s", status)
	return 0
}
