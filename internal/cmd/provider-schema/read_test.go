package main

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
)

// Every expectation about a part that Terraform 1.11 knows was compared with the output of its
// "providers schema -json" for this very provider.
func TestRead_returnsEveryKindOfType(t *testing.T) {
	schemas, err := read(t.Context(), "sample", sample{})
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(schemas)
	if err != nil {
		t.Fatal(err)
	}
	var written map[string]any
	if err := json.Unmarshal(encoded, &written); err != nil {
		t.Fatal(err)
	}
	const (
		thing = "resource_schemas.sample_thing."
		of    = thing + "block.attributes."
		named = `{"attributes":{"name":{"type":"string","required":true,"description":"A *name*.","description_kind":"markdown"}},`
	)
	for path, want := range map[string]string{
		"provider.version":                                  `0`,
		"provider.block.description":                        `"Sample."`,
		"provider.block.attributes.key":                     `{"type":"string","optional":true,"sensitive":true,"description_kind":"plain"}`,
		thing + "version":                                   `3`,
		thing + "block.description":                         `"A **thing**."`,
		thing + "block.description_kind":                    `"markdown"`,
		of + "plain":                                        `{"type":"string","optional":true,"description":"Plain text.","description_kind":"plain"}`,
		of + "secret":                                       `{"type":"string","optional":true,"sensitive":true,"write_only":true,"description_kind":"plain"}`,
		of + "old":                                          `{"type":"bool","optional":true,"computed":true,"deprecated":true,"description_kind":"plain"}`,
		of + "tags.type":                                    `["map",["set","number"]]`,
		of + "anything.type":                                `"dynamic"`,
		of + "shape.type":                                   `["object",{"side":["list","string"]}]`,
		of + "one":                                          `{"optional":true,"description_kind":"plain","nested_type":` + named + `"nesting_mode":"single"}}`,
		of + "many.nested_type":                             named + `"nesting_mode":"list"}`,
		of + "some.nested_type":                             named + `"nesting_mode":"set"}`,
		of + "named.nested_type":                            named + `"nesting_mode":"map"}`,
		thing + "block.block_types.limits":                  `{"nesting_mode":"single","block":{"attributes":{"top":{"type":"number","optional":true,"description_kind":"plain"}},"description":"Limits.","description_kind":"plain"}}`,
		thing + "block.block_types.rows":                    `{"nesting_mode":"list","block":{"block_types":{"cells":{"nesting_mode":"set","block":{"description_kind":"plain"}}},"description_kind":"plain","deprecated":true}}`,
		"data_source_schemas.sample_thing.block":            `{"attributes":{"id":{"type":"string","required":true,"description_kind":"plain"}},"description_kind":"plain"}`,
		"ephemeral_resource_schemas.sample_token.block":     `{"attributes":{"jwt":{"type":"string","computed":true,"description_kind":"plain"}},"description_kind":"plain"}`,
		"list_resource_schemas.sample_thing.block":          `{"attributes":{"query":{"type":"string","optional":true,"description_kind":"plain"}},"description_kind":"plain"}`,
		"action_schemas.sample_poke":                        `{"block":{"attributes":{"id":{"type":"string","required":true,"description_kind":"plain"}},"description":"Pokes.","description_kind":"markdown"}}`,
		"resource_identity_schemas.sample_thing.version":    `2`,
		"resource_identity_schemas.sample_thing.attributes": `{"id":{"type":"string","required_for_import":true,"description":"The id."},"region":{"type":"string","optional_for_import":true}}`,
		"functions.join.summary":                            `"Joins"`,
		"functions.join.description":                        `"Joins *words*."`,
		"functions.join.deprecation_message":                `"Gone soon."`,
		"functions.join.parameters":                         `[{"name":"glue","type":"string","is_nullable":true,"description":"Between."}]`,
		"functions.join.variadic_parameter":                 `{"name":"words","type":"string"}`,
		"functions.join.return_type":                        `["list","string"]`,
	} {
		t.Run(path, func(t *testing.T) {
			var wanted any
			if err := json.Unmarshal([]byte(want), &wanted); err != nil {
				t.Fatal(err)
			}
			got := at(written, "provider_schemas.sample."+path)
			if !reflect.DeepEqual(got, wanted) {
				t.Errorf("got %v, want %v", got, wanted)
			}
		})
	}
}

// at follows a dotted path into decoded JSON and returns nil where it ends early.
func at(value any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		object, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = object[name]
	}
	return value
}

func TestRead_isReadableByTheDocumentationGenerator(t *testing.T) {
	schemas, err := read(t.Context(), "sample", sample{})
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(schemas)
	if err != nil {
		t.Fatal(err)
	}
	var again tfjson.ProviderSchemas
	if err := json.Unmarshal(encoded, &again); err != nil {
		t.Fatal(err)
	}
	reencoded, err := json.Marshal(&again)
	if err != nil {
		t.Fatal(err)
	}
	if string(reencoded) != string(encoded) {
		t.Errorf("what the generator reads is\n%s\nand what was written is\n%s", reencoded, encoded)
	}
}

// broken declares an attribute under a name that no configuration can spell.
type broken struct{ sample }

func (broken) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = providerschema.Schema{Attributes: map[string]providerschema.Attribute{
		"Not-A-Name": providerschema.StringAttribute{Optional: true},
	}}
}

func TestRead_errorOfTheProvider_isAnError(t *testing.T) {
	if _, err := read(t.Context(), "broken", broken{}); err == nil {
		t.Error("read schemas that are not valid")
	}
}
