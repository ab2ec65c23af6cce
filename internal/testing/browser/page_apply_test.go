package browser_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/browser"
)

// testApply applies the quickstart with the real CLI, and then a change of three users, while the page is open. It makes
// the screenshots of the documentation.
func testApply(t *testing.T, b *browser.Browser) {
	instance := start(t)
	w := acctest.NewWorkspace(t, instance)
	w.Copy("../../../examples/quickstart")
	tab := b.Open(t, desktop, instance.URL)
	tab.WaitText("#overview", "No write request has arrived.")
	w.Must("apply", "-auto-approve", "-no-color")
	tab.WaitText("#overview .lead", "4 users")
	tab.WaitText("#overview .tiles", "4 write requests")

	tab.Go(instance.URL + page + "changes")
	tab.WaitText("#changes .lead", "4 users")
	tab.Click(".record button.start")
	tab.WaitText(".record button", "Stop recording")
	tab.WaitText("#changes .lead", "Nothing changed")
	changeThreeUsers(t, w)
	w.Must("apply", "-auto-approve", "-no-color")
	tab.WaitText("#changes .lead", "3 users")
	tab.Click(".record button.stop")
	tab.WaitText(".record button", "Start recording")

	text := tab.Text("#changes")
	for _, shown := range []string{
		"3 users 2 changed 1 unbanned", "Ada Lovelace user changed", "email_addresses: ada@new.example.com not on the user verified",
		"primary_email_address ada@example.com ada@new.example.com", "public_metadata.team engines analysts",
		"Grace Hopper user changed", "last_name not set Hopper", "mallory@example.com user unbanned", "banned true false",
	} {
		if !strings.Contains(text, shown) {
			t.Errorf("the changes do not show %q:\n%s", shown, text)
		}
	}
	if strings.Contains(text, "alan@example.com") {
		t.Errorf("the changes show a user that did not change:\n%s", text)
	}
	screenshot(t, tab, "changes")
	tab.Go(instance.URL + page + "requests?status=write")
	if rows := tab.Text("#requests"); !strings.Contains(rows, "DELETE") || strings.Contains(rows, "GET") {
		t.Errorf("the write requests are\n%s", rows)
	}
	tab.Go(instance.URL + page + "users")
	screenshot(t, tab, "users")
}

// changeThreeUsers changes the email address and the metadata of Ada, the name of Grace, and unbans Mallory.
func changeThreeUsers(t *testing.T, w *acctest.Workspace) {
	t.Helper()
	path := filepath.Join(w.Folder, "main.tf")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for _, replace := range [][2]string{
		{`"ada@example.com"`, `"ada@new.example.com"`}, {`"engines"`, `"analysts"`},
		{`= "Grace"`, "= \"Grace\"\n  last_name = \"Hopper\""}, {"default     = true", "default     = false"},
	} {
		changed := strings.Replace(text, replace[0], replace[1], 1)
		if changed == text {
			t.Fatalf("the quickstart has no %s", replace[0])
		}
		text = changed
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// pictures has the screenshots of the documentation. drawn is the checksum of the files of the page from which they were
// made.
const (
	pictures = "../../../cmd/clerk-emulator"
	drawn    = "testdata/screenshots.sha256"
)

// screenshot makes a screenshot of the documentation again with -update.
func screenshot(t *testing.T, tab *browser.Tab, name string) {
	t.Helper()
	if !*update {
		return
	}
	var height int
	tab.Eval(`Math.ceil(document.querySelector('main').getBoundingClientRect().bottom)`, &height)
	tab.Resize(browser.Size{Width: desktop.Width, Height: height})
	for path, content := range map[string][]byte{
		filepath.Join(pictures, "page-"+name+".png"): tab.Screenshot(), drawn: []byte(pageSum(t) + "\n"),
	} {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pageSum returns the checksum of the templates and the style of the page.
func pageSum(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../../emulator/page/*")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	sum := sha256.New()
	for _, path := range files {
		if filepath.Ext(path) == ".js" {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = sum.Write([]byte(strings.ReplaceAll(string(content), "\r\n", "\n")))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Fonts differ between machines, so that two screenshots cannot be compared.
func TestScreenshots_areOfTheCurrentPage(t *testing.T) {
	content, err := os.ReadFile(drawn)
	if err != nil || strings.TrimSpace(string(content)) != pageSum(t) && !*update {
		t.Errorf("the page has changed since the screenshots were made: run "+
			"TF_ACC=1 go test ./internal/testing/browser -update (%v)", err)
	}
	for _, name := range []string{"changes", "users"} {
		if info, err := os.Stat(filepath.Join(pictures, "page-"+name+".png")); err != nil || info.Size() > 250<<10 {
			t.Errorf("the screenshot of %s is missing or above 250 KB: %v", name, err)
		}
	}
}
