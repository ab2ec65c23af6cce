package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// blockSize is the number of users in one block of a configuration, and of those that are prepared together.
const blockSize = 500

// shape is a form of a configuration with many users.
type shape struct {
	name string
	// text describes the shape in a table.
	text  string
	files func(configuration) map[string]string
	// held is set if the instance has the users before the first plan, and imports if the configuration imports them.
	held, imports bool
}

var countShape = &shape{name: "count", text: "count", files: func(c configuration) map[string]string {
	return map[string]string{"main.tf": c.counted("user", c.first, c.users)}
}}

// planShapes are the forms of the same users between which a plan without changes is compared.
var planShapes = []*shape{
	countShape,
	{name: "blocks", text: "count, in blocks of 500", files: func(c configuration) map[string]string {
		var text strings.Builder
		for _, block := range c.blocks() {
			text.WriteString(c.counted(block.name(), block.first, block.users))
		}
		return map[string]string{"main.tf": text.String()}
	}},
	{name: "literal", text: "for_each over a map in the expression", files: func(c configuration) map[string]string {
		return map[string]string{"main.tf": keyed("user", c.literal(), "each.value")}
	}},
	{name: "local", text: "for_each over a local value with that map", files: func(c configuration) map[string]string {
		return map[string]string{
			"main.tf": "locals {\n  people = " + c.literal() + "\n}\n\n" + keyed("user", "local.people", "each.value"),
		}
	}},
	{
		name: "variable",
		text: "for_each over a variable of type map(object)",
		files: func(c configuration) map[string]string {
			return map[string]string{
				"main.tf":               typedVariable + keyed("user", "var.people", "each.value"),
				"terraform.tfvars.json": `{"people": ` + c.json() + `}`,
			}
		},
	},
	{name: "json-inline", text: "for_each = jsondecode(file(…))", files: func(c configuration) map[string]string {
		return map[string]string{
			"main.tf":     keyed("user", `jsondecode(file("people.json"))`, "each.value"),
			"people.json": c.json(),
		}
	}},
	{
		name: "json-local",
		text: "for_each over a local value with jsondecode(file(…))",
		files: func(c configuration) map[string]string {
			return map[string]string{"main.tf": jsonLocal + keyed("user", "local.people", "each.value"), "people.json": c.json()}
		},
	},
	{
		name: "json-blocks",
		text: "the same, with a block and a file for every 500",
		files: func(c configuration) map[string]string {
			var text strings.Builder
			files := map[string]string{}
			for _, block := range c.blocks() {
				name := block.name()
				fmt.Fprintf(&text, "locals {\n  %s = jsondecode(file(\"%[1]s.json\"))\n}\n\n", name)
				text.WriteString(keyed(name, "local."+name, "each.value"))
				files[name+".json"] = block.json()
			}
			files["main.tf"] = text.String()
			return files
		},
	},
	{
		name: "json-keys",
		text: "for_each over toset(keys(…)) of such a local value",
		files: func(c configuration) map[string]string {
			return map[string]string{
				"main.tf":     jsonLocal + keyed("user", "toset(keys(local.people))", "local.people[each.key]"),
				"people.json": c.json(),
			}
		},
	},
}

// blocks splits the configuration into blocks of users.
func (c configuration) blocks() []configuration {
	var blocks []configuration
	for first := c.first; first < c.first+c.users; first += blockSize {
		block := c
		block.first, block.users = first, min(blockSize, c.first+c.users-first)
		blocks = append(blocks, block)
	}
	return blocks
}

// name is the name of the block.
func (c configuration) name() string { return fmt.Sprintf("users_from_%d", c.first) }

const typedVariable = `variable "people" {
  type = map(object({
    first_name = string
    last_name  = string
    email      = string
    team       = string
  }))
}

`

const jsonLocal = `locals {
  people = jsondecode(file("people.json"))
}

`

type person struct {
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Email     string `json:"email"`
	Team      string `json:"team"`
}

func (c configuration) people() map[string]person {
	people := map[string]person{}
	for i := c.first; i < c.first+c.users; i++ {
		lastName := "Lovelace"
		if i < c.changed {
			lastName = changedName
		}
		people[fmt.Sprintf("bench-%d", i)] = person{"Ada", lastName, emailOf(i), "engines"}
	}
	return people
}

func (c configuration) json() string {
	// Maps of strings always have a JSON form.
	text, _ := json.MarshalIndent(c.people(), "", "  ")
	return string(text)
}

// literal is the map as an expression.
func (c configuration) literal() string {
	var text strings.Builder
	text.WriteString("{\n")
	people := c.people()
	for i := c.first; i < c.first+c.users; i++ {
		key := fmt.Sprintf("bench-%d", i)
		p := people[key]
		fmt.Fprintf(
			&text,
			"    %q = { first_name = %q, last_name = %q, email = %q, team = %q }\n",
			key,
			p.FirstName,
			p.LastName,
			p.Email,
			p.Team,
		)
	}
	text.WriteString("  }")
	return text.String()
}
