package clerk_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// sessionList serves GET /sessions with a list that can change after each page.
type sessionList struct {
	ids     []string
	offsets []int
	// changes are applied after the page with the same index.
	changes []func(ids []string) []string
	bare    bool // answers with an array, as in the specification
}

func (l *sessionList) serve(w http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	l.offsets = append(l.offsets, offset)
	page := []map[string]string{}
	for _, id := range l.ids[min(offset, len(l.ids)):min(offset+limit, len(l.ids))] {
		page = append(page, map[string]string{"id": id})
	}
	total := len(l.ids)
	if len(l.changes) > 0 {
		l.ids = l.changes[0](slices.Clone(l.ids))
		l.changes = l.changes[1:]
	}
	if l.bare {
		respondJSON(w, page)
		return
	}
	respondJSON(w, map[string]any{"data": page, "total_count": total})
}

func (l *sessionList) read(t *testing.T) ([]string, error) {
	t.Helper()
	sessions, err := newServer(t, l.serve).client(t).AllSessions(background(), clerk.SessionListParams{UserID: "user_1"})
	var ids []string
	for _, session := range sessions {
		ids = append(ids, session.ID)
	}
	return ids, err
}

// numbered returns ids with descending numbers, the newest first.
func numbered(from, to int) []string {
	var ids []string
	for n := from; n >= to; n-- {
		ids = append(ids, fmt.Sprintf("sess_%d", n))
	}
	return ids
}

func stay(ids []string) []string { return ids }

// grow adds newer sessions at the beginning.
func grow(ids []string) []string { return append(numbered(10_003, 10_001), ids...) }

// shrink removes the first n sessions.
func shrink(n int) func([]string) []string {
	return func(ids []string) []string { return ids[min(n, len(ids)):] }
}

func TestAllPages_readsToTheEnd(t *testing.T) {
	for name, test := range map[string]struct {
		count   int
		offsets []int
	}{
		"none":                {0, []int{0}},
		"one":                 {1, []int{0}},
		"almost a page":       {499, []int{0}},
		"a whole page":        {500, []int{0, 499}},
		"a page and one":      {501, []int{0, 499}},
		"two pages":           {999, []int{0, 499, 998}},
		"more than two pages": {1234, []int{0, 499, 998}},
	} {
		for _, bare := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, array %t", name, bare), func(t *testing.T) {
				list := &sessionList{ids: numbered(test.count, 1), bare: bare}
				got, err := list.read(t)
				if err != nil || !slices.Equal(got, numbered(test.count, 1)) {
					t.Errorf("read %d sessions (%v), want %d", len(got), err, test.count)
				}
				if !slices.Equal(list.offsets, test.offsets) {
					t.Errorf("read from %v, want %v", list.offsets, test.offsets)
				}
			})
		}
	}
}

func TestAllPages_changingList_returnsEveryObjectOnce(t *testing.T) {
	const count = 1234
	for name, changes := range map[string][]func([]string) []string{
		"newer ones come": {grow, stay},
		"newer ones come all the time": {
			grow,
			func(ids []string) []string { return append(numbered(20_600, 20_001), ids...) },
			stay,
		},
		"one goes":                           {shrink(1)},
		"a few go, twice":                    {shrink(3), shrink(5)},
		"a whole page is removed":            {shrink(500)},
		"all that were read and more vanish": {shrink(499), shrink(400)},
		"some go and others come": {func(ids []string) []string {
			return append(numbered(30_002, 30_001), ids[7:]...)
		}},
		"the end goes":           {func(ids []string) []string { return ids[:700] }},
		"almost everything goes": {func(ids []string) []string { return ids[1200:] }},
	} {
		t.Run(name, func(t *testing.T) {
			list := &sessionList{ids: numbered(count, 1), changes: changes}
			got, err := list.read(t)
			if err != nil {
				t.Fatal(err)
			}
			for i, id := range got {
				if slices.Contains(got[:i], id) {
					t.Errorf("%s is there twice", id)
				}
			}
			for _, id := range list.ids {
				if number, _ := strconv.Atoi(id[len("sess_"):]); number <= count && !slices.Contains(got, id) {
					t.Errorf("%s, which was there all the time, is missing", id)
				}
			}
			if len(list.offsets) > 9 {
				t.Errorf("%d requests: %v", len(list.offsets), list.offsets)
			}
		})
	}
}

func TestAllPages_endlessList_isAnUnstableListError(t *testing.T) {
	pages := 0
	another := func([]string) []string {
		pages++
		return numbered(1000*pages+500, 1000*pages)
	}
	for name, list := range map[string]*sessionList{
		"another list every time": {
			ids:     numbered(500, 1),
			changes: slices.Repeat([]func([]string) []string{another}, 99),
		},
		"the same page for every offset": {ids: numbered(500, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
				query := r.URL.Query()
				query.Set("offset", "0")
				r.URL.RawQuery = query.Encode()
				list.serve(w, r)
			})
			_, err := s.client(t).AllSessions(background(), clerk.SessionListParams{UserID: "user_1"})
			var unstable *clerk.UnstableListError
			if !errors.As(err, &unstable) || unstable.Operation != "GET /sessions" {
				t.Errorf("got %v, want an *UnstableListError", err)
			}
			if n := len(list.offsets); n > 50 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestAllPages_failedPage_failsTheList(t *testing.T) {
	list := &sessionList{ids: numbered(600, 1)}
	s := newServer(t, script(list.serve, refuse(http.StatusForbidden, "forbidden")))
	sessions, err := s.client(t).AllSessions(background(), clerk.SessionListParams{UserID: "user_1"})
	if !clerk.HasCode(err, "forbidden") || sessions != nil {
		t.Errorf("got %d sessions and %v", len(sessions), err)
	}
}

func TestPage_hasTheTotal(t *testing.T) {
	for body, want := range map[string]int64{
		`{"data":[{"id":"sess_1"}],"total_count":7}`: 7, `{"data":[{"id":"sess_1"}],"total_count":0}`: 0,
		"\n[{\"id\":\"sess_1\"}]": -1,
	} {
		s := newServer(t, answer(http.StatusOK, body))
		page, err := s.client(t).ListSessions(background(), clerk.SessionListParams{ClientID: "client_1"})
		if err != nil || len(page.Data) != 1 || page.TotalCount != want {
			t.Errorf("%s: %+v, %v", body, page, err)
		}
	}
}

func TestPage_otherJSON_isAnError(t *testing.T) {
	for _, body := range []string{
		"null", "{}", `{"data":[]}`, `{"total_count":1}`, `{"data":null,"total_count":1}`, `"x"`, `[1]`,
	} {
		s := newServer(t, answer(http.StatusOK, body))
		_, err := s.client(t).ListUserTrustedDevices(background(), "user_1")
		var decode *clerk.DecodeError
		if !errors.As(err, &decode) {
			t.Errorf("took %s: %v", body, err)
		}
	}
}
