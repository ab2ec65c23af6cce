package fastpath

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
)

// supportedModifiers are the plan modifiers that change no value of a new object and no value that the plan does not
// change. For those values a handler needs no modifiers.
var supportedModifiers = typesOf(
	boolplanmodifier.UseStateForUnknown(), int64planmodifier.UseStateForUnknown(),
	listplanmodifier.UseStateForUnknown(), setplanmodifier.UseStateForUnknown(),
	stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent(),
)

func typesOf(values ...any) map[reflect.Type]bool {
	types := map[reflect.Type]bool{}
	for _, value := range values {
		types[reflect.TypeOf(value)] = true
	}
	return types
}

// supportedSchema returns the schema of a resource, or an error for anything that a handler would skip. Attributes are
// checked by supported.
func supportedSchema(of resource.Resource) (schema.Schema, error) {
	ctx := context.Background()
	var metadata resource.MetadataResponse
	of.Metadata(ctx, resource.MetadataRequest{}, &metadata)
	var resp resource.SchemaResponse
	of.Schema(ctx, resource.SchemaRequest{}, &resp)
	switch _, hasConfigValidators := of.(resource.ResourceWithConfigValidators); {
	case hasConfigValidators:
		return resp.Schema, errors.New("the resource has ConfigValidators, which the fast path does not run")
	case metadata.ResourceBehavior != (resource.ResourceBehavior{}):
		return resp.Schema, errors.New("the resource has a ResourceBehavior, which the fast path does not support")
	case len(resp.Schema.Blocks) > 0:
		return resp.Schema, errors.New("the schema has blocks, which the fast path does not support")
	case resp.Schema.DeprecationMessage != "":
		return resp.Schema, errors.New("the resource is deprecated, and the fast path returns no warnings")
	case !isIdentifiedByID(of):
		return resp.Schema, errors.New("the identity of the resource is not an id")
	}
	return resp.Schema, nil
}

// isIdentifiedByID reports whether the identity is one string with the name id.
func isIdentifiedByID(of resource.Resource) bool {
	identified, ok := of.(resource.ResourceWithIdentity)
	if !ok {
		return false
	}
	var resp resource.IdentitySchemaResponse
	identified.IdentitySchema(context.Background(), resource.IdentitySchemaRequest{}, &resp)
	id, ok := resp.IdentitySchema.Attributes["id"].(identityschema.StringAttribute)
	return ok && id.CustomType == nil && len(resp.IdentitySchema.Attributes) == 1 && resp.IdentitySchema.Version == 0
}

// supported returns an error for a kind of attribute, a plan modifier or a default that a handler would skip.
func (f field) supported() error {
	var modifiers []any
	hasOtherDefault := false
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute:
		modifiers = anys(attribute.PlanModifiers)
	case schema.BoolAttribute:
		modifiers = anys(attribute.PlanModifiers)
	case schema.Int64Attribute:
		modifiers, hasOtherDefault = anys(attribute.PlanModifiers), attribute.Default != nil
	case schema.SetAttribute:
		modifiers, hasOtherDefault = anys(attribute.PlanModifiers), attribute.Default != nil
	case schema.ListAttribute:
		modifiers, hasOtherDefault = anys(attribute.PlanModifiers), attribute.Default != nil
	case schema.SingleNestedAttribute:
		if !attribute.WriteOnly || len(attribute.PlanModifiers) > 0 || attribute.Default != nil {
			return fmt.Errorf("the object %s is not only write-only, which the fast path does not support", f.name)
		}
	default:
		return fmt.Errorf("the attribute %s is a %T, which the fast path does not support", f.name, f.attribute)
	}
	if hasOtherDefault {
		return fmt.Errorf("the default of %s, a %T, is not supported by the fast path", f.name, f.attribute)
	}
	for _, modifier := range modifiers {
		if !supportedModifiers[reflect.TypeOf(modifier)] {
			return fmt.Errorf("the attribute %s has the plan modifier %T, which the fast path does not run", f.name, modifier)
		}
	}
	return nil
}

func anys[T any](values []T) []any {
	all := make([]any, len(values))
	for i, value := range values {
		all[i] = value
	}
	return all
}
