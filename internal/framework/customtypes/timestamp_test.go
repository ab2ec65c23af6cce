package customtypes

import (
	"testing"
	"time"
)

func TestTimestamp_isUTCInMilliseconds(t *testing.T) {
	at := time.Date(2020, 1, 2, 4, 4, 5, 120e6, time.FixedZone("", 3600))
	if got := NewTimestamp(at).ValueString(); got != "2020-01-02T03:04:05.12Z" {
		t.Errorf("NewTimestamp = %s", got)
	}
}
