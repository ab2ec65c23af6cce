// The race detector keeps memory of its own.

//go:build !race

package clerk_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	atOnce      = 10
	answerBytes = 200 << 20
	mostMemory  = 400 << 20
)

// TestClient_tenParallelAnswersOf200MB_needLessThan400MB runs this test again in a separate process, to measure its
// memory.
func TestClient_tenParallelAnswersOf200MB_needLessThan400MB(t *testing.T) {
	if address := os.Getenv(largeServer); address != "" {
		readLargeAnswers(t, address)
		return
	}
	user := []byte(`{"id":"user_1","email_addresses":[{},{},{},{}],"private_metadata":{"a":"` +
		strings.Repeat("x", 2000) + `"}},`)
	block := bytes.Repeat(user, 1<<20/len(user))
	for name, begin := range map[string]string{"users": "[", "one user": `{"id":"user_1","passkeys":[`, "spaces": ""} {
		t.Run(name, func(t *testing.T) {
			content := block
			if begin == "" {
				content = bytes.Repeat([]byte(" "), 1<<20)
			}
			s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
				_, err := io.WriteString(w, begin)
				for sent := 0; err == nil && sent < answerBytes; sent += len(content) {
					_, err = w.Write(content)
				}
			})
			test, _, _ := strings.Cut(t.Name(), "/")
			command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$", "-test.v")
			command.Env = append(os.Environ(), largeServer+"="+s.URL)
			output, err := command.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, output)
			}
			_, after, _ := bytes.Cut(output, []byte("peak: "))
			text, _, _ := bytes.Cut(after, []byte(" bytes"))
			peak, err := strconv.Atoi(string(text))
			if err != nil {
				t.Fatalf("%v\n%s", err, output)
			}
			t.Logf("the peak is %d MB", peak>>20)
			if peak > mostMemory {
				t.Errorf("the peak is %d MB, want at most %d MB", peak>>20, mostMemory>>20)
			}
		})
	}
}

// readLargeAnswers reads lists and users in parallel and prints the maximum memory of the process.
func readLargeAnswers(t *testing.T, address string) {
	t.Helper()
	c := newClient(t, clerk.WithURL(address))
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			_, listErr := c.ListUsers(background(), clerk.UserListParams{})
			_, userErr := c.GetUser(background(), "user_1")
			for _, err := range []error{listErr, userErr} {
				if decode := errorOf[*clerk.DecodeError](err); decode == nil || !strings.Contains(err.Error(), "larger than") {
					t.Errorf("got %v", err)
				}
			}
		})
	}
	wait.Wait()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kilobytes, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			_, _ = fmt.Fprintf(os.Stdout, "peak: %d bytes\n", kilobytes<<10)
		}
	}
}
