package resources_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/resources"
)

func TestDeletionLimit_saysHowManyAndWhoOnceTheLimitIsPassed(t *testing.T) {
	for _, c := range []struct {
		most    int64
		planned []string
		// says has, for each planned user, parts of the error that are separated by |; "" is no error.
		says []string
	}{
		{3, []string{"a", "b", "c"}, []string{"", "", ""}},
		{3, []string{"a", "b", "a", "b", "c", "c"}, []string{"", "", "", "", "", ""}},
		{0, []string{"a"}, []string{"is 0,|at least 1 user: the user a (user_a).|Nothing has been deleted."}},
		{
			2, []string{"a", "b", "c", "d", "e"},
			[]string{"", "", "is 2,|at least 3 users: the user a (user_a), the user b (user_b), the user c (user_c).", "the user d (user_d)|at least 4 users", "the user e (user_e)|at least 5 users"},
		},
		// Who is planned once more, as after a refresh, is refused once more and not counted.
		{1, []string{"a", "b", "b", "a", "c"}, []string{"", "at least 2 users", "at least 2 users", "", "at least 3 users"}},
	} {
		limit := resources.NewDeletionLimit(c.most)
		for i, name := range c.planned {
			expect(t, limit.Plan("user_"+name, "the user "+name), "The plan deletes more users than max_user_deletions", c.says[i])
		}
	}
}

func TestDeletionLimit_refusesToDeleteOneMore(t *testing.T) {
	for most, says := range map[int64]string{
		0: "the user c (user_c), who is not deleted|is 0, and this run has asked for no deletion",
		1: "is 1, and this run has asked for the deletion of 1 user already: the user 0 (user_0).",
		2: "is 2, and this run has asked for the deletion of 2 users already: the user 0 (user_0), the user 1 (user_1).|untaint",
	} {
		limit := resources.NewDeletionLimit(most)
		for i := range most {
			expect(t, limit.Delete(fmt.Sprint("user_", i), fmt.Sprint("the user ", i)), "", "")
		}
		expect(t, limit.Delete("user_c", "the user c"), "The run deletes more users than max_user_deletions", says)
	}
}

func TestDeletionLimit_withoutOneEverybodyMayBeDeleted(t *testing.T) {
	var limit *resources.DeletionLimit
	for range 100 {
		expect(t, append(limit.Plan("user_a", "a"), limit.Delete("user_a", "a")...), "", "")
	}
}

// Terraform plans and deletes several at a time.
func TestDeletionLimit_isHeldByManyAtOnce(t *testing.T) {
	const most, users = 10, 100
	limit := resources.NewDeletionLimit(most)
	var mu sync.Mutex
	var refused, kept int
	var wait sync.WaitGroup
	for i := range users {
		wait.Go(func() {
			id := fmt.Sprint("user_", i)
			plan, apply := limit.Plan(id, "x").HasError(), limit.Delete(id, "x").HasError()
			mu.Lock()
			defer mu.Unlock()
			if plan {
				refused++
			}
			if apply {
				kept++
			}
		})
	}
	wait.Wait()
	if refused != users-most || kept != users-most {
		t.Errorf("%d plans and %d deletions are refused, want %d of each", refused, kept, users-most)
	}
}

func expect(t *testing.T, diags diag.Diagnostics, summary, says string) {
	t.Helper()
	if says == "" {
		if len(diags) != 0 {
			t.Errorf("it is refused: %v", diags)
		}
		return
	}
	if len(diags) != 1 || diags[0].Summary() != summary {
		t.Fatalf("the diagnostics are %v, want one error %q", diags, summary)
	}
	for part := range strings.SplitSeq(says, "|") {
		if !strings.Contains(diags[0].Detail(), part) {
			t.Errorf("the detail lacks %q:\n%s", part, diags[0].Detail())
		}
	}
}
