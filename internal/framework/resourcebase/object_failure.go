package resourcebase

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// failure describes a failed request about the object of a model. verb completes "Could not".
func (o *object[M, T]) failure(verb string, m *M) diagnostics.Failure {
	attributes := map[string]path.Path{}
	for name := range o.Attributes() {
		attributes[name] = path.Root(name)
	}
	for param, name := range o.Params {
		attributes[param] = path.Root(name)
	}
	return diagnostics.Failure{
		Task: fmt.Sprintf("%s %s", verb, o.Label(m)), Attributes: attributes,
		Advice: func(item clerk.ErrorItem) string { return o.Advice[item.Code] },
	}
}
