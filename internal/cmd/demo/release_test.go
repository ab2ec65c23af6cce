package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const platform = "linux_amd64"

func TestOpenRelease_wrongChecksum_isAnError(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(*testing.T, *release)
		says   string
	}{
		"whole": {func(*testing.T, *release) {}, ""},
		"another archive": {func(t *testing.T, r *release) {
			writeFile(t, r.archive, "another archive")
		}, "the checksum of"},
		"another manifest": {func(t *testing.T, r *release) {
			writeFile(t, r.manifest, "{}")
		}, "the checksum of"},
		"a file is missing": {func(t *testing.T, r *release) {
			if err := os.Remove(r.archive); err != nil {
				t.Fatal(err)
			}
		}, "no such file"},
		"nothing for this machine": {func(_ *testing.T, r *release) {
			r.archive = filepath.Join(r.folder, "terraform-provider-clerk_1.2.3_plan9_mips.zip")
		}, "does not list"},
		"no manifest": {func(t *testing.T, r *release) {
			sums, _, _ := strings.Cut(readFile(t, r.sums), "\n")
			writeFile(t, r.sums, sums+"\n")
		}, "does not list"},
		"no checksums": {func(t *testing.T, r *release) {
			writeFile(t, r.sums, "nonsense\n")
		}, "is no checksum"},
	} {
		t.Run(name, func(t *testing.T) {
			made := makeRelease(t)
			c.damage(t, made)
			err := made.verify()
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("the release was judged: %v, want %q", err, c.says)
			}
		})
	}
}

func TestOpenRelease_severalReleases_areAnError(t *testing.T) {
	made := makeRelease(t)
	if made.version != "1.2.3" {
		t.Errorf("the version is %q", made.version)
	}
	writeFile(t, filepath.Join(made.folder, "terraform-provider-clerk_1.2.4_SHA256SUMS"), "")
	for _, folder := range []string{made.folder, t.TempDir()} {
		if _, err := openRelease(folder, platform); err == nil || !strings.Contains(err.Error(), "make snapshot") {
			t.Errorf("%s was taken: %v", folder, err)
		}
	}
}

func TestRelease_lockFile_hasVersionAndHash(t *testing.T) {
	made := makeRelease(t)
	lock := filepath.Join(t.TempDir(), ".terraform.lock.hcl")
	// SHA-256 of what sha256sum prints of the files in the archive.
	const hash = "h1:9hKW1pLw8RxsC8udtZXI4+FuVmX2RuB66RSZM1z7P40="
	for text, right := range map[string]bool{
		"version     = \"1.2.3\"\nhashes = [\n\"" + hash + "\",\n]":  true,
		"version     = \"1.2.30\"\nhashes = [\n\"" + hash + "\",\n]": false,
		"version     = \"1.2.3\"\nhashes = [\n\"h1:another=\",\n]":   false,
	} {
		writeFile(t, lock, text)
		if err := made.checkLock(lock); (err == nil) != right {
			t.Errorf("the lock file was judged: %v", err)
		}
	}
}

func TestRelease_userAgent_hasVersionAndCommit(t *testing.T) {
	made := makeRelease(t)
	for agent, right := range map[string]bool{
		"terraform-provider-clerk/1.2.3+3f2a91c (+https://x) Terraform/1.14.0": true,
		"terraform-provider-clerk/1.2.3+none (+https://x) Terraform/1.14.0":    false,
		"terraform-provider-clerk/1.2.3 (+https://x) Terraform/1.14.0":         false,
		"terraform-provider-clerk/dev+3f2a91c (+https://x) Terraform/1.14.0":   false,
	} {
		if made.sent(agent) != right {
			t.Errorf("%q is of the release: %t", agent, !right)
		}
	}
}

// makeRelease makes a release of two files: an archive and the manifest.
func makeRelease(t *testing.T) *release {
	t.Helper()
	folder, manifest := t.TempDir(), filepath.Join(t.TempDir(), registryManifest)
	archive := filepath.Join(folder, "terraform-provider-clerk_1.2.3_"+platform+".zip")
	file, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	archived := zip.NewWriter(file)
	entry, err := archived.Create("terraform-provider-clerk_v1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := entry.Write([]byte("the provider")); err != nil {
		t.Fatal(err)
	}
	if err := archived.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, manifest, `{"version": 1}`)
	writeFile(
		t,
		filepath.Join(folder, "terraform-provider-clerk_1.2.3_SHA256SUMS"),
		fmt.Sprintf(
			"%s  %s\n%s  terraform-provider-clerk_1.2.3_manifest.json\n",
			sum(readFile(t, archive)),
			filepath.Base(archive),
			sum(readFile(t, manifest)),
		),
	)
	made, err := openRelease(folder, platform)
	if err != nil {
		t.Fatal(err)
	}
	made.manifest = manifest
	return made
}

func sum(text string) string {
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:])
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
