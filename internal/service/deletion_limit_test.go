package service_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/service"
)

func TestDeletionLimit_Plan_firstUserBeyondTheLimitIsTheError(t *testing.T) {
	const more = "warning: The plan would also delete "
	for name, test := range map[string]struct {
		most    int64
		planned string
		// want has, for each planned user, parts of the message that are separated by |; "" is none.
		want []string
	}{
		"as many as allowed":                 {3, "abc", []string{"", "", ""}},
		"one user planned twice counts once": {3, "abacbc", []string{"", "", "", "", "", ""}},
		"no user allowed":                    {0, "a", []string{"error: |is 0,|delete the user a (user_a).|Nothing was changed"}},
		"three too many": {2, "abcde", []string{
			"", "", "error: |is 2,|delete the user a (user_a), delete the user b (user_b), delete the user c (user_c).",
			more + "the user d (user_d).", more + "the user e (user_e).",
		}},
		"planned again": {1, "abbac", []string{"", "error: ", "error: ", "", more}},
	} {
		limit := service.NewDeletionLimit(test.most)
		for i, user := range strings.Split(test.planned, "") {
			expect(t, name, limit.Plan("delete", "user_"+user, "the user "+user), test.want[i])
		}
	}
}

func TestDeletionLimit_Plan_namesEachVerbAndAtMostTenUsers(t *testing.T) {
	limit := service.NewDeletionLimit(12)
	verbs := []string{"delete", "ban", "lock"}
	var last diag.Diagnostics
	for i := range 13 {
		last = limit.Plan(verbs[i%3], fmt.Sprint("user_", i), fmt.Sprint("the user ", i))
	}
	expect(
		t,
		"thirteen users",
		last,
		"error: |ban the user 1 (user_1)|lock the user 2 (user_2)|and 3 more users.|failed to load|removed block|"+
			`with its address, for example 'clerk_user.team["ada"]'`,
	)
	if detail := last[0].Detail(); strings.Contains(detail, "user_10") {
		t.Errorf("the message names more than ten users: %s", detail)
	}
}

func TestDeletionLimit_Apply_refusesOneUserMore(t *testing.T) {
	for most, want := range map[int64]string{
		0: "error: |did not delete the user c (user_c)|is 0, and this run has removed no user",
		1: "error: |is 1, and this run has already banned the user 0 (user_0).",
		2: "error: |is 2, and this run has already banned the user 0 (user_0), banned the user 1 (user_1).|untaint",
	} {
		limit := service.NewDeletionLimit(most)
		for i := range most {
			expect(t, "within the limit", limit.Apply("ban", fmt.Sprint("user_", i), fmt.Sprint("the user ", i)), "")
		}
		expect(t, fmt.Sprint("after ", most), limit.Apply("delete", "user_c", "the user c"), want)
	}
}

func TestDeletionLimit_nil_limitsNothing(t *testing.T) {
	var limit *service.DeletionLimit
	for range 100 {
		expect(t, "no limit", append(limit.Plan("delete", "user_a", "a"), limit.Apply("delete", "user_a", "a")...), "")
	}
}

// Terraform plans and applies several resources at a time.
func TestDeletionLimit_concurrentCalls_countEachUserOnce(t *testing.T) {
	const most, users = 10, 100
	limit := service.NewDeletionLimit(most)
	var mu sync.Mutex
	var reported, refused int
	var wait sync.WaitGroup
	for i := range users {
		wait.Go(func() {
			id := fmt.Sprint("user_", i)
			plan, apply := len(limit.Plan("delete", id, "x")), limit.Apply("delete", id, "x").HasError()
			mu.Lock()
			defer mu.Unlock()
			reported += plan
			if apply {
				refused++
			}
		})
	}
	wait.Wait()
	if reported != users-most || refused != users-most {
		t.Errorf("%d plans are reported and %d deletions refused, want %d of each", reported, refused, users-most)
	}
}

// expect compares one diagnostic: "error: " or "warning: " and parts of its detail, separated by |.
func expect(t *testing.T, name string, diags diag.Diagnostics, want string) {
	t.Helper()
	if want == "" {
		if len(diags) != 0 {
			t.Errorf("%s: unexpected %v", name, diags)
		}
		return
	}
	if len(diags) != 1 {
		t.Fatalf("%s: the diagnostics are %v, want one", name, diags)
	}
	text := "error: " + diags[0].Detail()
	if diags[0].Severity() == diag.SeverityWarning {
		text = "warning: " + diags[0].Detail()
	}
	for part := range strings.SplitSeq(want, "|") {
		if !strings.Contains(text, part) {
			t.Errorf("%s: the message lacks %q:\n%s", name, part, text)
		}
	}
}
