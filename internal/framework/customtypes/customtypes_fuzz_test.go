package customtypes

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func FuzzJSONObject_isSentAsItIsOrRefusedWithoutBeingRepeated(f *testing.F) {
	for _, text := range []string{`{}`, `{"a":{"b":[1,2.50,1e21,null]}}`, `{"k":"\u003c&"}`, `[]`, `null`, `{"a":1} {}`, `{"a":1}}`, `{"a":1}]`, `{"a":1,"a":2}`, "{\"\xff\":1}", `{"hush-4711`, ``} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		object := JSONObject{StringValue: types.StringValue(text)}
		var checked xattr.ValidateAttributeResponse
		object.ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("metadata")}, &checked)
		if checked.Diagnostics.HasError() {
			if detail := checked.Diagnostics[0].Detail(); len(text) > 8 && strings.Contains(detail, text) {
				t.Errorf("the refusal repeats the value: %s", detail)
			}
			return
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q is accepted and is no JSON", text)
		}
		sent := object.JSON()
		if !json.Valid(sent) {
			t.Fatalf("%q is sent as %q, which is no JSON", text, sent)
		}
		held, err := NewJSONObject(sent)
		if err != nil {
			t.Fatalf("what is sent of %q is not read: %v", text, err)
		}
		if same, _ := held.StringSemanticEquals(t.Context(), object); !same {
			t.Errorf("%q is sent as %q, which means something else", text, sent)
		}
		if shown := object.String(); len(text) > 8 && strings.Contains(shown, text) {
			t.Errorf("String shows the value: %s", shown)
		}
	})
}

func FuzzTimestamp_isAnInstantOrRefused(f *testing.F) {
	for _, text := range []string{"2026-01-31T09:30:00Z", "2026-01-31T09:30:00.25+01:00", "2026-01-31", "", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "2026-01-31T09:30:00,5Z", "2026-01-31T9:30:00Z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		timestamp := Timestamp{StringValue: types.StringValue(text)}
		var checked xattr.ValidateAttributeResponse
		timestamp.ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("created_at")}, &checked)
		instant, ok := timestamp.Time()
		if accepted := !checked.Diagnostics.HasError(); accepted && !ok && text != "" {
			t.Errorf("%q is accepted and is no time", text)
		}
		if ok {
			if same, _ := NewTimestamp(instant).StringSemanticEquals(t.Context(), timestamp); !same {
				t.Errorf("%q is another time when it is read back", text)
			}
		}
	})
}

func FuzzNewTimestamp_writesEveryTimeThatClerkCanTell(f *testing.F) {
	for _, milliseconds := range []int64{0, -1, 1749564092553, 253402300800000, -62135596800001, 1<<63 - 1, -1 << 63} {
		f.Add(milliseconds)
	}
	f.Fuzz(func(t *testing.T, milliseconds int64) {
		written := NewTimestamp(time.UnixMilli(milliseconds))
		instant, ok := written.Time()
		if !ok {
			t.Fatalf("%d is written as %q, which is no RFC 3339 time", milliseconds, written.ValueString())
		}
		if instant.Year() > 0 && instant.Year() < 9999 && instant.UnixMilli() != milliseconds {
			t.Errorf("%d is written as %s", milliseconds, written.ValueString())
		}
	})
}
