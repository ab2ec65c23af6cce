package acctest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Held is the content of the state file of a workspace. Reading it needs no command of the CLI.
type Held struct {
	Resources []HeldResource
	Outputs   map[string]any
}

// HeldResource is a resource or a data source in the state file.
type HeldResource struct {
	Module, Mode, Type, Name string
	Instances                []struct {
		IndexKey   any `json:"index_key"`
		Deposed    string
		Attributes map[string]any
	}
}

// Held reads the state file. Without one, nothing is held.
func (w *Workspace) Held() Held {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.Folder, "terraform.tfstate"))
	if errors.Is(err, fs.ErrNotExist) {
		return Held{}
	}
	if err != nil {
		w.t.Fatal(err)
	}
	var held Held
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&held); err != nil {
		w.t.Fatalf("reading the state: %v", err)
	}
	return held
}

// Resource returns the attributes of a resource of the root module, such as
// clerk_user.ada, and whether the state holds it.
func (w *Workspace) Resource(address string) (map[string]any, bool) {
	w.t.Helper()
	for _, resource := range w.Held().Resources {
		if resource.Module != "" {
			continue
		}
		for _, instance := range resource.Instances {
			if instance.Deposed == "" && resource.address(instance.IndexKey) == address {
				return resource.plain(instance.Attributes), true
			}
		}
	}
	return nil, false
}

// address is the address of an instance in its module.
func (r HeldResource) address(key any) string {
	address := r.Type + "." + r.Name
	if r.Mode == "data" {
		address = "data." + address
	}
	switch key := key.(type) {
	case string:
		return fmt.Sprintf("%s[%q]", address, key)
	case json.Number:
		return fmt.Sprintf("%s[%s]", address, key)
	}
	return address
}

// plain removes the types that the state file has beside the values of terraform_data, which can have any type.
func (r HeldResource) plain(attributes map[string]any) map[string]any {
	if r.Type != "terraform_data" {
		return attributes
	}
	values := map[string]any{}
	for name, value := range attributes {
		if dynamic, ok := value.(map[string]any); ok {
			value = dynamic["value"]
		}
		values[name] = value
	}
	return values
}
