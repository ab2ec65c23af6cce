package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// installerModule is the module that pins hc-install, HashiCorp's installer.
const installerModule = "tools/terraform/go.mod"

// cli runs the Terraform or OpenTofu CLI in one folder.
type cli struct {
	binary, folder string
	environment    map[string]string
}

// findCLI returns the requested CLI, or terraform or tofu from PATH, or
// installs Terraform into the folder.
func findCLI(ctx context.Context, folder, requested, terraformVersion string) (string, error) {
	names := []string{"terraform", "tofu"}
	if requested != "" {
		names = []string{requested}
	}
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err != nil && requested != "" {
			return "", err
		}
		if err == nil {
			report("Using %s.", path)
			return path, nil
		}
	}
	report("Neither terraform nor tofu is in PATH: installing Terraform %s into the folder.", terraformVersion)
	command := exec.CommandContext(
		ctx,
		"go",
		"tool",
		"-modfile="+installerModule,
		"hc-install",
		"install",
		"-version",
		terraformVersion,
		"-path",
		folder,
		"terraform",
	)
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("installing Terraform: %w\n%s", err, output)
	}
	return filepath.Join(folder, "terraform"), nil
}

// run runs the CLI and returns what it printed. exitCodes are the codes that
// are fine beside 0.
func (c *cli) run(ctx context.Context, arguments ...string) (string, int, error) {
	command := exec.CommandContext(ctx, c.binary, arguments...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.Dir = c.folder
	command.Env = os.Environ()
	for name, value := range c.environment {
		command.Env = append(command.Env, name+"="+value)
	}
	var output, problems bytes.Buffer
	command.Stdout, command.Stderr = &output, &problems
	err := command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 2 {
		return output.String(), 2, nil
	}
	if err != nil {
		return "", 1, fmt.Errorf(
			"%s %s: %w\n%s%s",
			filepath.Base(c.binary),
			strings.Join(arguments, " "),
			err,
			output.String(),
			problems.String(),
		)
	}
	return output.String(), 0, nil
}

// text runs the CLI and returns what it printed.
func (c *cli) text(ctx context.Context, arguments ...string) (string, error) {
	output, _, err := c.run(ctx, arguments...)
	return output, err
}

// plan returns a saved plan in words and as data.
func (c *cli) plan(ctx context.Context, file string) (string, *tfjson.Plan, error) {
	words, err := c.text(ctx, "show", "-no-color", file)
	if err != nil {
		return "", nil, err
	}
	data, err := c.text(ctx, "show", "-json", file)
	if err != nil {
		return "", nil, err
	}
	var plan tfjson.Plan
	if err := json.Unmarshal([]byte(data), &plan); err != nil {
		return "", nil, fmt.Errorf("reading the plan: %w", err)
	}
	return words, &plan, nil
}
