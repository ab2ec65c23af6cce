package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Readers have only the README. These tests run all of its examples, and check that it is complete.

// program is the file name under which this test binary runs the emulator.
const program = "clerk-emulator"

func TestMain(m *testing.M) {
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == program {
		main()
		return
	}
	os.Exit(withProgram(m.Run))
}

// withProgram adds the emulator to PATH, as go install does.
func withProgram(run func() int) int {
	folder, err := os.MkdirTemp("", program)
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	self, err := os.Executable()
	if err == nil {
		name := program
		if runtime.GOOS == "windows" {
			name += ".exe" // PATH needs the extension
		}
		err = os.Symlink(self, filepath.Join(folder, name))
	}
	if err == nil {
		err = os.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	}
	if err != nil {
		panic(err)
	}
	return run()
}

func readme(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// section returns the text below a heading.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(readme(t), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("the README has no section %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// blocks returns the code blocks in a language.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	var found []string
	for _, block := range regexp.MustCompile("(?s)\n```"+language+"\n(.*?)```\n").FindAllStringSubmatch(readme(t), -1) {
		found = append(found, block[1])
	}
	if len(found) == 0 {
		t.Fatalf("the README has no block in %s", language)
	}
	return found
}

func TestREADME_shellExample_runs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it needs a POSIX shell and mkfifo")
	}
	if _, err := exec.LookPath("curl"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("there is no curl")
	}
	for _, block := range blocks(t, "sh") {
		shell := exec.Command("sh", "-eu")
		shell.Dir = t.TempDir()
		shell.Stdin = strings.NewReader(block)
		if output, err := shell.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, output)
		}
	}
}

func TestREADME_goExample_isTheTestedOne(t *testing.T) {
	example, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range blocks(t, "go") {
		indented := "\t" + strings.ReplaceAll(strings.TrimSpace(block), "\n", "\n\t")
		if !strings.Contains(strings.ReplaceAll(string(example), "\n\n", "\n\t\n"), indented) {
			t.Errorf("example_test.go has no such lines:\n%s", block)
		}
	}
}

func TestREADME_seeds_areValid(t *testing.T) {
	for _, block := range blocks(t, "json") {
		file := filepath.Join(t.TempDir(), "seed.json")
		if err := os.WriteFile(file, []byte(block), 0o600); err != nil {
			t.Fatal(err)
		}
		r := start(t, "-seed-file", file)
		r.end(t)
	}
}

func TestREADME_flags_areCompleteWithDefaults(t *testing.T) {
	var usage bytes.Buffer
	_ = run(t.Context(), []string{"-h"}, io.Discard, &usage)
	text := section(t, "Start")
	flags := regexp.MustCompile(`(?m)^  (-[a-z-]+).*\n.*?(?:\(default "?([^")]*)"?\))?$`).
		FindAllStringSubmatch(usage.String(), -1)
	if len(flags) == 0 {
		t.Fatal("there are no flags")
	}
	for _, flag := range flags {
		row := regexp.MustCompile("(?m)^\\| `" + flag[1] + "` \\| (`([^`]*)`)? ?\\|").FindStringSubmatch(text)
		if row == nil || flag[2] != "" && row[2] != flag[2] {
			t.Errorf("the README does not list %s with its default %q: %v", flag[1], flag[2], row)
		}
	}
	if listed := strings.Count(text, "\n| `-"); listed != len(flags) {
		t.Errorf("the README lists %d flags, and there are %d", listed, len(flags))
	}
}

func TestREADME_seedKeys_areComplete(t *testing.T) {
	text := section(t, "Seed files")
	for _, key := range keys(reflect.TypeFor[emulator.Seed]()) {
		row := regexp.MustCompile("(?m)^\\| `" + key.name + "` \\| (.*)\\|$").FindStringSubmatch(text)
		if row == nil {
			t.Errorf("the README has no row for %s", key.name)
			continue
		}
		if key.of.Kind() != reflect.Slice || key.name == "organizations" {
			continue // they have the format of the API, or a separate section
		}
		for _, inner := range keys(key.of.Elem()) {
			where := row[1]
			if key.name == "users" {
				where = text
			}
			if inner.name != "user" && inner.name != "user_id" && !strings.Contains(where, "`"+inner.name+"`") {
				t.Errorf("the README does not name %s of %s", inner.name, key.name)
			}
		}
	}
}

