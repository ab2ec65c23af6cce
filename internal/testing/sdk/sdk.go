// Package sdk lets the official SDKs of Clerk drive the emulator, as clients that were written independently of it.
// Only tests use it.
//
// The JavaScript SDK is installed from npm, in the version of testdata/javascript/package-lock.json, into bin/. The Go
// SDK is a module of this project; the tests of the emulator call it directly.
package sdk

import (
	"fmt"
	"slices"
	"strings"
)

// Operation is a request that an SDK can send.
type Operation struct {
	// Method is the method of the request.
	Method string
	// Path is the path of the request, with {} for each argument.
	Path string
	// Caller is the method of the SDK.
	Caller string
}

func (o Operation) String() string { return o.Method + " " + o.Path + " " + o.Caller }

// format returns the operations as lines of text, each once and in order.
func format(operations []Operation) string {
	lines := make([]string, len(operations))
	for i, operation := range operations {
		lines[i] = operation.String()
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "\n") + "\n"
}

// parse is the inverse of format.
func parse(text string) ([]Operation, error) {
	var operations []Operation
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) != 3 || !strings.HasPrefix(fields[1], "/") {
			return nil, fmt.Errorf("%q is no operation", line)
		}
		operations = append(operations, Operation{Method: fields[0], Path: fields[1], Caller: fields[2]})
	}
	return operations, nil
}
