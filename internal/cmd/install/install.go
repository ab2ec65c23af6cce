package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// openTofuHost is the registry host of OpenTofu for a source address without a host.
const openTofuHost = "registry.opentofu.org"

// pluginFolder returns the folder of the user that both CLIs search for providers.
func pluginFolder() (string, error) {
	if runtime.GOOS == "windows" {
		settings, err := os.UserConfigDir()
		return filepath.Join(settings, "terraform.d", "plugins"), err
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".terraform.d", "plugins"), err
}

// install copies a binary into a plugin folder as the given release, once per registry host, and
// returns the paths it wrote.
func install(binary, plugins, version string) ([]string, error) {
	name := fmt.Sprintf("terraform-provider-%s_v%s", path.Base(provider.Address), version)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	var installed []string
	for _, address := range addresses() {
		target := filepath.Join(plugins, filepath.FromSlash(address), version, runtime.GOOS+"_"+runtime.GOARCH, name)
		if err := copyProgram(binary, target); err != nil {
			return installed, err
		}
		installed = append(installed, target)
	}
	return installed, nil
}

// addresses returns the address of the provider for Terraform and for OpenTofu.
func addresses() []string {
	_, name, _ := strings.Cut(provider.Address, "/")
	return []string{provider.Address, openTofuHost + "/" + name}
}

// copyProgram replaces the file at to in one step, because a CLI may be running the old one.
func copyProgram(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()

	folder := filepath.Dir(to)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	draft, err := os.CreateTemp(folder, ".installing-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(draft, source)
	err = errors.Join(err, draft.Chmod(0o755), draft.Close())
	if err == nil {
		err = os.Rename(draft.Name(), to)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	return nil
}
