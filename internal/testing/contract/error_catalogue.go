package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// ErrorsVariable is the environment variable that holds the path of Clerk's catalogue of error codes, a JSON array. The
// catalogue is not part of this project.
const ErrorsVariable = "CLERK_API_ERRORS"

// CatalogueError is one error in Clerk's catalogue.
type CatalogueError struct {
	Code    string
	Status  int
	Message string
	meta    string // source code of Clerk, such as {"Name": param}
}

// HasMeta reports whether the meta of the error has a key, in the spelling of Clerk's sources, such as Name for
// param_name.
func (e CatalogueError) HasMeta(key string) bool { return strings.Contains(e.meta, `"`+key+`":`) }

// loadErrors reads the catalogue once per process.
var loadErrors = sync.OnceValues(readErrors)

func readErrors() ([]CatalogueError, error) {
	data, err := os.ReadFile(os.Getenv(ErrorsVariable))
	if err != nil {
		return nil, err
	}
	return parseErrors(data)
}

// ErrorsFromEnvironment returns the errors of the Backend API in the catalogue that ErrorsVariable names. Without the
// variable it skips the test, or fails it in CI.
func ErrorsFromEnvironment(t testing.TB) []CatalogueError {
	t.Helper()
	requireVariable(t, ErrorsVariable, "Clerk's catalogue of error codes")
	found, err := loadErrors()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// parseErrors accepts Clerk's catalogue and an extract of it that has the errors of the Backend API only.
func parseErrors(data []byte) ([]CatalogueError, error) {
	var entries []struct {
		Code      string          `json:"code"`
		Status    json.RawMessage `json:"status"` // a number, or a string with a number
		Message   string          `json:"longMessage"`
		Extracted string          `json:"long_message"`
		Meta      string          `json:"meta"`
		Usage     *struct {
			BAPI bool `json:"bapi"`
		} `json:"usage"`
	}
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, fmt.Errorf("the catalogue of error codes: %w", err)
	}
	var found []CatalogueError
	for _, entry := range entries {
		if entry.Code == "" || entry.Usage != nil && !entry.Usage.BAPI {
			continue
		}
		status, _ := strconv.Atoi(strings.Trim(string(entry.Status), `"`)) // some have none
		found = append(found, CatalogueError{
			Code: entry.Code, Status: status, Message: entry.Message + entry.Extracted, meta: entry.Meta,
		})
	}
	if len(found) == 0 {
		return nil, errors.New("the catalogue of error codes has no error of the Backend API")
	}
	return found, nil
}
