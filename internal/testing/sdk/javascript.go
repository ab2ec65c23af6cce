package sdk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-version"
)

const (
	// javaScriptDir has the package with the SDK as its dependency, and the scripts.
	javaScriptDir = "testdata/javascript"
	// installedIn is not part of the repository.
	installedIn = "../../../bin/javascript-sdk"
	// oldestNode is the oldest version of Node.js that the SDK supports.
	oldestNode = "20.9.0"
	// installTime and scriptTime end a process that hangs.
	installTime = 10 * time.Minute
	scriptTime  = 5 * time.Minute
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
	dir, err := install(t.Context())
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

// install installs the packages of the lock file into a directory that is named after its content.
func install(ctx context.Context) (string, error) {
	lock, err := os.ReadFile(filepath.Join(javaScriptDir, "package-lock.json"))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(lock)
	dir, err := filepath.Abs(filepath.Join(installedIn, hex.EncodeToString(sum[:6])))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", fmt.Errorf("npm is not in PATH: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o750); err != nil {
		return "", err
	}
	// Another test process can install at the same time, so the directory appears complete or not at all.
	beside, err := os.MkdirTemp(filepath.Dir(dir), "install-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(beside) }()
	for _, name := range []string{"package.json", "package-lock.json"} {
		content, err := os.ReadFile(filepath.Join(javaScriptDir, name))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(beside, name), content, 0o600); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, installTime)
	defer cancel()
	command := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	command.Dir = beside
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm ci: %w\n%s", err, output)
	}
	if err := os.Rename(beside, dir); err != nil {
		if _, missing := os.Stat(dir); missing != nil {
			return "", err
		}
	}
	return dir, nil
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
