package emulator

import (
	"strings"
	"testing"
)

func TestMerge_anyDepth(t *testing.T) {
	for name, test := range map[string]struct{ held, sent, want string }{
		"adds and keeps":           {`{"a":1}`, `{"b":2}`, `{"a":1,"b":2}`},
		"merges deep":              {`{"a":{"x":{"p":1},"y":2}}`, `{"a":{"x":{"q":3}}}`, `{"a":{"x":{"p":1,"q":3},"y":2}}`},
		"null deletes":             {`{"a":1,"b":2}`, `{"a":null}`, `{"b":2}`},
		"null deletes deep":        {`{"a":{"x":1,"y":2}}`, `{"a":{"x":null}}`, `{"a":{"y":2}}`},
		"null in a new object":     {`{}`, `{"a":{"x":null,"y":1}}`, `{"a":{"y":1}}`},
		"arrays are replaced":      {`{"a":[1,2]}`, `{"a":[3]}`, `{"a":[3]}`},
		"scalar in place of one":   {`{"a":{"x":1}}`, `{"a":"b"}`, `{"a":"b"}`},
		"object in place":          {`{"a":"b"}`, `{"a":{"x":1}}`, `{"a":{"x":1}}`},
		"object in place of array": {`{"a":[{"x":1}]}`, `{"a":{"y":2}}`, `{"a":{"y":2}}`},
		"array in place of object": {`{"a":{"x":1}}`, `{"a":[2]}`, `{"a":[2]}`},
		"arrays at depth": {
			`{"a":{"b":{"l":[1,{"x":1}],"k":1}}}`,
			`{"a":{"b":{"l":[{"y":2}]}}}`,
			`{"a":{"b":{"k":1,"l":[{"y":2}]}}}`,
		},
		"array of none":       {`{"a":{"l":[1]}}`, `{"a":{"l":[]}}`, `{"a":{"l":[]}}`},
		"null below a scalar": {`{"a":"b"}`, `{"a":{"x":null}}`, `{"a":{}}`},
		"null far below": {
			`{"a":{"b":{"c":{"x":1,"y":2}}}}`,
			`{"a":{"b":{"c":{"x":null}}}}`,
			`{"a":{"b":{"c":{"y":2}}}}`,
		},
		"null leaves an object":    {`{"a":{"x":1}}`, `{"a":{"x":null}}`, `{"a":{}}`},
		"null for what is not":     {`{"a":1}`, `{"b":null,"c":{"d":null}}`, `{"a":1,"c":{}}`},
		"false, 0 and empty stay":  {`{"a":1,"b":1,"c":1}`, `{"a":false,"b":0,"c":""}`, `{"a":false,"b":0,"c":""}`},
		"empty changes nothing":    {`{"a":1}`, `{}`, `{"a":1}`},
		"numbers keep their form":  {`{"a":1.50}`, `{"b":12345678901234567890}`, `{"a":1.50,"b":12345678901234567890}`},
		"no escapes for HTML":      {`{}`, `{"a":"<&>"}`, `{"a":"<&>"}`},
		"nulls in arrays are kept": {`{}`, `{"a":[null]}`, `{"a":[null]}`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(merge([]byte(test.held), []byte(test.sent))); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestMetadata_mergeAndReplace_changeOnlySentFields(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"username":"adalove","public_metadata":{"a":1},"private_metadata":{"b":1},"unsafe_metadata":{"c":1}}`,
	)
	path := "/v1/users/" + user.ID + "/metadata"

	user = api.ok("PATCH", path, `{"public_metadata":{"x":1}}`).user()
	if string(user.PublicMetadata) != `{"a":1,"x":1}` || string(user.PrivateMetadata) != `{"b":1}` ||
		string(user.UnsafeMetadata) != `{"c":1}` {
		t.Errorf("merged: %s", marshal(user))
	}
	user = api.ok("PUT", path, `{"private_metadata":{ "y" : 2 },"unsafe_metadata":{}}`).user()
	if string(user.PublicMetadata) != `{"a":1,"x":1}` || string(user.PrivateMetadata) != `{"y":2}` ||
		string(user.UnsafeMetadata) != `{}` {
		t.Errorf("replaced: %s", marshal(user))
	}
	user = api.ok("PUT", path, `{"private_metadata":null}`).user()
	if string(user.PrivateMetadata) != `null` {
		t.Errorf("null is stored as %s", user.PrivateMetadata)
	}
	user = api.ok("PATCH", path, `{"private_metadata":{"z":3}}`).user()
	if string(user.PrivateMetadata) != `{"z":3}` {
		t.Errorf("merged into null: %s", user.PrivateMetadata)
	}
}

func TestMetadata_limit_isInBytesAfterTheMerge(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	path := "/v1/users/" + user.ID + "/metadata"
	full := strings.Repeat("x", 8192-len(`{"k":""}`))

	api.ok("PUT", path, `{"public_metadata":{ "k" :   "`+full+`" },"private_metadata":{"k":"`+full+`"}}`)
	api.refused("PATCH", path, `{"public_metadata":{"m":1}}`, 422, "form_param_exceeds_allowed_size public_metadata")
	api.refused(
		"PUT",
		path,
		`{"public_metadata":{"k":"`+full+`y"}}`,
		422,
		"form_param_exceeds_allowed_size public_metadata",
	)
	if stored := api.get(user.ID); string(stored.PublicMetadata) != `{"k":"`+full+`"}` {
		t.Error("a refused request changed the metadata")
	}
}

func TestMetadata_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	path := "/v1/users/" + user.ID + "/metadata"
	for _, method := range []string{"PATCH", "PUT"} {
		api.refused(
			method,
			path,
			`{"public_metadata":[1],"private_metadata":"x","first_name":"Ada"}`,
			422,
			"form_param_value_invalid public_metadata",
			"form_param_value_invalid private_metadata",
			"form_param_unknown first_name",
		)
		api.refused(method, "/v1/users/user_none/metadata", `{}`, 404, "resource_not_found")
	}
	api.refused("PATCH", path, `{"public_metadata":null}`, 422, "form_param_value_invalid public_metadata")
}
