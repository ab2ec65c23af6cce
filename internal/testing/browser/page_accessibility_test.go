package browser_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/browser"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/npm"
)

// testAccessibility checks all views in a large window.
func testAccessibility(t *testing.T, b *browser.Browser) {
	checkAccessibility(t, b, desktop, "light", "/", page+"changes", page+"controls", page+"users", page+"users/"+katherine,
		page+"organizations", page+"organizations/"+flightResearch, page+"requests", page+"requests/1", page+"none")
}

// testAccessibilityOnAPhone checks the views with different layouts, in a small window and with dark colors.
func testAccessibilityOnAPhone(t *testing.T, b *browser.Browser) {
	checkAccessibility(t, b, phone, "dark", "/", page+"changes", page+"controls", page+"users")
}

// The ids are those of examples/instance.json.
const (
	katherine      = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
	flightResearch = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
)

// checkAccessibility checks views with axe-core: the rules of WCAG 2.2 AA and best practices. No view may need to be
// scrolled to the side.
func checkAccessibility(t *testing.T, b *browser.Browser, size browser.Size, scheme string, views ...string) {
	t.Helper()
	installed, err := npm.Install(t.Context(), "testdata/axe", "../../../bin/axe")
	if err != nil {
		browser.Unavailable(t, err)
	}
	axe, err := os.ReadFile(filepath.Join(installed, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	instance := start(t)
	if err := instance.Seed(exampleSeed(t)); err != nil {
		t.Fatal(err)
	}
	create(t, instance, `{"username":"adalove","first_name":"Ada","password":"correct horse battery"}`)
	if answer, err := http.Get(instance.URL + "/v1/users/none"); err == nil {
		_ = answer.Body.Close() // a request that is refused
	}
	tab := b.Open(t, size, instance.URL)
	tab.Prefer("prefers-color-scheme", scheme)
	for _, view := range views {
		tab.Go(instance.URL + view)
		tab.Eval(`document.querySelectorAll('details').forEach(details => { details.open = true })`, nil)
		tab.Eval(string(axe), nil)
		var found []string
		tab.Eval(`axe.run({
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
		}).then(result => result.violations.map(violation => violation.id + ': ' + violation.help + '\n  ' +
			violation.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join('\n  ')))`, &found)
		if len(found) > 0 {
			t.Errorf("%s: %s", view, strings.Join(found, "\n"))
		}
		var width int
		tab.Eval(`document.documentElement.scrollWidth`, &width)
		if width > size.Width {
			t.Errorf("%s is %d pixels wide in a window of %d", view, width, size.Width)
		}
	}
}

func exampleSeed(t *testing.T) (seed emulator.Seed) {
	t.Helper()
	content, err := os.ReadFile("../../../examples/instance.json")
	if err == nil {
		err = json.Unmarshal(content, &seed)
	}
	if err != nil {
		t.Fatal(fmt.Errorf("examples/instance.json: %w", err))
	}
	return seed
}
