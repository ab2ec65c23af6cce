package browser_test

import (
	"flag"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/browser"
)

// update makes the screenshots of the documentation again.
var update = flag.Bool("update", false, "make the screenshots of the documentation again")

func TestMain(m *testing.M) { acctest.Main(m) }

var (
	desktop = browser.Size{Width: 1280, Height: 860}
	phone   = browser.Size{Width: 390, Height: 844}
)

const page = "/_emulator/page/"

// The tests of the page share one browser, because its start takes longer than a test.
func TestPage(t *testing.T) {
	b := browser.Start(t)
	for name, test := range map[string]func(*testing.T, *browser.Browser){
		"apply_isShownWhileThePageIsOpen":            testApply,
		"hostileText_staysText":                      testHostileText,
		"everyView_hasNoAccessibilityViolation":      testAccessibility,
		"phoneAndDark_haveNoAccessibilityViolation":  testAccessibilityOnAPhone,
		"keyboard_reachesAndConfirmsTheReset":        testKeyboard,
		"controls_sendWhatTheirCommandsSend":         testControls,
		"tenThousandUsers_areSearchedAndShownAtOnce": testManyUsers,
		"liveView_canBePausedAndKeepsTheFocus":       testLive,
		"newData_keepsAPressedButton":                testPressedButton,
		"page_loadsNothingFromAnotherHost":           testOneHost,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b)
		})
	}
}
