package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repository is the URL by which published pages link to files of this project.
const repository = "https://github.com/clerk-users/terraform-provider-clerk/"

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading      = regexp.MustCompile(`(?m)^#{1,6} +(.+)$`)
	anchor       = regexp.MustCompile(`<a id="([^"]+)">`)
	codeBlock    = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	notInSlug    = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

func TestDocuments_links_haveTargets(t *testing.T) {
	t.Parallel()
	links := 0
	for file, text := range documents(t) {
		for _, link := range markdownLink.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
			target, fragment, _ := strings.Cut(link[1], "#")
			switch {
			case strings.HasPrefix(target, repository):
				_, target, _ = strings.Cut(strings.TrimPrefix(target, repository), "/main/")
			case strings.Contains(target, ":"):
				continue // other sites
			case target == "":
				target = file
			default:
				target = path.Join(path.Dir(file), target)
			}
			links++
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", file, link[1])
				continue
			}
			if fragment != "" && !anchors(t, target)[fragment] {
				t.Errorf("%s links to %s, and %s has no such heading", file, link[1], target)
			}
		}
	}
	if links == 0 {
		t.Error("there are no links")
	}
}

// The README is where people begin, so that nothing is found by chance only.
func TestDocuments_README_linksEveryGuideAndDocument(t *testing.T) {
	t.Parallel()
	all := documents(t)
	pages, err := filepath.Glob("docs/guides/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("there are no guides", err)
	}
	for page := range all {
		if !strings.Contains(page, "/") && page != "README.md" {
			pages = append(pages, page)
		}
	}
	for _, page := range pages {
		if !strings.Contains(all["README.md"], "]("+filepath.ToSlash(page)+")") {
			t.Errorf("the README has no link to %s", page)
		}
	}
}

// The registry shows index.md first.
func TestDocuments_index_linksEveryGuide(t *testing.T) {
	t.Parallel()
	all := documents(t)
	for page := range all {
		if guide, isGuide := strings.CutPrefix(page, "docs/guides/"); isGuide &&
			!strings.Contains(all["docs/index.md"], "](guides/"+guide+")") {
			t.Errorf("docs/index.md has no link to %s", page)
		}
	}
}

// sectionsOfTypes is the order of sections on the page of each type.
var sectionsOfTypes = []string{
	"Example Usage", "What to know", "Renaming", "Schema", "Signature", "Arguments", "Import", "Details",
}

func TestDocuments_pagesOfTypes_haveOneOrderOfSections(t *testing.T) {
	t.Parallel()
	pages := 0
	for page, text := range documents(t) {
		if strings.Count(page, "/") != 2 || !strings.HasPrefix(page, "docs/") || strings.HasPrefix(page, "docs/guides/") {
			continue
		}
		pages++
		last := -1
		for _, title := range regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
			at := slices.Index(sectionsOfTypes, title[1])
			if at <= last {
				t.Errorf("%s: the section %q is unknown or not in the order %q", page, title[1], sectionsOfTypes)
			}
			last = max(last, at)
		}
		for _, required := range sectionsOfTypes[:2] {
			if !strings.Contains(text, "\n## "+required+"\n") {
				t.Errorf("%s has no section %q", page, required)
			}
		}
	}
	if pages == 0 {
		t.Error("there are no pages of types")
	}
}

func TestDocuments_userPage_hasEachAttributeUnderOneTopic(t *testing.T) {
	t.Parallel()
	page := documents(t)["docs/resources/user.md"]
	_, schema, _ := strings.Cut(page, "\n## Schema\n")
	schema, _, _ = strings.Cut(schema, "\n## ")
	schema, _, _ = strings.Cut(schema, "\n### Nested Schema")
	_, topics, _ := strings.Cut(page, "\n### Attributes by topic\n")
	topics, _, _ = strings.Cut(topics, "\n#")
	counts := map[string]int{}
	for _, name := range regexp.MustCompile("`(\\w+)`").FindAllStringSubmatch(topics, -1) {
		counts[name[1]]++
	}
	attributes := regexp.MustCompile("(?m)^- `(\\w+)` \\(").FindAllStringSubmatch(schema, -1)
	for _, attribute := range attributes {
		if counts[attribute[1]] != 1 {
			t.Errorf("templates/resources/user.md.tmpl names %s under %d topics, want one", attribute[1], counts[attribute[1]])
		}
		delete(counts, attribute[1])
	}
	for name := range counts {
		t.Errorf("templates/resources/user.md.tmpl has a topic of %s, which is not an attribute", name)
	}
	if len(attributes) == 0 {
		t.Error("the page has no attributes")
	}
}

