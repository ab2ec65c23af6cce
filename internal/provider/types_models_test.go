package provider_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// model is a struct into which Terraform's values are read.
type model struct {
	folder, name string
	// fields are its own tfsdk fields, embedded the models that it takes up.
	fields   []string
	embedded []string // folder and name, such as internal/service/internal/identifiers.Model
}

func (m model) String() string { return m.folder + "." + m.name }

// everyModel reads the structs with tfsdk fields from the source: no value of them
// can be had here, since packages keep them to themselves.
func everyModel(t *testing.T) map[string]model {
	t.Helper()
	structs := map[string]model{}
	for folder, files := range sources(t) {
		for _, file := range files {
			ast.Inspect(file, func(node ast.Node) bool {
				if spec, ok := node.(*ast.TypeSpec); ok {
					if of, ok := spec.Type.(*ast.StructType); ok {
						m := modelOf(folder, spec.Name.Name, of)
						structs[m.String()] = m
					}
				}
				return true
			})
		}
	}
	return withTerraformFields(structs)
}

// sources are the files of each package under internal, without tests.
func sources(t *testing.T) map[string][]*ast.File {
	t.Helper()
	files := map[string][]*ast.File{}
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		files[folder] = append(files[folder], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func modelOf(folder, name string, of *ast.StructType) model {
	m := model{folder: folder, name: name}
	for _, field := range of.Fields.List {
		if field.Tag != nil {
			if tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("tfsdk"); tag != "" && tag != "-" {
				m.fields = append(m.fields, tag)
			}
		}
		if len(field.Names) > 0 {
			continue
		}
		switch embedded := field.Type.(type) {
		case *ast.Ident:
			m.embedded = append(m.embedded, folder+"."+embedded.Name)
		case *ast.SelectorExpr:
			m.embedded = append(
				m.embedded,
				filepath.Join("internal/service/internal", embedded.X.(*ast.Ident).Name)+"."+embedded.Sel.Name,
			)
		}
	}
	return m
}

// withTerraformFields returns the structs with tfsdk fields. Their fields include those
// of embedded structs.
func withTerraformFields(structs map[string]model) map[string]model {
	var all func(m model) []string
	all = func(m model) []string {
		fields := slices.Clone(m.fields)
		for _, name := range m.embedded {
			fields = append(fields, all(structs[name])...)
		}
		slices.Sort(fields)
		return fields
	}
	models := map[string]model{}
	for name, m := range structs {
		if fields := all(m); len(fields) > 0 {
			models[name] = model{folder: m.folder, name: m.name, fields: fields, embedded: m.embedded}
		}
	}
	return models
}

// The framework only finds that a model and a schema differ when a value meets
// both, which for nested objects can be rarely.
func TestTypes_haveModelsWithTheFieldsOfTheirSchemas(t *testing.T) {
	t.Parallel()
	models := everyModel(t)
	described := map[string][]string{} // places of objects, by the names of their attributes
	for _, o := range everyObject(t) {
		var names []string
		for _, a := range o.attributes {
			names = append(names, a.Name)
		}
		slices.Sort(names)
		described[strings.Join(names, " ")] = append(described[strings.Join(names, " ")], o.place)
	}
	part := map[string]bool{} // of a larger model
	for _, m := range models {
		for _, name := range m.embedded {
			part[name] = true
		}
	}
	folders := map[string][]string{} // where models are, by their fields
	for name, m := range models {
		fields := strings.Join(m.fields, " ")
		folders[fields] = append(folders[fields], m.folder)
		if described[fields] == nil && !part[name] {
			t.Errorf("the fields of the model %s are those of no schema: %s", m, fields)
		}
	}
	for _, d := range everyType(t) {
		// The inputs of actions are read by their names.
		if d.schema == nil || len(d.schema.Attributes) == 0 || d.kind == actionTypes {
			continue
		}
		if d.fromShape || d.String() == "data source clerk_user" {
			continue // a shape has the value of each attribute beside its schema
		}
		var names []string
		for _, a := range d.schema.Attributes {
			names = append(names, a.Name)
		}
		slices.Sort(names)
		if !slices.Contains(folders[strings.Join(names, " ")], d.folder) {
			t.Errorf("no model in %s has the fields of the %s: %s", d.folder, d, strings.Join(names, " "))
		}
	}
}
