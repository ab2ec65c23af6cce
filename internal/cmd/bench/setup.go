package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

const (
	realProvider     = "github.com/clerk-users/terraform-provider-clerk"
	baselineProvider = realProvider + "/internal/cmd/bench/baseline-provider"
)

// setup is a temporary folder with the CLI and both providers, for all runs.
type setup struct {
	folder, cli string
	// providers is the folder of the built providers.
	providers string
	// version is the version of the CLI, such as "Terraform v1.11.4".
	version string
}

func newSetup(ctx context.Context, o options, p *progress) (_ *setup, err error) {
	folder, err := os.MkdirTemp("", "clerk-bench-")
	if err != nil {
		return nil, err
	}
	s := &setup{folder: folder}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.folder, err = filepath.EvalSymlinks(folder); err != nil {
		return nil, err
	}
	s.providers = s.folder
	if o.providers != "" {
		if s.providers, err = filepath.Abs(o.providers); err != nil {
			return nil, err
		}
	}
	if s.cli, err = findCLI(); err != nil {
		return nil, err
	}
	defer p.start("building the providers", 0, nil)()
	if err := s.addProvider(ctx, baselineOnly, baselineProvider); err != nil {
		return nil, err
	}
	if !o.shapes {
		if err := s.addProvider(ctx, batched, realProvider); err != nil {
			return nil, err
		}
	}
	s.version, err = s.readVersion(ctx)
	return s, err
}

func (s *setup) close() error { return os.RemoveAll(s.folder) }

func findCLI() (string, error) {
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path, nil
	}
	for _, name := range []string{"terraform", "tofu"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("the benchmark needs a CLI: put terraform or tofu in PATH, or its path in TF_ACC_TERRAFORM_PATH")
}

// providerOf is the folder of the provider for a subject.
func (s *setup) providerOf(of subject) string {
	if of != baselineOnly {
		of = "real"
	}
	return filepath.Join(s.providers, string(of))
}

// binaryOf is the program of that provider.
func (s *setup) binaryOf(of subject) string {
	name := "terraform-provider-clerk"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(s.providerOf(of), name)
}

// addProvider builds a provider, and a CLI configuration with which both CLIs use it without init.
func (s *setup) addProvider(ctx context.Context, of subject, source string) error {
	// Without symbols, like a release, linking takes half the time.
	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", s.binaryOf(of), source)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", source, err, output)
	}
	var overrides strings.Builder
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		fmt.Fprintf(&overrides, "    %q = %q\n", host+"/"+sourceName(), s.providerOf(of))
	}
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n  direct {}\n}\n"
	return os.WriteFile(s.cliConfigOf(of), []byte(text), 0o600)
}

func (s *setup) cliConfigOf(of subject) string { return s.providerOf(of) + ".tfrc" }

// sourceName is the provider as configurations name it: each CLI adds the host of its own registry.
func sourceName() string {
	_, name, _ := strings.Cut(provider.Address, "/")
	return name
}

// environment is the environment of this process without variables that would change a run.
func (s *setup) environment(of subject) []string {
	var kept []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "CLERK_") {
			kept = append(kept, variable)
		}
	}
	return append(
		kept,
		"TF_CLI_CONFIG_FILE="+s.cliConfigOf(of),
		"CHECKPOINT_DISABLE=1",
		"TF_INPUT=0",
		"TF_IN_AUTOMATION=1",
	)
}

func (s *setup) readVersion(ctx context.Context) (string, error) {
	command := exec.CommandContext(ctx, s.cli, "version", "-json")
	command.Dir = s.folder
	command.Env = s.environment(baselineOnly)
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("reading the version of %s: %w", s.cli, err)
	}
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(output, &answer); err != nil {
		return "", fmt.Errorf("reading the version of %s: %w", s.cli, err)
	}
	name := "Terraform"
	if strings.Contains(filepath.Base(s.cli), "tofu") {
		name = "OpenTofu"
	}
	return name + " " + answer.Version, nil
}

// machine describes the machine of the measurements.
func machine() string {
	return fmt.Sprintf("%s/%s, %d CPUs", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}
