package acctest_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/recording/output"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// These tests do what the pages say: they put the files of a page into a folder and run its commands there.
//
// A code block is a file if the line before it names a file, such as `main.tf`. Every other configuration is a file,
// too. Marks of a page, which readers do not see:
//
//	<!-- folder -->                begins an empty folder, for another task of the page
//	<!-- not executed: reason -->  the next block of commands cannot run here
//	<!-- needs: Terraform 1.14 --> the next blocks of this folder need that version
//	<!-- before: command -->       runs a command that the reader has run before
//
// After a block, "The plan shows `No changes.`" or "The plan fails with `…`" is what its last command prints.
const (
	repositoryRoot = "../../.."

	// publishedModules is the address of the example modules, which tests read from this checkout.
	publishedModules = "github.com/clerk-users/terraform-provider-clerk//examples/modules/"
)

var update = flag.Bool("update", false, "write the texts of the recordings")

var (
	pagePart = regexp.MustCompile(
		"(?ms)^<!-- (folder|not executed|needs|before)(?:: ([^\n]*?))? -->$|^ *```(\\w*)\n(.*?)^ *```$",
	)
	namedFile    = regexp.MustCompile("`([\\w./-]+\\.(?:tf|hcl|tfvars|csv|json|sh|jq|yml))`")
	shells       = regexp.MustCompile(`^(shell|sh|bash|console)$`)
	expectation  = regexp.MustCompile("\\A\\s*Th(?:e|is)(?: \\w+)? plan (shows|fails with) `([^`]+)`")
	lastCommand  = regexp.MustCompile(`(terraform [^\n]*)\n\z`)
	comment      = regexp.MustCompile(`(?m)^[^#\n]*\S +#.*$`)
	commandLine  = regexp.MustCompile(`(?m)^\S.*$`)
	firstCommand = regexp.MustCompile(`terraform \S+`)
	emulated     = regexp.MustCompile(`(?m)^(?:go run \./cmd/)?clerk-emulator -listen 127\.0\.0\.1:4010(.*)$`)
)

// pages are the documents with commands.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, top := range []string{"README.md", "SECURITY.md", "CONTRIBUTING.md", "docs", "examples", "cmd"} {
		err := filepath.WalkDir(filepath.Join(repositoryRoot, top), func(file string, _ fs.DirEntry, err error) error {
			if strings.HasSuffix(file, ".md") && len(shellBlocks(readFile(t, file))) > 0 {
				page, relErr := filepath.Rel(repositoryRoot, file)
				found = append(found, filepath.ToSlash(page))
				return relErr
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// shellBlocks returns the blocks of commands of a page.
func shellBlocks(text string) []string {
	var found []string
	for _, part := range pagePart.FindAllStringSubmatch(text, -1) {
		if shells.MatchString(part[3]) {
			found = append(found, part[4])
		}
	}
	return found
}

// A shell such as zsh passes a comment behind a command to the command.
func TestDocuments_commands_haveNoCommentsBehindThem(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		for _, block := range shellBlocks(readFile(t, filepath.Join(repositoryRoot, page))) {
			if found := comment.FindString(block); found != "" {
				t.Errorf("%s: write what the command does above or below the block: %s", page, found)
			}
		}
	}
}

func TestDocuments_commands_run(t *testing.T) {
	t.Parallel()
	cli := acctest.RequireCLI(t)
	if runtime.GOOS == "windows" {
		t.Skip("the commands are for a POSIX shell")
	}
	tools := pageTools(t, cli)
	for _, page := range pages(t) {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			script := newPageScript(t, page)
			if script.commands == 0 {
				return
			}
			script.run(tools)
		})
	}
}

// pageTools is a home folder with the installed provider, and with the CLI in bin.
func pageTools(t *testing.T, cli string) string {
	t.Helper()
	home := t.TempDir()
	programs := filepath.Join(home, "bin")
	wrapper := fmt.Sprintf("#!/bin/sh\nexec %q \"$@\"\n", cli)
	err := os.MkdirAll(programs, 0o700)
	if err = errors.Join(err, os.WriteFile(filepath.Join(programs, "terraform"), []byte(wrapper), 0o700)); err != nil {
		t.Fatal(err)
	}
	// curl in a terminal shows no progress of a short answer.
	writeFile(t, filepath.Join(home, ".curlrc"), "silent\nshow-error\nwrite-out = \"\\n\"\n")
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		folder := filepath.Join(
			home,
			".terraform.d/plugins",
			host,
			"clerk-users/clerk/0.1.0",
			runtime.GOOS+"_"+runtime.GOARCH,
		)
		link(t, acctest.Executable(t), filepath.Join(folder, "terraform-provider-clerk_v0.1.0"))
	}
	link(t, acctest.Program(t, "cmd/clerk-emulator"), filepath.Join(programs, "clerk-emulator"))
	return home
}

