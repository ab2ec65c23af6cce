package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// providerVersion is the version under which the demo's build of the provider
// stands in its mirror.
const providerVersion = "0.0.1"

// workshop is a temporary folder with all that the demo needs: the provider in
// a mirror, the emulator, and a copy of the example.
type workshop struct {
	folder   string
	cli      *cli
	emulator *exec.Cmd
	apiURL   string
	password string
	// release is nil while the provider is a build of the demo's own.
	release *release
}

func newWorkshop(ctx context.Context, wanted options) (_ *workshop, err error) {
	folder, err := os.MkdirTemp("", "clerk-demo-")
	if err != nil {
		return nil, err
	}
	w := &workshop{folder: folder, password: randomPassword()}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	report("Working in %s.", folder)
	binary, err := findCLI(ctx, folder, wanted.cli, wanted.terraformVersion)
	if err != nil {
		return nil, err
	}
	if err := w.provide(ctx, wanted.release); err != nil {
		return nil, err
	}
	if err := w.startEmulator(ctx); err != nil {
		return nil, err
	}
	report("The emulator of Clerk's Backend API listens on %s.", w.apiURL)
	report("Its page shows users, requests and changes in a browser: %s/", w.apiURL)
	if err := os.CopyFS(w.path("configuration"), os.DirFS(wanted.example)); err != nil {
		return nil, fmt.Errorf("copying %s: %w", wanted.example, err)
	}
	if w.release != nil {
		if err := w.release.pin(w.path("configuration")); err != nil {
			return nil, err
		}
	}
	w.cli = &cli{binary: binary, folder: w.path("configuration"), environment: w.environment()}
	return w, w.writeCLIConfig()
}

func (w *workshop) path(elements ...string) string {
	return filepath.Join(append([]string{w.folder}, elements...)...)
}

// provide fills the mirror with a release, or with a build of the provider.
func (w *workshop) provide(ctx context.Context, folder string) (err error) {
	if folder == "" {
		report(
			"Building the provider and the emulator. The first build takes minutes: Go compiles all modules.",
		)
		return w.buildProvider(ctx)
	}
	if w.release, err = openRelease(folder, runtime.GOOS+"_"+runtime.GOARCH); err != nil {
		return err
	}
	if err := w.release.verify(); err != nil {
		return err
	}
	report("Installing %s. All checksums of the release are right.", filepath.Base(w.release.archive))
	for _, folder := range w.mirrorFolders() {
		if err := copyFile(w.release.archive, filepath.Join(folder, filepath.Base(w.release.archive))); err != nil {
			return err
		}
	}
	return nil
}

// mirrorFolders are where both CLIs look for the provider's address: they read
// the same source as an address on their own registry.
func (w *workshop) mirrorFolders() []string {
	_, name, _ := strings.Cut(provider.Address, "/")
	var folders []string
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		folders = append(folders, w.path("mirror", host, filepath.FromSlash(name)))
	}
	return folders
}

func (w *workshop) buildProvider(ctx context.Context) error {
	built := w.path("terraform-provider-clerk")
	if err := build(ctx, built, "."); err != nil {
		return err
	}
	for _, folder := range w.mirrorFolders() {
		binary := filepath.Join(
			folder,
			providerVersion,
			runtime.GOOS+"_"+runtime.GOARCH,
			"terraform-provider-clerk_v"+providerVersion,
		)
		if err := os.MkdirAll(filepath.Dir(binary), 0o750); err != nil {
			return err
		}
		if err := os.Link(built, binary); err != nil {
			return err
		}
	}
	return nil
}

func build(ctx context.Context, binary, source string) error {
	command := exec.CommandContext(ctx, "go", "build", "-o", binary, source)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", source, err, output)
	}
	return nil
}

func (w *workshop) startEmulator(ctx context.Context) error {
	binary := w.path("clerk-emulator")
	if err := build(ctx, binary, "./cmd/clerk-emulator"); err != nil {
		return err
	}
	// Not of ctx: KEEP leaves it running.
	w.emulator = exec.CommandContext(
		context.WithoutCancel(ctx),
		binary,
		"-listen",
		"127.0.0.1:0",
		"-secret-key",
		secretKey,
	)
	ownProcessGroup(w.emulator)
	output, err := w.emulator.StdoutPipe()
	if err != nil {
		return err
	}
	if err := w.emulator.Start(); err != nil {
		return err
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	at := strings.Index(line, "http://")
	if at < 0 {
		return fmt.Errorf("the emulator did not start: %q", line)
	}
	w.apiURL = strings.TrimSpace(line[at:])
	return nil
}

func (w *workshop) environment() map[string]string {
	return map[string]string{
		"TF_CLI_CONFIG_FILE":      w.path("cli.tfrc"),
		"CHECKPOINT_DISABLE":      "1",
		"CLERK_SECRET_KEY":        secretKey,
		"CLERK_API_URL":           w.apiURL,
		"TF_VAR_initial_password": w.password,
	}
}

func (w *workshop) writeCLIConfig() error {
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", w.path("mirror"))
	return os.WriteFile(w.path("cli.tfrc"), []byte(text), 0o600)
}

// close ends the emulator and removes the folder.
func (w *workshop) close() {
	if w.emulator != nil && w.emulator.Process != nil {
		_ = w.emulator.Process.Signal(syscall.SIGTERM)
		_ = w.emulator.Wait()
	}
	if err := os.RemoveAll(w.folder); err != nil {
		report("Could not remove %s: %v", w.folder, err)
	}
}

func (w *workshop) explainHowToGoOn() {
	report("The users and the emulator are still there. To continue manually:")
	fmt.Printf("\n  cd %s\n", w.cli.folder)
	for _, name := range []string{"TF_CLI_CONFIG_FILE", "CLERK_SECRET_KEY", "CLERK_API_URL"} {
		fmt.Printf("  export %s=%s\n", name, w.cli.environment[name])
	}
	fmt.Printf("  %s plan\n", w.cli.binary)
	fmt.Printf("  curl %s/_emulator/requests\n", w.apiURL)
	fmt.Printf("\nThis page shows which users the last apply changed, and how:\n\n  %s/\n", w.apiURL)
	fmt.Printf("\nWhen you are done:\n\n  kill %d && rm -r %s\n", w.emulator.Process.Pid, w.folder)
}
