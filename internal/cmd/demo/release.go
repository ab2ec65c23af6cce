package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/dirhash"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

const (
	program = "terraform-provider-clerk"

	// registryManifest is the file that a release holds under a name of its own.
	registryManifest = "terraform-registry-manifest.json"
	manifestEnding   = "_manifest.json"
)

// release is what GoReleaser leaves in a folder.
type release struct {
	folder, version string
	// sums is the file with the checksums, archive the archive for this machine, and
	// manifest the manifest for registries.
	sums, archive, manifest string
}

// openRelease finds the release in a folder, and in it the archive for a
// platform, such as linux_amd64.
func openRelease(folder, platform string) (*release, error) {
	found, err := filepath.Glob(filepath.Join(folder, program+"_*_SHA256SUMS"))
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%s holds %d releases, want one: run make snapshot", folder, len(found))
	}
	name := strings.TrimSuffix(filepath.Base(found[0]), "_SHA256SUMS")
	return &release{
		folder:   folder,
		version:  strings.TrimPrefix(name, program+"_"),
		sums:     found[0],
		archive:  filepath.Join(folder, name+"_"+platform+".zip"),
		manifest: registryManifest,
	}, nil
}

// verify checks every file of the release against its checksum.
func (r *release) verify() error {
	text, err := os.ReadFile(r.sums)
	if err != nil {
		return err
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			return fmt.Errorf("%s: %q is no checksum", r.sums, line)
		}
		listed[name] = true
		file := filepath.Join(r.folder, name)
		if strings.HasSuffix(name, manifestEnding) {
			file = r.manifest
		}
		if err := checkSum(file, sum); err != nil {
			return err
		}
	}
	for _, name := range []string{filepath.Base(r.archive), program + "_" + r.version + manifestEnding} {
		if !listed[name] {
			return fmt.Errorf("%s does not list %s", r.sums, name)
		}
	}
	return nil
}

func checkSum(name, want string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != want {
		return fmt.Errorf("the checksum of %s is %s, and the release says %s", name, got, want)
	}
	return nil
}

// pin adds this version to a configuration: a CLI installs a pre-release only when
// the configuration requires exactly that version.
func (r *release) pin(configuration string) error {
	_, source, _ := strings.Cut(provider.Address, "/")
	text := fmt.Sprintf(
		"terraform {\n  required_providers {\n    %s = {\n      source  = %q\n      version = %q\n    }\n  }\n}\n",
		path.Base(source),
		source,
		r.version,
	)
	return os.WriteFile(filepath.Join(configuration, "release_override.tf"), []byte(text), 0o600)
}

// checkLock expects that a dependency lock file holds this version, and the hash
// of its archive.
func (r *release) checkLock(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	hash, err := dirhash.HashZip(r.archive, dirhash.Hash1)
	if err != nil {
		return err
	}
	for _, held := range []string{fmt.Sprintf("version     = %q", r.version), fmt.Sprintf("%q", hash)} {
		if !strings.Contains(string(text), held) {
			return fmt.Errorf("the lock file lacks %s:\n%s", held, text)
		}
	}
	return nil
}

// sent reports whether a User-Agent is that of the release, which names its
// version and its commit.
func (r *release) sent(userAgent string) bool {
	commit, ok := strings.CutPrefix(userAgent, program+"/"+r.version+"+")
	return ok && !strings.HasPrefix(commit, "none") && !strings.HasPrefix(commit, " ")
}

func copyFile(from, to string) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o750); err != nil {
		return err
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