// link puts a program into a folder.
func link(t *testing.T, program, file string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.Link(program, file)); err != nil {
		t.Fatal(err)
	}
}

// pageScript is what a reader of a page does, as a script.
type pageScript struct {
	t        *testing.T
	page     string
	folder   string
	text     strings.Builder
	folders  int
	files    int
	commands int
	// inFolder is the configuration of the current folder, and prepared whether it has been initialized.
	inFolder string
	prepared bool
	skip     bool
	// started reports whether the folder has an instance.
	started bool
	// published reports that the folder has the example modules.
	published bool
	// lines is the number of printed lines.
	lines int
}

func newPageScript(t *testing.T, page string) *pageScript {
	t.Helper()
	s := &pageScript{t: t, page: page, folder: t.TempDir()}
	s.text.WriteString("trap 'kill $emulator 2>/dev/null || :' EXIT\nemulator=\n")
	s.begin()
	text := readFile(t, filepath.Join(repositoryRoot, page))
	imports := importScripts(t)
	reason := ""
	for _, at := range pagePart.FindAllStringSubmatchIndex(text, -1) {
		part := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return text[at[2*n]:at[2*n+1]]
		}
		mark, value, language, content := part(1), part(2), part(3), part(4)
		switch {
		case mark == "folder":
			s.begin()
		case mark == "needs":
			s.skip = !acctest.CLIIsTerraform(t, strings.TrimPrefix(value, "Terraform ")+".0")
		case mark == "before":
			s.command(value+"\n", "")
		case mark == "not executed":
			if reason = value; reason == "" {
				t.Errorf("%s: a mark has no reason", page)
			}
		case shells.MatchString(language) && fileName(text[:at[0]]) == "":
			if reason == "" && !imports[content] {
				s.command(content, text[at[1]:])
			}
			reason = ""
		default:
			s.file(fileName(text[:at[0]]), language, content)
		}
	}
	if reason != "" {
		t.Errorf("%s: no block of commands follows the mark %q", page, reason)
	}
	return s
}

// importScripts are the contents of import.sh, which TestExamples_import_plansNoChange runs.
func importScripts(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(examples, "resources/*", importCommands))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, file := range files {
		texts[readFile(t, file)] = true
	}
	return texts
}

// fileName is the file that the line before a block names.
func fileName(before string) string {
	lines := strings.Split(strings.TrimSpace(before), "\n")
	names := namedFile.FindAllStringSubmatch(lines[len(lines)-1], -1)
	if !strings.HasSuffix(strings.TrimSpace(before), ":") || len(names) == 0 {
		return ""
	}
	return names[len(names)-1][1]
}

func (s *pageScript) begin() {
	s.folders++
	s.inFolder, s.prepared, s.skip, s.started = "", false, false, false
	fmt.Fprintf(&s.text, "mkdir %[1]s/%[2]d\ncd %[1]s/%[2]d\n", s.folder, s.folders)
}

// file puts a block into the folder.
func (s *pageScript) file(name, language, content string) {
	configuration := language == "terraform" || language == "hcl"
	if name == "" && !configuration || s.skip {
		return
	}
	s.files++
	if name == "" {
		name = fmt.Sprintf("file%d.tf", s.files)
	}
	source := filepath.Join(s.folder, fmt.Sprintf("%d.source", s.files))
	content = s.withPublished(content)
	writeFile(s.t, source, content)
	fmt.Fprintf(&s.text, "mkdir -p %s\ncp %s %s\n", filepath.Dir(name), source, name)
	if configuration {
		s.inFolder += content
		s.prepared = false
	}
}

// withPublished lets a text use the example modules without the network.
func (s *pageScript) withPublished(content string) string {
	if !strings.Contains(content, publishedModules) {
		return content
	}
	folder := filepath.Join(s.folder, "published")
	if !s.published {
		s.published = true
		if err := os.CopyFS(folder, os.DirFS(filepath.Join(examples, modules))); err != nil {
			s.t.Fatal(err)
		}
	}
	return strings.ReplaceAll(content, publishedModules, folder+"/")
}

