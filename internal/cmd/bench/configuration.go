package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const changedName = "Changed"

// configuration is the configuration for the CLI. Its users are numbered from first.
type configuration struct {
	shape        *shape
	users, first int
	// changed is the number of users with a changed last name.
	changed int
	// rateLimit is the provider's rate_limit.
	rateLimit int
	// strategy is the provider's read_strategy.
	strategy subject
}

// write writes the configuration to a folder, over an earlier one.
func (c configuration) write(folder string) error {
	files := c.shape.files(c)
	files["provider.tf"] = c.providerBlock()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (c configuration) providerBlock() string {
	strategy := ""
	if c.strategy != "" {
		strategy = fmt.Sprintf("  read_strategy = %q\n", c.strategy)
	}
	return fmt.Sprintf(
		"terraform {\n  required_providers {\n    clerk = { source = %q }\n  }\n}\n\nprovider \"clerk\" {\n  rate_limit = "+
			"%d\n%s}\n",
		sourceName(),
		c.rateLimit,
		strategy,
	)
}

// counted is a resource with count. Its users are numbered from first.
func (c configuration) counted(name string, first, count int) string {
	return fmt.Sprintf(`resource "clerk_user" %q {
  count = %d

  external_id     = "bench-${count.index + %[3]d}"
  first_name      = "Ada"
  last_name       = count.index + %[3]d < %[4]d ? %[5]q : "Lovelace"
  email_addresses = ["bench-${count.index + %[3]d}@example.com"]
  public_metadata = jsonencode({ team = "engines" })
}

`, name, count, first, c.changed, changedName)
}

// keyed is a resource with an instance for each element of a map. people is the expression of the map, person that of
// the element of each.key. Further lines are added.
func keyed(name, people, person string, further ...string) string {
	return fmt.Sprintf(`resource "clerk_user" %q {
  for_each = %s

  external_id     = each.key
  first_name      = %[3]s.first_name
  last_name       = %[3]s.last_name
  email_addresses = [%[3]s.email]
  public_metadata = jsonencode({ team = %[3]s.team })
  %[4]s
}

`, name, people, person, strings.Join(further, "\n  "))
}

func emailOf(number int) string { return fmt.Sprintf("bench-%d@example.com", number) }
