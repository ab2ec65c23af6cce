package users_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// providerMemory is what the provider may take at most, in bytes.
const providerMemory = 150 << 20

func TestAccUserProfileImage_twentyLargeUploadsStayUnder150MB(t *testing.T) {
	t.Parallel()
	const uploads = 20
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	folder := t.TempDir()
	var config strings.Builder
	for i := range uploads {
		id := instance.Hold(map[string]any{"username": fmt.Sprintf("countess_%d", i)})
		path := filepath.Join(folder, fmt.Sprintf("%d.png", i))
		rewrite(t, path, largePicture(t, uint8(i), clerk.MaxImageBytes))
		fmt.Fprintf(&config, "resource \"clerk_user_profile_image\" \"it_%d\" {\n  user_id = %q\n  source  = %q\n}\n", i, id, path)
	}
	workspace.Write(instance.ProviderBlock() + config.String())
	process := attachProvider(t, workspace)
	workspace.Must("apply", "-auto-approve")

	if uploaded := len(instance.Writes()); uploaded != uploads {
		t.Errorf("%d uploads, want %d", uploaded, uploads)
	}
	peak := peakMemory(t, process)
	t.Logf("the provider took %.1f MB at most", float64(peak)/1e6)
	if peak >= providerMemory {
		t.Errorf("the provider took %d bytes, want less than %d", peak, providerMemory)
	}
}

// attachProvider makes the workspace use one process of the provider, for plan
// and apply alike, and returns its id.
func attachProvider(t *testing.T, workspace *acctest.Workspace) int {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "terraform-provider-clerk")
	if output, err := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", binary, "../..").CombinedOutput(); err != nil {
		t.Fatalf("building the provider: %v\n%s", err, output)
	}
	command := exec.CommandContext(t.Context(), binary, "-debug")
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

// peakMemory is the most that a process had in memory so far, in bytes.
func peakMemory(t *testing.T, process int) int64 {
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
