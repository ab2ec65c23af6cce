package clerk_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestUnixMilli_UnmarshalJSON_wholeNumberInAnyNotation_isDecoded(t *testing.T) {
	for text, want := range map[string]clerk.UnixMilli{
		"1749564092553": 1749564092553, "1749564092553.0": 1749564092553, "1.749564092553e12": 1749564092553,
		"-1": -1, "0": 0, "0.0": 0, "9007199254740993": 9007199254740993, "null": 0,
	} {
		var got clerk.UnixMilli
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
}

func TestUnixMilli_UnmarshalJSON_otherValue_isAnError(t *testing.T) {
	for _, text := range []string{"47.11", `"1749564092553"`, "true", "{}", "[]", "1e300", "9007199254740994.0", "-1e19"} {
		var got clerk.UnixMilli
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %d", text, got)
		}
	}
}

func TestUnixMilli_Time_isInUTC(t *testing.T) {
	got := clerk.UnixMilli(1749564092553).Time()
	if want := time.Date(2025, 6, 10, 14, 1, 32, 553_000_000, time.UTC); got != want {
		t.Errorf("Time() = %v, want %v", got, want)
	}
}
