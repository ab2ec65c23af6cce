package chaos

import (
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

var cliRounds = flag.Int("cli-rounds", 0, "how many rounds to run with the real CLI; 0 is none")

func TestMain(m *testing.M) {
	_ = acctest.Factories() // linked in, so that Go's cache of test results sees changes of the provider
	acctest.Main(m)
}

// TestChaosCLI_losesAndDuplicatesNothing is the same with the real CLI and the built
// provider, where time is real.
func TestChaosCLI_losesAndDuplicatesNothing(t *testing.T) {
	if *cliRounds == 0 {
		t.Skip("takes long: make chaos runs it")
	}
	acctest.RequireCLI(t)
	total := newFigures()
	t.Cleanup(func() { total.print(os.Stderr, "with the real CLI") })
	runWorlds(t, total, *cliRounds, func(t *testing.T, seed uint64, most int) { live(withCLI(t, seed, total), most) })
}

// withCLI makes a world of the real CLI.
func withCLI(t testing.TB, seed uint64, total *figures) *world {
	w := newWorld(t, seed, total)
	w.second = 100 * time.Millisecond
	behaviour := w.behaviour()
	w.access = newAccess(w, &behaviour)
	w.instance = acctest.NewInstanceOnPort(t, emulator.Config{Behaviour: behaviour})
	workspace := acctest.NewBuiltWorkspace(t, w.instance)
	log := filepath.Join(workspace.Folder, "provider.log")
	workspace.Setenv("TF_LOG_PROVIDER", "TRACE")
	workspace.Setenv("TF_LOG_PATH", log)
	w.terraform = &cli{w: w, workspace: workspace, log: log, parallel: []string{"1", "3", "10"}[w.IntN(3)]}
	w.populate()
	return w
}

// cli is the real CLI in a workspace.
type cli struct {
	w         *world
	workspace *acctest.Workspace
	log       string
	parallel  string
	bugs      []string
}

func (c *cli) apply(declared configuration, under conditions) string {
	recorded := c.recorded()
	for _, at := range under.taint {
		isHeld := func(at address) bool { _, held := recorded[at]; return held }
		c.workspace.Run("taint", under.inState(at, isHeld).String()) // fails for a resource that is not in the state
	}
	c.workspace.Write(document(declared, under.settings) + under.blocks())
	arguments := []string{"apply", "-auto-approve", "-no-color", "-parallelism=" + c.parallel}
	for _, at := range under.replace {
		arguments = append(arguments, "-replace="+at.String())
	}
	result := c.workspace.Run(arguments...)
	c.look(result)
	if result.ExitCode == 0 {
		return ""
	}
	return result.Stderr
}

func (c *cli) pending(declared configuration) string {
	c.workspace.Write(document(declared, nil))
	result := c.workspace.Run("plan", "-detailed-exitcode", "-no-color")
	c.look(result)
	if result.ExitCode == 0 {
		return ""
	}
	return result.String()
}

// look searches what a run has left for secrets, and for bugs that the CLI saw.
func (c *cli) look(result acctest.Result) {
	output := result.Stdout + result.Stderr
	c.w.watch.search("the output", []byte(output), allMarks)
	_, _ = c.w.watch.Write(c.read(c.log))
	c.w.watch.search("the state", c.read(c.state()), secretMarks)
	for _, sign := range []string{"Provider produced", "Provider returned", "panic:", "plugin crashed"} {
		if strings.Contains(output, sign) {
			c.bugs = append(c.bugs, output)
		}
	}
	c.w.must(os.RemoveAll(c.log))
}

func (c *cli) state() string { return filepath.Join(c.workspace.Folder, "terraform.tfstate") }

// read returns nothing for a file that there is not.
func (c *cli) read(file string) []byte {
	content, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		c.w.t.Fatal(err)
	}
	return content
}

func (c *cli) recorded() map[address]record {
	var state struct {
		Resources []struct {
			Type, Name string
			Instances  []struct {
				Status     string
				Attributes struct {
					ID, Secret string
					Policy     string `json:"deletion_policy"`
					Protected  bool   `json:"deletion_protection"`
				}
			}
		}
	}
	if content := c.read(c.state()); len(content) > 0 {
		c.w.must(json.Unmarshal(content, &state))
	}
	records := map[address]record{}
	for _, resource := range state.Resources {
		for _, held := range resource.Instances {
			records[address{kind: resource.Type, name: resource.Name}] = record{
				id: held.Attributes.ID, secret: held.Attributes.Secret, policy: held.Attributes.Policy,
				protected: held.Attributes.Protected, tainted: held.Status == "tainted",
			}
		}
	}
	return records
}

// blocks writes the moved and removed blocks.
func (m moves) blocks() string {
	var text strings.Builder
	for _, block := range m.moved {
		text.WriteString(sprintf("\nmoved {\n  from = %s\n  to   = %s\n}\n", block.from, block.to))
	}
	for _, at := range m.removed {
		text.WriteString(sprintf("\nremoved {\n  from = %s\n  lifecycle {\n    destroy = false\n  }\n}\n", at))
	}
	return text.String()
}

func (c *cli) removes() (ids map[string]bool, known bool) { return nil, false }

func (c *cli) forgetRefused() int { return 0 }

func (c *cli) providerBugs() []string { return c.bugs }

// document writes a configuration in Terraform's language.
func document(declared configuration, settings acctest.Values) string {
	var text strings.Builder
	text.WriteString("provider \"clerk\" {\n")
	writeArguments(&text, settings)
	text.WriteString("}\n")
	for _, d := range declared {
		text.WriteString(sprintf("\nresource %q %q {\n", d.at.kind, d.at.name))
		for name, ref := range d.refs {
			value := ref.at.String() + "." + ref.attribute
			if ref.inSet {
				value = "[" + value + "]"
			}
			text.WriteString("  " + name + " = " + value + "\n")
		}
		writeArguments(&text, d.values)
		text.WriteString("}\n")
	}
	return text.String()
}

func writeArguments(text *strings.Builder, values acctest.Values) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		text.WriteString("  " + name + " = " + literal(values[name]) + "\n")
	}
}

// literal writes a value as JSON does, which the language reads, too, but for its
// templates.
func literal(value any) string {
	var written strings.Builder
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(strings.TrimSpace(written.String()))
}
