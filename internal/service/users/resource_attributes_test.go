package users_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_Update_setsChangesAndClearsEveryAttribute(t *testing.T) {
	t.Parallel()
	c := newTestUsers(t)
	c.instance.Run(t, []acctest.Step{
		c.step(set, c.creates),
		c.step(changed, func(m managed) []string { return m.change }),
		c.step(cleared, func(m managed) []string { return m.clear }),
	}, nil)
}

func TestAccUser_Update_drift_restoresEveryConfiguredAttribute(t *testing.T) {
	t.Parallel()
	c := newTestUsers(t)
	restored := c.step(changed, func(m managed) []string { return m.restore })
	restored.Before = c.drift
	c.instance.Run(t, []acctest.Step{c.step(changed, c.creates), restored}, nil)
}

func TestAccUser_Update_removedAttribute_keepsItsValue(t *testing.T) {
	t.Parallel()
	c := newTestUsers(t)
	drifted := map[string]string{}
	ofOthers := c.step(leftOut, nothing)
	ofOthers.Before = func() {
		c.drift()
		for _, m := range c.attributes {
			drifted[m.name] = m.held(c.user(m))
		}
	}
	ofOthers.Then = func() { c.expect(func(m managed) string { return drifted[m.name] }) }
	c.instance.Run(t, []acctest.Step{c.step(changed, c.creates), c.step(leftOut, nothing), ofOthers}, nil)
}

func TestAccUser_importPlansNoChange(t *testing.T) {
	t.Parallel()
	for name, stated := range map[string]value{"everything stated": set, "everything cleared": cleared, "nothing stated": leftOut} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newTestUsers(t)
			steps := []acctest.Step{c.step(set, c.creates)}
			switch stated {
			case cleared:
				steps = []acctest.Step{c.step(changed, c.creates), c.step(cleared, nil)}
			case leftOut: // the values that nothing configures are those of changed
				steps = []acctest.Step{c.step(changed, c.creates)}
			}
			forgotten := acctest.Step{Config: c.removedBlocks(), Writes: acctest.None}
			imported := c.step(stated, nothing)
			imported.Config += c.importBlocks()
			imported.PlanChecks = []plancheck.PlanCheck{importsOnly{len(c.attributes)}}
			// An imported user without a policy is not destroyed: the last step leaves all of them.
			c.instance.Run(t, append(steps, forgotten, imported, forgotten), nil)
		})
	}
}

// value returns the value of its attribute for every test user.
type value int

const (
	set value = iota
	changed
	cleared // what cannot be cleared stays changed
	leftOut
)

func (m managed) value(v value) (hcl, has string) {
	switch {
	case v == set:
		return m.set, m.hasSet
	case v == cleared && m.cleared != "":
		return m.cleared, m.hasCleared
	case v == leftOut:
		return "", m.hasChanged
	default:
		return m.changed, m.hasChanged
	}
}

// testUsers is one user for every managed attribute, all in one configuration.
type testUsers struct {
	t          *testing.T
	instance   *acctest.Instance
	attributes []managed
}

func newTestUsers(t *testing.T) *testUsers {
	t.Helper()
	return &testUsers{t: t, instance: acctest.NewInstance(t), attributes: managedAttributes()}
}

// step applies one value of every attribute and expects the API to hold it.
// writes are those of each member; nil checks none.
func (c *testUsers) step(v value, writes func(managed) []string) acctest.Step {
	var config strings.Builder
	for i, m := range c.attributes {
		config.WriteString(m.config(i, v))
	}
	return acctest.Step{
		Config: config.String(),
		Then: func() {
			c.t.Helper()
			c.expect(func(m managed) string { _, has := m.value(v); return has })
			if writes != nil {
				c.expectWrites(writes)
			}
		},
	}
}

func (c *testUsers) creates(managed) []string { return []string{createUser} }

func nothing(managed) []string { return nil }

func (c *testUsers) expect(has func(managed) string) {
	c.t.Helper()
	for _, m := range c.attributes {
		if got, want := m.held(c.user(m)), has(m); got != want {
			c.t.Errorf("%s: the API holds %q, want %q", m.name, got, want)
		}
	}
}

// expectWrites compares without order: Terraform applies the users at once.
func (c *testUsers) expectWrites(writes func(managed) []string) {
	c.t.Helper()
	var want []string
	for _, m := range c.attributes {
		want = append(want, writes(m)...)
	}
	got := c.instance.Writes()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		c.t.Errorf("the API received the writes\n%v, want\n%v", got, want)
	}
}

func (c *testUsers) drift() {
	for _, m := range c.attributes {
		c.instance.Change(m.anchor(), m.drift)
	}
}

func (c *testUsers) user(m managed) emulator.User {
	c.t.Helper()
	user, ok := c.instance.FindUser(m.anchor())
	if !ok {
		c.t.Fatalf("%s: no user has %q", m.name, m.anchor())
	}
	return user
}

func (c *testUsers) removedBlocks() string {
	var text strings.Builder
	for _, m := range c.attributes {
		fmt.Fprintf(&text, "removed {\n  from = clerk_user.%s\n  lifecycle {\n    destroy = false\n  }\n}\n", m.name)
	}
	return text.String()
}

func (c *testUsers) importBlocks() string {
	var text strings.Builder
	for _, m := range c.attributes {
		form := "external_id"
		if m.name == form {
			form = "username"
		}
		fmt.Fprintf(&text, "import {\n  to = clerk_user.%s\n  id = \"%s:%s\"\n}\n", m.name, form, m.anchor())
	}
	return text.String()
}

// anchor is an identifier of the user that the attribute does not change.
func (m managed) anchor() string { return "anchor_" + m.name }

// config declares the member's user.
func (m managed) config(index int, v value) string {
	anchor := "external_id"
	if m.name == anchor {
		anchor = "username"
	}
	identifier := fmt.Sprintf("email_addresses = [%q]", m.anchor()+"@example.com")
	if strings.Contains(m.name, "email_address") {
		identifier = fmt.Sprintf("phone_numbers = [\"+120255502%02d\"]", index)
	}
	stated := ""
	if hcl, _ := m.value(v); hcl != "" {
		stated = fmt.Sprintf("%s\n  %s = %s", m.extra, m.name, hcl)
	}
	return fmt.Sprintf(
		"resource \"clerk_user\" %q {\n  %s = %q\n  %s\n  %s\n}\n",
		m.name,
		anchor,
		m.anchor(),
		identifier,
		stated,
	)
}

// importsOnly expects a plan that imports so many users and changes none.
type importsOnly struct{ count int }

// CheckPlan implements plancheck.PlanCheck.
func (i importsOnly) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	imported := 0
	for _, resource := range req.Plan.ResourceChanges {
		if !resource.Change.Actions.NoOp() {
			resp.Error = fmt.Errorf(
				"the plan for %s is %v: from %v to %v",
				resource.Address,
				resource.Change.Actions,
				resource.Change.Before,
				resource.Change.After,
			)
			return
		}
		if resource.Change.Importing != nil {
			imported++
		}
	}
	if imported != i.count {
		resp.Error = fmt.Errorf("%d users are imported, want %d", imported, i.count)
	}
}
