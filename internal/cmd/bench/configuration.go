package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const changedName = "Changed"

// configuration is what the CLI is given. Its users are numbered from first on.
type configuration struct {
	shape        *shape
	users, first int
	// changed is how many of the users have another last name than in the beginning.
	changed int
	// rateLimit is the provider's.
	rateLimit int
	// strategy is the provider's read_strategy.
	strategy subject
}

// write makes the configuration that of the folder, in place of an earlier one.
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
		"terraform {\n  required_providers {\n    clerk = { source = %q }\n  }\n}\n\nprovider \"clerk\" {\n  rate_limit = %d\n%s}\n",
		sourceName(),
		c.rateLimit,
		strategy,
	)
}

// counted is a resource whose instances are numbered from first on.
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

// keyed is a resource with an instance for each element of a map of people. The expressions are those of the map, and
// of the element that belongs to each.key.
func keyed(name, people, person string) string {
	return fmt.Sprintf(`resource "clerk_user" %q {
  for_each = %s

  external_id     = each.key
  first_name      = %[3]s.first_name
  last_name       = %[3]s.last_name
  email_addresses = [%[3]s.email]
  public_metadata = jsonencode({ team = %[3]s.team })
}

`, name, people, person)
}

func emailOf(number int) string { return fmt.Sprintf("bench-%d@example.com", number) }
