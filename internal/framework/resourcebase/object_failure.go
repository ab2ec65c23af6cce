package resourcebase

import (
	"cmp"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// The following complete the error of a create that finds an object with its key. It can be the object that
// create_before_destroy replaces, which a create cannot recognize.
const (
	// AdoptsOnReplace is for resources with adopt_existing.
	AdoptsOnReplace = " A replacement with create_before_destroy needs adopt_existing, too."
	// NoCreateBeforeDestroy is for other resources.
	NoCreateBeforeDestroy = " Nothing was changed. If this is a replacement with create_before_destroy, it is " +
		"impossible, because two objects cannot have the same key at once: remove create_before_destroy from the " +
		"lifecycle of the resource and of all resources that refer to it."
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
		Advice: func(item clerk.ErrorItem) string {
			return cmp.Or(o.Advice[item.Code+" "+item.Param], o.Advice[item.Code])
		},
	}
}

// failureOfDelete describes a failed delete of the object of a model.
func (o *object[M, T]) failureOfDelete(m *M) diagnostics.Failure {
	failure := o.failure("delete", m)
	for param, name := range o.DeleteParams {
		failure.Attributes[param] = path.Root(name)
	}
	return failure
}