// jsonKey is a key of a JSON object with the type of its value.
type jsonKey struct {
	name string
	of   reflect.Type
}

func keys(of reflect.Type) []jsonKey {
	var found []jsonKey
	for field := range of.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" && name != "-" {
			found = append(found, jsonKey{name, field.Type})
		}
	}
	return found
}

func TestREADME_faults_areComplete(t *testing.T) {
	text := section(t, "Faults")
	var listed []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|").FindAllStringSubmatch(text, -1) {
		listed = append(listed, row[1])
	}
	slices.Sort(listed)
	if kinds := emulator.FaultKinds(); !slices.Equal(listed, kinds) {
		t.Errorf("the README lists the faults %v, and there are %v", listed, kinds)
	}
	for _, key := range append(keys(reflect.TypeFor[emulator.Faults]()), keys(reflect.TypeFor[emulator.FaultRule]())...) {
		if !regexp.MustCompile("[`\"]" + key.name + "[`\"]").MatchString(text) {
			t.Errorf("the README does not name %s of a rule", key.name)
		}
	}
}

func TestREADME_endpoints_areComplete(t *testing.T) {
	source, err := os.ReadFile("../../internal/emulator/control.go")
	if err != nil {
		t.Fatal(err)
	}
	endpoint := regexp.MustCompile("[\"`](GET|POST) (/_emulator/[a-z_/{}]+)[\"`]")
	named := func(text string) []string {
		var found []string
		for _, match := range endpoint.FindAllStringSubmatch(text, -1) {
			found = append(found, match[1]+" "+match[2])
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	listed, served := named(section(t, "Its own endpoints")), named(string(source))
	if !slices.Equal(listed, served) {
		t.Errorf("the README lists\n%s\nand the emulator serves\n%s", strings.Join(listed, "\n"), strings.Join(served, "\n"))
	}
}

func TestREADME_log_hasTheDescribedFields(t *testing.T) {
	text := section(t, "The log of requests")
	for _, key := range keys(reflect.TypeFor[emulator.Request]()) {
		if !strings.Contains(text, "`"+key.name+"`") {
			t.Errorf("the README does not name %s", key.name)
		}
	}
}

// command matches a request to the emulator's own endpoints on a page.
var command = regexp.MustCompile(`(?s)curl --request POST \S+(/_emulator/[a-z_]+)(?: (?:-d|--data) '(.*?)')?[ \n]`)

func TestREADME_commandsOfPages_areAccepted(t *testing.T) {
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, page := range append(pages, "README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range command.FindAllStringSubmatch(string(text), -1) {
			count++
			answer := httptest.NewRecorder()
			emulator.New(emulator.Config{}).
				ServeHTTP(answer, httptest.NewRequest(http.MethodPost, found[1], strings.NewReader(found[2])))
			if answer.Code != http.StatusOK {
				t.Errorf("%s: %s is answered %d: %s", page, found[0], answer.Code, answer.Body)
			}
		}
	}
	if count < 3 {
		t.Errorf("only %d commands are found", count)
	}
}

// go install refuses a module with replace directives.
func TestREADME_goInstall_isPossible(t *testing.T) {
	module, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`(?m)^(replace|exclude)\b`).Match(module) {
		t.Error("go.mod replaces or excludes modules, so go install …@latest fails")
	}
	path := regexp.MustCompile(`(?m)^module (\S+)$`).FindSubmatch(module)
	if path == nil || !strings.Contains(readme(t), "go install "+string(path[1])+"/cmd/clerk-emulator@latest\n") {
		t.Error("the README does not say how to install the program")
	}
}

func TestREADME_clockFaultsAndKeys_acceptTheExamples(t *testing.T) {
	e := emulator.New(emulator.Config{})
	text := readme(t)
	for path, body := range map[string]string{
		"clock": `{"advance": "1h"}`, "rotate_keys": `{"keep_old": true}`, "reset": `{"only": "log"}`, "faults": `{}`,
	} {
		if !strings.Contains(text, "`"+body+"`") {
			t.Errorf("the README does not show %s", body)
		}
		answer := httptest.NewRecorder()
		e.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/_emulator/"+path, strings.NewReader(body)))
		if answer.Code != http.StatusOK || !json.Valid(answer.Body.Bytes()) {
			t.Errorf("%s: %s", path, fmt.Sprint(answer.Code, answer.Body))
		}
	}
}
