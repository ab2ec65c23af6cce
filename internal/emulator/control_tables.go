package emulator

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// maxRowsPerPage is the maximum of "limit" of the emulator's own lists.
const maxRowsPerPage = 500

// controlRange returns the range of "limit" and "offset".
func controlRange(query url.Values) (pageRange, error) {
	requested := pageRange{limit: rowsPerPage}
	for name, target := range map[string]*int{"limit": &requested.limit, "offset": &requested.offset} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		number, err := strconv.Atoi(text)
		if err != nil || number < 0 || name == "limit" && (number == 0 || number > maxRowsPerPage) {
			return requested, badControl(fmt.Errorf("limit must be a number from 1 to %d and offset a number, not %q",
				maxRowsPerPage, text))
		}
		*target = number
	}
	return requested, nil
}

// controlTable returns a page of the rows of a table, the newest first, as the emulator stores them.
func (e *Emulator) controlTable(r *http.Request) (any, error) {
	requested, err := controlRange(r.URL.Query())
	if err != nil {
		return nil, err
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	var names []string
	for _, part := range e.store.collections() {
		table, isTable := part.(recorded)
		if !isTable {
			continue
		}
		if names = append(names, part.name()); part.name() != r.PathValue("table") {
			continue
		}
		objects := table.objects()
		rows := []any{}
		for _, o := range slicePage(objects, requested) {
			rows = append(rows, o.row)
		}
		return page{Data: rows, TotalCount: len(objects)}, nil
	}
	slices.Sort(names)
	return nil, failure(http.StatusNotFound, "resource_not_found", "not found",
		fmt.Sprintf("There is no table %q. The tables are %s.", r.PathValue("table"), strings.Join(names, ", ")))
}
