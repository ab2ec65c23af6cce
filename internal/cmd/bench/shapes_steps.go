package main

import (
	"fmt"
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// stepShapes are the forms for which steps are measured.
var stepShapes = []*shape{
	countShape,
	{
		name: "adopt", text: "adopt_existing: the instance has all users, a tenth with another last name",
		files: func(c configuration) map[string]string {
			return map[string]string{
				"main.tf":     jsonLocal + keyed("user", "local.people", "each.value", "adopt_existing = true"),
				"people.json": c.json(),
			}
		},
		held: true,
	},
	{
		name: "import", text: "import by external_id: the instance has all users, a tenth with another last name",
		files: func(c configuration) map[string]string {
			return map[string]string{
				"main.tf":     jsonLocal + importByExternalID + keyed("user", "local.people", "each.value"),
				"people.json": c.json(),
			}
		},
		held: true, imports: true,
	},
	{
		name: "parts", text: "each user with clerk_email_address and clerk_user_metadata, a fifth with clerk_user_totp",
		files: func(c configuration) map[string]string {
			return map[string]string{"main.tf": c.parts()}
		},
	},
}

func shapeNames() []string {
	var names []string
	for _, s := range stepShapes {
		names = append(names, s.name)
	}
	return names
}

// form describes the shape in a report.
func (s *shape) form() string {
	if s == countShape {
		return ""
	}
	return s.text
}

const importByExternalID = `import {
  for_each = local.people
  to       = clerk_user.user[each.key]
  id       = "external_id:${each.key}"
}

`

// parts is a configuration with resources for the parts of each user.
func (c configuration) parts() string {
	return fmt.Sprintf(`resource "clerk_user" "user" {
  count = %d

  external_id = "bench-${count.index + %[2]d}"
  username    = "bench_${count.index + %[2]d}"
  first_name  = "Ada"
  last_name   = count.index + %[2]d < %[3]d ? %[4]q : "Lovelace"
}

resource "clerk_email_address" "user" {
  count = %[1]d

  user_id       = clerk_user.user[count.index].id
  email_address = "bench-${count.index + %[2]d}@example.com"
  verified      = true
}

resource "clerk_user_metadata" "user" {
  count = %[1]d

  user_id = clerk_user.user[count.index].id
  public  = jsonencode({ team = "engines" })
}

resource "clerk_user_totp" "user" {
  count = %[5]d

  user_id = clerk_user.user[count.index].id
}
`, c.users, c.first, c.changed, changedName, c.users/5)
}

// seed has the users of the configuration, a tenth of them with another last name.
func (c configuration) seed() emulator.Seed {
	var seed emulator.Seed
	for externalID, p := range maps.All(c.people()) {
		lastName := p.LastName
		if len(seed.Users)%10 == 0 {
			lastName = "Byron"
		}
		seed.Users = append(seed.Users, emulator.SeedUser{Body: map[string]any{
			"external_id": externalID, "first_name": p.FirstName, "last_name": lastName,
			"email_address": []string{p.Email}, "public_metadata": map[string]any{"team": p.Team},
			"skip_password_requirement": true,
		}})
	}
	return seed
}
