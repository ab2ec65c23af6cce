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
	realProvider  = "github.com/clerk-users/terraform-provider-clerk"
	floorProvider = realProvider + "/internal/cmd/bench/floor-provider"
)

// lab is a temporary folder with what all runs need: the CLI, and the two providers.
type lab struct {
	folder, cli string
	// version is the CLI's, such as "Terraform v1.11.4".
	version string
}

func newLab(ctx context.Context, o options, p *progress) (_ *lab, err error) {
	folder, err := os.MkdirTemp("", "clerk-bench-")
	if err != nil {
		return nil, err
	}
	l := &lab{folder: folder}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.close())
		}
	}()
	if l.folder, err = filepath.EvalSymlinks(folder); err != nil {
		return nil, err
	}
	if l.cli, err = findCLI(); err != nil {
		return nil, err
	}
	defer p.start("building the providers", 0, nil)()
	if err := l.addProvider(ctx, floorAlone, floorProvider); err != nil {
		return nil, err
	}
	if !o.shapes {
		if err := l.addProvider(ctx, batched, realProvider); err != nil {
			return nil, err
		}
	}
	l.version, err = l.askVersion(ctx)
	return l, err
}

func (l *lab) close() error { return os.RemoveAll(l.folder) }

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

// providerOf is the folder of the provider that a subject is measured with.
func (l *lab) providerOf(of subject) string {
	if of != floorAlone {
		of = "real"
	}
	return filepath.Join(l.folder, string(of))
}

// binaryOf is the program of that provider.
func (l *lab) binaryOf(of subject) string {
	name := "terraform-provider-clerk"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(l.providerOf(of), name)
}

// addProvider builds a provider, and a CLI configuration by which both CLIs use it without init.
func (l *lab) addProvider(ctx context.Context, of subject, source string) error {
	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", l.binaryOf(of), source)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", source, err, output)
	}
	var overrides strings.Builder
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		fmt.Fprintf(&overrides, "    %q = %q\n", host+"/"+sourceName(), l.providerOf(of))
	}
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n  direct {}\n}\n"
	return os.WriteFile(l.cliConfigOf(of), []byte(text), 0o600)
}

func (l *lab) cliConfigOf(of subject) string { return l.providerOf(of) + ".tfrc" }

// sourceName is the provider as configurations name it: each CLI adds the host of its own registry.
func sourceName() string {
	_, name, _ := strings.Cut(provider.Address, "/")
	return name
}

// environment is that of this process without what would change a run.
func (l *lab) environment(of subject) []string {
	var kept []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "CLERK_") {
			kept = append(kept, variable)
		}
	}
	return append(
		kept,
		"TF_CLI_CONFIG_FILE="+l.cliConfigOf(of),
		"CHECKPOINT_DISABLE=1",
		"TF_INPUT=0",
		"TF_IN_AUTOMATION=1",
	)
}

func (l *lab) askVersion(ctx context.Context) (string, error) {
	command := exec.CommandContext(ctx, l.cli, "version", "-json")
	command.Dir = l.folder
	command.Env = l.environment(floorAlone)
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("asking %s for its version: %w", l.cli, err)
	}
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(output, &answer); err != nil {
		return "", fmt.Errorf("reading the version of %s: %w", l.cli, err)
	}
	name := "Terraform"
	if strings.Contains(filepath.Base(l.cli), "tofu") {
		name = "OpenTofu"
	}
	return name + " " + answer.Version, nil
}

// machine says what the measurements were made on.
func machine() string {
	return fmt.Sprintf("%s/%s, %d CPUs", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}
