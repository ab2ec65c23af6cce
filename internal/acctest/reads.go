package acctest

import (
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// Reads is a step with data sources: the API is to receive no write.
func Reads(config string, checks ...[]statecheck.StateCheck) Step {
	step := Step{TestStep: resource.TestStep{Config: config}, Writes: None}
	for _, more := range checks {
		step.ConfigStateChecks = append(step.ConfigStateChecks, more...)
	}
	return step
}

// Attributes expects values of an object's attributes.
func Attributes(address string, want map[string]knownvalue.Check) []statecheck.StateCheck {
	var checks []statecheck.StateCheck
	for name, value := range want {
		checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
	}
	return checks
}

// IDs expects a list of objects with these ids, in this order, and their number
// in total_count.
func IDs(address, list string, want ...string) []statecheck.StateCheck {
	objects := []knownvalue.Check{}
	for _, id := range want {
		objects = append(objects, knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)}))
	}
	return Attributes(address, map[string]knownvalue.Check{
		list: knownvalue.ListExact(objects), "total_count": knownvalue.Int64Exact(int64(len(want))),
	})
}
