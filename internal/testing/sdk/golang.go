package sdk

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const goModule = "github.com/clerk/clerk-sdk-go/v2"

// argument is the part of a path that a caller of the SDK chooses.
const argument = "{}"

// GoOperations returns the operations that the official Go SDK can call. It reads them from the source of the module.
func GoOperations(t testing.TB) []Operation {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", goModule).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", goModule, err)
	}
	operations, err := goOperations(strings.TrimSpace(string(dir)))
	if err != nil {
		t.Fatal(err)
	}
	return operations
}

func goOperations(root string) ([]Operation, error) {
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		packages[filepath.Dir(file)] = append(packages[filepath.Dir(file)], parsed)
		return err
	})
	if err != nil {
		return nil, err
	}
	var operations []Operation
	for dir, files := range packages {
		constants := textConstants(files)
		for _, file := range files {
			for _, declaration := range file.Decls {
				if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv != nil && function.Body != nil {
					caller := filepath.Base(dir) + "." + function.Name.Name
					operations = append(operations, requestsOf(function, caller, constants)...)
				}
			}
		}
	}
	if len(operations) == 0 {
		return nil, fmt.Errorf("%s makes no requests", root)
	}
	return operations, nil
}

// textConstants returns the constants of a package that are strings.
func textConstants(files []*ast.File) map[string]string {
	constants := map[string]string{}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if spec, ok := node.(*ast.ValueSpec); ok && len(spec.Values) == len(spec.Names) {
				for i, name := range spec.Names {
					if text, ok := literal(spec.Values[i]); ok {
						constants[name.Name] = text
					}
				}
			}
			return true
		})
	}
	return constants
}

func literal(expression ast.Expr) (string, bool) {
	basic, ok := expression.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

// requestsOf returns the requests that a function makes. Its local variables have the last value that was assigned to
// them before.
func requestsOf(function *ast.FuncDecl, caller string, constants map[string]string) []Operation {
	values := maps.Clone(constants)
	var operations []Operation
	ast.Inspect(function.Body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.AssignStmt:
			if name, ok := node.Lhs[0].(*ast.Ident); ok && len(node.Rhs) == 1 {
				value := textOf(node.Rhs[0], values)
				if node.Tok == token.ADD_ASSIGN {
					value = values[name.Name] + value
				}
				values[name.Name] = value
			}
		case *ast.CallExpr:
			name := calledName(node)
			if (name == "NewAPIRequest" || name == "NewMultipartAPIRequest") && len(node.Args) == 2 {
				method := strings.ToUpper(strings.TrimPrefix(selected(node.Args[0]), "Method"))
				target, _, _ := strings.Cut(textOf(node.Args[1], values), "?")
				operations = append(operations, Operation{Method: method, Path: path.Join("/v1", target), Caller: caller})
			}
		}
		return true
	})
	return operations
}

func calledName(call *ast.CallExpr) string {
	if name, ok := call.Fun.(*ast.Ident); ok {
		return name.Name
	}
	return selected(call.Fun)
}

func selected(expression ast.Expr) string {
	if selector, ok := expression.(*ast.SelectorExpr); ok {
		return selector.Sel.Name
	}
	return ""
}

// textOf returns the value of an expression, with {} for what only the caller knows.
func textOf(expression ast.Expr, values map[string]string) string {
	if text, ok := literal(expression); ok {
		return text
	}
	switch expression := expression.(type) {
	case *ast.Ident:
		if value, known := values[expression.Name]; known {
			return value
		}
	case *ast.BinaryExpr:
		return textOf(expression.X, values) + textOf(expression.Y, values)
	case *ast.CallExpr:
		var args []string
		for _, arg := range expression.Args {
			args = append(args, textOf(arg, values))
		}
		switch name := calledName(expression); {
		case name == "JoinPath":
			return path.Join(args...)
		case name == "Sprintf" && len(args) > 0:
			return sprintf(args[0], args[1:])
		}
	}
	return argument
}

// sprintf replaces the verbs of a format in order.
func sprintf(format string, args []string) string {
	for _, arg := range args {
		format = strings.Replace(format, "%s", arg, 1)
	}
	return format
}
