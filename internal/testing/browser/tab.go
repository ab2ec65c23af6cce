package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// Tab is a tab of the browser.
type Tab struct {
	t       testing.TB
	browser *Browser
	target  string
	session string
}

// Size is the size of a tab in pixels.
type Size struct{ Width, Height int }

// Open opens an address in a new tab, and waits until it is loaded.
func (b *Browser) Open(t testing.TB, size Size, address string) *Tab {
	t.Helper()
	tab := &Tab{t: t, browser: b}
	var target struct{ TargetID, SessionID string }
	tab.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	tab.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &target)
	tab.session = target.SessionID
	tab.call("Emulation.setFocusEmulationEnabled", map[string]any{"enabled": true}, nil)
	tab.Resize(size)
	tab.Go(address)
	tab.target = target.TargetID
	t.Cleanup(tab.Close)
	return tab
}

// Close closes the tab.
func (tab *Tab) Close() {
	_, _ = tab.browser.call("", "Target.closeTarget", map[string]any{"targetId": tab.target})
}

// call calls a method of the protocol, and decodes its result. An error ends the test.
func (tab *Tab) call(method string, params map[string]any, result any) {
	tab.t.Helper()
	answer, err := tab.browser.call(tab.session, method, params)
	if err == nil && result != nil {
		err = json.Unmarshal(answer, result)
	}
	if err != nil {
		tab.t.Fatal(err)
	}
}

// Resize changes the size of the tab.
func (tab *Tab) Resize(size Size) {
	tab.t.Helper()
	tab.call("Emulation.setDeviceMetricsOverride", map[string]any{
		"width": size.Width, "height": size.Height, "deviceScaleFactor": 1, "mobile": size.Width < 600,
	}, nil)
}

// Prefer sets a preference of the user, such as prefers-color-scheme.
func (tab *Tab) Prefer(feature, value string) {
	tab.t.Helper()
	tab.call("Emulation.setEmulatedMedia", map[string]any{
		"features": []map[string]string{{"name": feature, "value": value}},
	}, nil)
}

// Go opens an address, and waits until it is loaded.
func (tab *Tab) Go(address string) {
	tab.t.Helper()
	var loaded struct{ ErrorText string }
	tab.call("Page.navigate", map[string]any{"url": address}, &loaded)
	if loaded.ErrorText != "" {
		tab.t.Fatalf("%s: %s", address, loaded.ErrorText)
	}
	tab.Wait(`location.href !== 'about:blank' && document.readyState === 'complete'`)
}

// Eval evaluates an expression, waits for its promise, and decodes its value into result if that is not nil.
func (tab *Tab) Eval(expression string, result any) {
	tab.t.Helper()
	if err := tab.evaluate(expression, result); err != nil {
		tab.t.Fatalf("%s: %v", expression, err)
	}
}

func (tab *Tab) evaluate(expression string, result any) error {
	text, err := tab.browser.call(tab.session, "Runtime.evaluate", map[string]any{
		"expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
	})
	if err != nil {
		return err
	}
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return err
	}
	if failed := answer.ExceptionDetails; failed != nil {
		return fmt.Errorf("%s %s", failed.Text, failed.Exception.Description)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Result.Value, result)
}

// Text returns the visible text of the first element with the selector, in one line.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	var text string
	tab.Eval(textOf(selector), &text)
	return text
}

// Wait waits until the expression is true. It looks after each frame, and fails after 20 seconds.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	var fulfilled bool
	look := `new Promise(resolve => {
		const end = performance.now() + 20000
		const look = () => {
			if (` + expression + `) return resolve(true)
			if (performance.now() > end) return resolve(false)
			setTimeout(look, 10)
		}
		look()
	})`
	err := tab.evaluate(look, &fulfilled)
	for attempt := 0; err != nil && strings.Contains(err.Error(), "navigated") && attempt < 10; attempt++ {
		err = tab.evaluate(look, &fulfilled) // a link was followed meanwhile
	}
	if err != nil {
		tab.t.Fatalf("%s: %v", expression, err)
	}
	if !fulfilled {
		tab.t.Fatalf("the page never fulfilled %s. It shows:\n%s", expression, tab.Text("body"))
	}
}

// WaitText waits until the element with the selector contains the text.
func (tab *Tab) WaitText(selector, text string) {
	tab.t.Helper()
	tab.Wait(fmt.Sprintf(`%s.includes(%s)`, textOf(selector), quoted(text)))
}

func textOf(selector string) string {
	return fmt.Sprintf(`(document.querySelector(%s)?.innerText ?? '').replace(/\s+/g, ' ')`, quoted(selector))
}

// Type replaces the value of a field, as a user does.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Eval(fmt.Sprintf(`document.querySelector(%s).focus(); document.activeElement.select()`, quoted(selector)), nil)
	tab.call("Input.insertText", map[string]any{"text": text}, nil)
}

// Click clicks on the middle of the element with the selector.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.ClickDuring(selector, func() {})
}

// ClickDuring clicks the first element with the selector. The function runs while the button of the mouse is pressed.
func (tab *Tab) ClickDuring(selector string, meanwhile func()) {
	tab.t.Helper()
	var at struct{ X, Y float64 }
	tab.Eval(fmt.Sprintf(`(() => {
		const element = document.querySelector(%s)
		element.scrollIntoView({block: 'center'})
		const box = element.getBoundingClientRect()
		return {X: box.x + box.width / 2, Y: box.y + box.height / 2}
	})()`, quoted(selector)), &at)
	mouse := func(kind string) {
		tab.call("Input.dispatchMouseEvent", map[string]any{
			"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1,
		}, nil)
	}
	mouse("mousePressed")
	meanwhile()
	mouse("mouseReleased")
}

// Press presses a key, such as Tab or Enter.
func (tab *Tab) Press(key string) {
	tab.t.Helper()
	codes := map[string]int{"Tab": 9, "Enter": 13, "Escape": 27}
	params := map[string]any{"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
	if key == "Enter" {
		params["text"] = "\r"
	}
	tab.call("Input.dispatchKeyEvent", params, nil)
	tab.call("Input.dispatchKeyEvent", map[string]any{
		"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": codes[key],
	}, nil)
}

// Screenshot returns a picture of the tab as PNG.
func (tab *Tab) Screenshot() []byte {
	tab.t.Helper()
	var picture struct{ Data []byte }
	tab.call("Page.captureScreenshot", map[string]any{"format": "png"}, &picture)
	return picture.Data
}

func quoted(text string) string {
	literal, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(literal)
}
