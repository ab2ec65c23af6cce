package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sdks are the official SDKs, in the order of the columns. Each has a file with its operations.
var sdks = []struct{ name, file string }{{"JavaScript", "javascript.txt"}, {"Go", "go.txt"}}

// missing is a table of the operations that an SDK can call and the emulator lacks.
func missing(dir string, emulated []string) (string, error) {
	has := map[string]bool{}
	for _, operation := range emulated {
		has[anyArguments(operation)] = true
	}
	methods := map[string]*[2][]string{} // by path, for each SDK
	count := 0
	for i, sdk := range sdks {
		content, err := os.ReadFile(filepath.Join(dir, sdk.file))
		if err != nil {
			return "", err
		}
		for line := range strings.Lines(string(content)) {
			fields := strings.Fields(line)
			if len(fields) != 3 {
				return "", fmt.Errorf("%s: %q is no operation", sdk.file, line)
			}
			method, path := fields[0], fields[1]
			if has[method+" "+path] {
				continue
			}
			if methods[path] == nil {
				methods[path] = &[2][]string{}
			}
			if !slices.Contains(methods[path][i], method) {
				methods[path][i] = append(methods[path][i], method)
			}
		}
	}
	table := ""
	for _, path := range slices.Sorted(maps.Keys(methods)) {
		columns := methods[path]
		table += fmt.Sprintf("| `%s` | %s | %s |\n", path, strings.Join(columns[0], ", "), strings.Join(columns[1], ", "))
		all := slices.Concat(columns[0], columns[1])
		slices.Sort(all)
		count += len(slices.Compact(all))
	}
	return fmt.Sprintf("| Path: %d operations in all | JavaScript | Go |\n|---|---|---|\n", count) + table, nil
}

// anyArguments replaces the names of the arguments of a path.
func anyArguments(operation string) string {
	parts := strings.Split(operation, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") {
			parts[i] = "{}"
		}
	}
	return strings.Join(parts, "/")
}
