package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

const stateFile = "terraform.tfstate"

// state is a state file.
type state struct {
	Version          int             `json:"version"`
	TerraformVersion string          `json:"terraform_version"`
	Serial           int             `json:"serial"`
	Lineage          string          `json:"lineage"`
	Outputs          json.RawMessage `json:"outputs"`
	Resources        []*resource     `json:"resources"`
	CheckResults     json.RawMessage `json:"check_results"`
}

type resource struct {
	Module    string           `json:"module,omitempty"`
	Mode      string           `json:"mode"`
	Type      string           `json:"type"`
	Name      string           `json:"name"`
	Provider  string           `json:"provider"`
	Instances []map[string]any `json:"instances"`
}

// takeState reads the state of a folder and removes it.
func takeState(folder string) (*state, error) {
	file := filepath.Join(folder, stateFile)
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields() // unknown fields would be lost
	decoder.UseNumber()
	var s state
	if err := decoder.Decode(&s); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return &s, errors.Join(os.Remove(file), os.RemoveAll(file+".backup"))
}

func (s *state) write(folder string) error {
	content, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, stateFile), content, 0o600)
}

// join adds the resources of another state. Instances of a resource in both continue its count.
func (s *state) join(other *state) {
	for _, added := range other.Resources {
		at := slices.IndexFunc(s.Resources, func(r *resource) bool {
			return r.Module == added.Module && r.Mode == added.Mode && r.Type == added.Type && r.Name == added.Name
		})
		if at < 0 {
			s.Resources = append(s.Resources, added)
			continue
		}
		first := len(s.Resources[at].Instances)
		for _, instance := range added.Instances {
			if index, counted := instance["index_key"].(json.Number); counted {
				number, _ := index.Int64()
				instance["index_key"] = number + int64(first)
			}
			s.Resources[at].Instances = append(s.Resources[at].Instances, instance)
		}
	}
}