// command adds the commands of a block. after is the text that follows it.
func (s *pageScript) command(content, after string) {
	if s.skip {
		return
	}
	if s.inFolder != "" && !s.prepared && strings.Contains(content, "terraform ") {
		s.prepare(content)
	}
	if !s.started {
		s.started = true
		fmt.Fprintf(&s.text, "export CLERK_API_URL=%s\n", exampleInstance(s.t).URL)
	}
	if recordedCommands[s.page] > 0 {
		content = commandLine.ReplaceAllStringFunc(content, s.printCommand)
	}
	content = s.withPublished(content)
	content = strings.ReplaceAll(content, "sk_test_…", emulator.DefaultSecretKey)
	content = emulated.ReplaceAllString(content, `clerk-emulator -listen 127.0.0.1:0$1 >emulator.log 2>&1 &
emulator=$$!
until grep -q listening emulator.log; do kill -0 $$emulator; sleep 0.05; done
port=$$(sed -n 's/.*listening on http:..127\.0\.0\.1:\([0-9]*\)$$/\1/p' emulator.log)`)
	content = strings.ReplaceAll(content, "127.0.0.1:4010", "127.0.0.1:$port")
	if found := expectation.FindStringSubmatch(after); found != nil {
		if !lastCommand.MatchString(content) {
			s.t.Errorf("%s: the last command of the block prints nothing of %q", s.page, found[0])
		}
		run := "$1 >output.log"
		if found[1] == "fails with" {
			run = "if $1 >output.log 2>&1; then exit 1; fi"
		}
		content = lastCommand.ReplaceAllString(content, run+"\ncat output.log\n") +
			fmt.Sprintf("grep -qF '%s' output.log\n", found[2])
	}
	s.commands++
	s.text.WriteString(content)
}

// recordedCommands are the pages with a recording, and how many of their commands it has.
var recordedCommands = map[string]int{"docs/guides/getting-started.md": 7, "docs/guides/adopting-users.md": 3}

// printCommand prints a line of a page before it runs. The line is in a file, so that nothing replaces a part of it.
func (s *pageScript) printCommand(line string) string {
	s.lines++
	file := filepath.Join(s.folder, fmt.Sprintf("%d.line", s.lines))
	writeFile(s.t, file, output.Prompt+line+"\n")
	return "cat " + file + "\n" + line
}

// checkRecording compares the output of a page with its recording. OpenTofu prints write-only attributes as changes.
func (s *pageScript) checkRecording(text string) {
	s.t.Helper()
	commands := recordedCommands[s.page]
	if commands == 0 || !acctest.CLIIsTerraform(s.t, "1.11.0") {
		return
	}
	name := strings.TrimSuffix(filepath.Base(s.page), ".md") + ".txt"
	file := filepath.Join(repositoryRoot, "internal/cmd/recording/recordings", name)
	text = output.First(commands, output.Stable(text))
	if *update {
		writeFile(s.t, file, text)
	}
	for _, difference := range output.Differences(readFile(s.t, file), text) {
		s.t.Errorf("%s: run make recordings: %s", name, difference)
	}
}

// prepare does what the reader of a page has done before its first command.
func (s *pageScript) prepare(content string) {
	s.prepared = true
	if !strings.Contains(s.inFolder, "required_providers") {
		s.file("versions.tf", "terraform",
			"terraform {\n  required_providers {\n    clerk = { source = \"clerk-users/clerk\" }\n  }\n}\n")
		s.prepared = true
	}
	if first := firstCommand.FindString(content); first != "terraform init" {
		s.text.WriteString("terraform init >/dev/null\n")
	}
}

// run executes the script.
func (s *pageScript) run(home string) {
	s.t.Helper()
	options := "-eux"
	if recordedCommands[s.page] > 0 {
		options = "-eu" // the script prints its commands
	}
	shell := exec.CommandContext(s.t.Context(), "sh", options, "-c", s.text.String())
	shell.Dir = s.folder
	shell.Stdin = yes{}
	shell.Env = pageEnvironment(home)
	var text bytes.Buffer
	shell.Stdout, shell.Stderr = &text, &text
	if err := shell.Run(); err != nil {
		s.t.Errorf("%v\n%s", err, text.String())
		return
	}
	s.checkRecording(text.String())
}

// pageEnvironment is the environment of a reader with a key of the emulator.
func pageEnvironment(home string) []string {
	return append(acctest.Inherited(), "HOME="+home, "PATH="+filepath.Join(home, "bin")+":"+os.Getenv("PATH"),
		"CHECKPOINT_DISABLE=1", "TF_CLI_ARGS=-no-color", "GOGC=off", "GOMEMLIMIT=512MiB",
		"CLERK_SECRET_KEY="+emulator.DefaultSecretKey)
}

// yes answers every question.
type yes struct{}

func (yes) Read(buffer []byte) (int, error) { return copy(buffer, "yes\n"), nil }

var _ io.Reader = yes{}
