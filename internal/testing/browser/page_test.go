package browser_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/browser"
)

// start starts an emulator with its page.
func start(t *testing.T) *acctest.Instance {
	t.Helper()
	return acctest.NewInstanceOnPort(t, emulator.Config{Page: true})
}

// create creates a user with the API.
func create(t *testing.T, instance *acctest.Instance, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(
		t.Context(),
		http.MethodPost,
		instance.URL+"/v1/users",
		strings.NewReader(body),
	)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+emulator.DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the creation is answered %s", answer.Status)
	}
}

// testHostileText opens all views with a user that has markup as its name.
func testHostileText(t *testing.T, b *browser.Browser) {
	const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>`
	instance := start(t)
	text, _ := json.Marshal(hostile)
	create(t, instance, fmt.Sprintf(`{"username":"adalove","first_name":%s,"public_metadata":{"note":%s}}`, text, text))
	id := instance.OnlyUser().ID
	tab := b.Open(t, desktop, instance.URL)
	for _, path := range []string{"/", page + "users", page + "users/" + id, page + "changes", page + "requests/1"} {
		tab.Go(instance.URL + path)
		if text := tab.Text("main"); !strings.Contains(text, hostile) {
			t.Errorf("%s does not show the name:\n%s", path, text)
		}
		var scripts, images int
		tab.Eval(`document.scripts.length`, &scripts)
		tab.Eval(`document.querySelectorAll('main img, main script').length`, &images)
		if scripts != 1 || images != 0 {
			t.Errorf("%s has %d scripts, and %d images in the content", path, scripts, images)
		}
	}
}

// testKeyboard uses only keys, from the first element of the page to the confirmed reset.
func testKeyboard(t *testing.T, b *browser.Browser) {
	instance := start(t)
	instance.SeedUsers(3)
	tab := b.Open(t, desktop, instance.URL+page+"controls")
	tab.Press("Tab")
	if skip := tab.Text(":focus"); skip != "Skip to the content" {
		t.Errorf("the first element is %q", skip)
	}
	tab.Press("Enter")
	tab.Wait(`document.activeElement.id === 'main'`)
	for range 60 {
		var found bool
		tab.Eval(`document.activeElement.matches('.danger button[type=submit]')`, &found)
		if found {
			break
		}
		tab.Press("Tab")
	}
	tab.Press("Enter")
	tab.Wait(`document.querySelector('#confirm').open && document.activeElement.value === 'no'`)
	tab.Press("Escape")
	tab.Wait(`!document.querySelector('#confirm').open && document.activeElement.matches('.danger button')`)
	if users := len(instance.Users()); users != 3 {
		t.Fatalf("%d users are left after Escape", users)
	}
	tab.Press("Enter")
	tab.Wait(`document.querySelector('#confirm').open`)
	tab.Press("Tab")
	tab.Press("Enter")
	tab.WaitText(".danger output", "Done.")
	if users := len(instance.Users()); users != 0 {
		t.Errorf("%d users are left after the reset", users)
	}
}

// testControls sends each control, and then the command that it shows to another instance. Both have the same result.
func testControls(t *testing.T, b *browser.Browser) {
	if _, err := exec.LookPath("curl"); err != nil {
		browser.Unavailable(t, err)
	}
	instance, other := start(t), start(t)
	tab := b.Open(t, desktop, instance.URL+page+"controls")
	tab.Eval(
		`document.querySelector('[data-endpoint$="/seed"] textarea').value = '{"users": [{"username": "obrien", "first_name": "O\'Brien"}]}'`,
		nil,
	)
	tab.Eval(`(() => {
		const select = document.querySelector('[data-fill]')
		select.value = select.options[2].value
		select.dispatchEvent(new Event('input', {bubbles: true}))
	})()`, nil)
	tab.Type(`[name=rate_limit]`, "50/10s")
	tab.Type(`[name=latency]`, "1ms")
	tab.Eval(`document.querySelector('[name=behaviour]').value = '{"ban_needs_plan": true}'`, nil)
	tab.Eval(
		`document.querySelectorAll('form[data-endpoint]').forEach(form => form.dispatchEvent(new Event('input')))`,
		nil,
	)
	var commands []string
	tab.Eval(`[...document.querySelectorAll('.card:not(.danger) [data-curl]')].map(code => code.textContent)`, &commands)
	if len(commands) != 5 {
		t.Fatalf("there are %d commands", len(commands))
	}
	for i, command := range commands {
		tab.Eval(fmt.Sprintf(`document.querySelectorAll('.card:not(.danger) form')[%d].requestSubmit()`, i), nil)
		tab.Wait(fmt.Sprintf(`document.querySelectorAll('.card:not(.danger) output')[%d].textContent.length > 8 ||
			document.querySelectorAll('.card:not(.danger) output')[%d].className === 'good'`, i, i))
		shell := exec.CommandContext(t.Context(), "sh", "-eu")
		shell.Stdin = strings.NewReader(strings.ReplaceAll(command, instance.URL, other.URL) + " --silent --fail")
		if output, err := shell.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command, err, output)
		}
	}
	got, want := controlled(t, instance), controlled(t, other)
	if got != want || !strings.Contains(got, "ban_needs_plan") || !strings.Contains(got, "50/10s") ||
		!strings.Contains(got, "503") {
		t.Errorf("the page has set\n%s\nand the commands\n%s", got, want)
	}
	for _, seeded := range []*acctest.Instance{instance, other} {
		if user := seeded.OnlyUser(); user.FirstName == nil || *user.FirstName != "O'Brien" {
			t.Errorf("the user is %+v", user)
		}
	}
	tab.WaitText("#faults", "503")
	tab.Eval(`document.querySelector('[data-endpoint$="/seed"] form, [data-endpoint$="/seed"]').requestSubmit()`, nil)
	tab.WaitText(`[data-endpoint$="/seed"] output`, "taken")
}

// controlled returns the settings and the faults of an instance.
func controlled(t *testing.T, instance *acctest.Instance) string {
	t.Helper()
	var all bytes.Buffer
	for _, path := range []string{"settings", "faults"} {
		answer, err := http.Get(instance.URL + "/_emulator/" + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = all.ReadFrom(answer.Body)
		_ = answer.Body.Close()
	}
	return all.String()
}

func testManyUsers(t *testing.T, b *browser.Browser) {
	instance := start(t)
	instance.SeedUsers(10_000)
	create(t, instance, `{"first_name":"Zacharias","username":"zacharias"}`)
	tab := b.Open(t, desktop, instance.URL+page+"users")
	if text := tab.Text("#users"); !strings.Contains(text, "1–50 of 10,001 users") {
		t.Errorf("the page shows %s", text)
	}
	tab.Type("[name=query]", "zachar")
	tab.WaitText("#users", "of 1 user")
	tab.Wait(`location.search.includes('query=zachar')`)
	tab.Type("[name=query]", "")
	tab.WaitText("#users", "10,001 users")
	tab.Click("#users [rel=next]")
	tab.WaitText("#users", "51–100 of 10,001 users")
	var paint float64
	tab.Go(instance.URL + page + "users")
	tab.Wait(`performance.getEntriesByName('first-contentful-paint').length > 0`)
	tab.Eval(`performance.getEntriesByName('first-contentful-paint')[0].startTime`, &paint)
	t.Logf("the first paint with 10,001 users is after %.0f ms", paint)
}

func testLive(t *testing.T, b *browser.Browser) {
	instance := start(t)
	create(t, instance, `{"username":"adalove"}`)
	tab := b.Open(t, desktop, instance.URL+page+"requests")
	tab.WaitText("#state", "Live")
	tab.Eval(`document.querySelector('#requests a').focus()`, nil)
	create(t, instance, `{"username":"graceh"}`)
	tab.WaitText("#requests", "2 requests in all")
	tab.Wait(`document.activeElement.getAttribute('href') === '/_emulator/page/requests/1'`)
	tab.Click("#pause")
	tab.WaitText("#state", "Paused")
	create(t, instance, `{"username":"dorothy"}`)
	if text := tab.Text("#requests"); !strings.Contains(text, "2 requests in all") {
		t.Errorf("a paused page shows %s", text)
	}
	tab.Click("#pause")
	tab.WaitText("#requests", "3 requests in all")
}

// testPressedButton clicks while new data arrives: a button that is replaced while it is pressed gets no click.
func testPressedButton(t *testing.T, b *browser.Browser) {
	instance := start(t)
	create(t, instance, `{"username":"adalove"}`)
	tab := b.Open(t, desktop, instance.URL+page+"changes")
	tab.WaitText("#changes .lead", "1 user")
	tab.WaitText("#state", "Live")
	tab.ClickDuring(".record button.start", func() {
		create(t, instance, `{"username":"graceh"}`)
		create(t, instance, `{"username":"dorothy"}`)
		// The page has handled the first answer before it fetches again.
		tab.Wait(`performance.getEntriesByType('resource').filter(entry => entry.initiatorType === 'fetch').length > 1`)
	})
	tab.WaitText(".record button", "Stop recording")
}

func testOneHost(t *testing.T, b *browser.Browser) {
	instance := start(t)
	create(t, instance, `{"username":"adalove"}`)
	instance.Change("adalove", func(u *emulator.User) { u.HasImage = true })
	tab := b.Open(t, desktop, instance.URL+page+"users/"+instance.OnlyUser().ID)
	var loaded []string
	tab.Eval(`performance.getEntriesByType('resource').map(entry => entry.name)`, &loaded)
	for _, address := range loaded {
		if !strings.HasPrefix(address, instance.URL+"/_emulator/") {
			t.Errorf("the page loads %s", address)
		}
	}
	if !slices.Contains(loaded, instance.URL+page+"style.css") {
		t.Errorf("the page loads %v", loaded)
	}
}
