package sdk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-version"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/npm"
)

const (
	// javaScriptDir has the package with the SDK as its dependency, and the scripts.
	javaScriptDir = "testdata/javascript"
	// installedIn is not part of the repository.
	installedIn = "../../../bin/javascript-sdk"
	// oldestNode is the oldest version of Node.js that the SDK supports.
	oldestNode = "20.9.0"
	// scriptTime ends a script that hangs.
	scriptTime = 5 * time.Minute
)

// JavaScript is an installed JavaScript SDK.
type JavaScript struct {
	// Version is the version of the SDK.
	Version string
	dir     string
	node    string
}

// InstallJavaScript returns the JavaScript SDK, and installs it first if necessary. Without Node.js, npm or a registry
// it skips the test, or fails it in CI, where a skipped test would hide a fault.
func InstallJavaScript(t testing.TB) JavaScript {
	t.Helper()
	node, err := findNode(t.Context())
	if err != nil {
		unavailable(t, err)
	}
	dir, err := npm.Install(t.Context(), javaScriptDir, installedIn)
	if err != nil {
		unavailable(t, err)
	}
	installed := JavaScript{dir: dir, node: node}
	var manifest struct {
		Version string `json:"version"`
	}
	content, err := os.ReadFile(filepath.Join(dir, "node_modules", "@clerk", "backend", "package.json"))
	if err == nil {
		err = json.Unmarshal(content, &manifest)
	}
	if err != nil {
		t.Fatal(err)
	}
	installed.Version = manifest.Version
	return installed
}

func unavailable(t testing.TB, err error) {
	t.Helper()
	message := fmt.Sprintf("This test needs the official JavaScript SDK: %v.", err)
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
}

func findNode(ctx context.Context) (string, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return "", fmt.Errorf("node is not in PATH, install Node.js %s or newer: %w", oldestNode, err)
	}
	text, err := exec.CommandContext(ctx, node, "--version").Output()
	if err != nil {
		return "", fmt.Errorf("node --version: %w", err)
	}
	found, err := version.NewVersion(strings.TrimSpace(string(text)))
	if err != nil {
		return "", fmt.Errorf("node --version: %w", err)
	}
	if found.LessThan(version.Must(version.NewVersion(oldestNode))) {
		return "", fmt.Errorf("node has version %s, install Node.js %s or newer", found, oldestNode)
	}
	return node, nil
}

// Run runs a script of testdata/javascript and returns what it prints. The environment variable SDK is the directory of
// the SDK.
func (s JavaScript) Run(t testing.TB, script string, environment ...string) []byte {
	t.Helper()
	// The script is read here, so that Go's cache of test results depends on it.
	content, err := os.ReadFile(filepath.Join(javaScriptDir, script))
	if err != nil {
		t.Fatal(err)
	}
	return s.run(t, script, content, environment...)
}

func (s JavaScript) run(t testing.TB, name string, script []byte, environment ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), scriptTime)
	defer cancel()
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, s.node, "--input-type=module", "-")
	command.Dir = s.dir // imports of packages are resolved here
	command.Env = append(append(os.Environ(), "SDK="+s.dir, "CI=true"), environment...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(script), &stdout, &stderr
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.Bytes()
}

// Operations returns the operations that the SDK can call.
func (s JavaScript) Operations(t testing.TB) []Operation {
	t.Helper()
	operations, err := parse(string(s.Run(t, "operations.mjs")))
	if err != nil {
		t.Fatal(err)
	}
	return operations
}