// fragments is the guide that shows single settings and blocks, which say nothing
// by themselves.
const fragments = "templates/guides/thousands-of-users.md.tmpl"

// Configurations that a page shows are files under examples/, because tests apply these.
func TestDocuments_templates_showAppliedConfigurations(t *testing.T) {
	t.Parallel()
	templates := 0
	err := filepath.WalkDir("templates", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.ToSlash(file) == fragments {
			return err
		}
		templates++
		content, err := os.ReadFile(file)
		if strings.Contains(string(content), "```terraform") || strings.Contains(string(content), "```hcl") {
			t.Errorf("%s has a configuration of its own: put it into examples/ and use tffile", file)
		}
		return err
	})
	if err != nil || templates == 0 {
		t.Errorf("there are %d templates: %v", templates, err)
	}
}

// The layout in CONTRIBUTING is how people find a room, so it has to have them all.
func TestDocuments_layout_hasExactlyTheExistingPackages(t *testing.T) {
	t.Parallel()
	_, layout, _ := strings.Cut(documents(t)["CONTRIBUTING.md"], "\n```\n")
	layout, _, _ = strings.Cut(layout, "\n```\n")
	var packages []string
	for _, pattern := range []string{"internal/*/", "internal/*/*/", "internal/service/internal/*/"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, found...)
	}
	for _, folder := range packages {
		if !regexp.MustCompile(`\b` + regexp.QuoteMeta(filepath.Base(folder)) + `\b`).MatchString(layout) {
			t.Errorf("the layout has no %s", folder)
		}
	}
	// Names in the layout are relative to one of these.
	within := []string{
		".",
		"internal",
		"internal/service",
		"internal/service/users",
		"internal/service/internal",
		"internal/framework",
		"internal/clerk",
		"internal/emulator",
		"internal/testing",
		"examples",
		"internal/cmd",
	}
	for _, line := range strings.Split(layout, "\n") {
		names, _, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if strings.HasPrefix(line, strings.Repeat(" ", 12)) {
			continue // an explanation
		}
		for _, name := range strings.Fields(names) {
			found := name == "…"
			for _, folder := range within {
				matches, _ := filepath.Glob(filepath.Join(folder, name))
				found = found || len(matches) > 0
			}
			if !found {
				t.Errorf("the layout has %s, which is not there", name)
			}
		}
	}
}

// codeName is the name of a Go file, or of something in Go code that has a capital
// letter after a small one, so that it is no ordinary word.
var codeName = regexp.MustCompile("`(?:[\\w/]+/)?(?:[a-zA-Z]+\\.)?([a-z_]+\\.go|[A-Za-z]*[a-z][A-Z]\\w*)(?:\\(\\))?`")

func TestDocuments_contributing_namesExistingCode(t *testing.T) {
	t.Parallel()
	var code strings.Builder
	err := filepath.WalkDir("internal", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".go" {
			return err
		}
		content, err := os.ReadFile(file)
		code.WriteString(entry.Name() + "\n")
		code.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(documents(t)["CONTRIBUTING.md"], "\n## Tests\n") // the layout has a test of its own
	names := codeName.FindAllStringSubmatch(text, -1)
	for _, name := range names {
		if !strings.Contains(code.String(), name[1]) {
			t.Errorf("CONTRIBUTING names %s, which is not there", name[0])
		}
	}
	if len(names) == 0 {
		t.Error("CONTRIBUTING names no code")
	}
}

// documents are the Markdown files of the project.
func documents(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() &&
			(file == "bin" || file == "dist" || strings.HasPrefix(file, ".") && file != "." && file != ".github") {
			return fs.SkipDir
		}
		if strings.HasSuffix(file, ".md") {
			content, err := os.ReadFile(file)
			texts[filepath.ToSlash(file)] = string(content)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// anchors are what a link into a document can name, as GitHub makes them.
func anchors(t *testing.T, file string) map[string]bool {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := codeBlock.ReplaceAllString(string(content), "")
	found := map[string]bool{}
	for _, title := range heading.FindAllStringSubmatch(text, -1) {
		slug := notInSlug.ReplaceAllString(strings.ToLower(title[1]), "")
		found[strings.ReplaceAll(slug, " ", "-")] = true
	}
	for _, id := range anchor.FindAllStringSubmatch(text, -1) {
		found[id[1]] = true
	}
	return found
}
