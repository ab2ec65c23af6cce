package fastpath

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// codec converts objects to models and back.
type codec[M any] struct {
	object tftypes.Object
	fields []field
}

// field is the field of the model for one attribute.
type field struct {
	name      string
	index     int
	attribute schema.Attribute
	of        attr.Type
	terraform tftypes.Type
}

func newCodec[M any](declared schema.Schema) (*codec[M], error) {
	ctx := context.Background()
	c := &codec[M]{object: tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}}
	model := reflect.TypeFor[M]()
	for index := range model.NumField() {
		name := model.Field(index).Tag.Get("tfsdk")
		attribute := declared.Attributes[name]
		if attribute == nil {
			return nil, fmt.Errorf("the schema has no attribute %q", name)
		}
		of := attribute.GetType()
		f := field{name, index, attribute, of, of.TerraformType(ctx)}
		if err := f.supported(); err != nil {
			return nil, err
		}
		if value := reflect.TypeOf(of.ValueType(ctx)); value != model.Field(index).Type {
			return nil, fmt.Errorf("the attribute %s is a %s, and the field a %s", name, value, model.Field(index).Type)
		}
		c.object.AttributeTypes[name] = f.terraform
		c.fields = append(c.fields, f)
	}
	if len(c.fields) != len(declared.Attributes) {
		return nil, fmt.Errorf("the model has %d fields for %d attributes", len(c.fields), len(declared.Attributes))
	}
	return c, nil
}

// decode returns the model of an object, and the object. A null object has no model.
func (c *codec[M]) decode(ctx context.Context, encoded *tfprotov6.DynamicValue) (*M, tftypes.Value, error) {
	if encoded == nil {
		return nil, tftypes.Value{}, nil
	}
	object, err := encoded.Unmarshal(c.object)
	if err != nil || object.IsNull() {
		return nil, object, err
	}
	var attributes map[string]tftypes.Value
	if err := object.As(&attributes); err != nil {
		return nil, object, err
	}
	model := new(M)
	into := reflect.ValueOf(model).Elem()
	for _, f := range c.fields {
		value, err := f.decode(ctx, attributes[f.name])
		if err != nil {
			return nil, object, err
		}
		into.Field(f.index).Set(reflect.ValueOf(value))
	}
	return model, object, nil
}

// decode returns the value of an attribute, and an error if it is invalid, such as a time in another form.
func (f field) decode(ctx context.Context, value tftypes.Value) (attr.Value, error) {
	decoded, err := f.of.ValueFromTerraform(ctx, value)
	if err != nil {
		return nil, err
	}
	return decoded, f.check(ctx, decoded, value)
}

// check returns an error for a value that the type of the attribute does not allow, such as a set with duplicates.
func (f field) check(ctx context.Context, decoded attr.Value, value tftypes.Value) error {
	var diags diag.Diagnostics
	if checked, ok := decoded.(xattr.ValidateableAttribute); ok {
		var resp xattr.ValidateAttributeResponse
		checked.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: path.Root(f.name)}, &resp)
		diags = resp.Diagnostics
	} else if checked, ok := f.of.(xattr.TypeWithValidate); ok { //nolint:staticcheck // only their type checks sets
		diags = checked.Validate(ctx, value, path.Root(f.name))
	}
	if len(diags) > 0 {
		return fmt.Errorf("%s is invalid", f.name)
	}
	return nil
}

// encode returns the object of a model, and the same errors as decode.
func (c *codec[M]) encode(ctx context.Context, model *M) (*tfprotov6.DynamicValue, error) {
	attributes := make(map[string]tftypes.Value, len(c.fields))
	for _, f := range c.fields {
		value, err := f.get(model).ToTerraformValue(ctx)
		if err != nil {
			return nil, err
		}
		if err := f.check(ctx, f.get(model), value); err != nil {
			return nil, err
		}
		attributes[f.name] = value
	}
	encoded, err := tfprotov6.NewDynamicValue(c.object, tftypes.NewValue(c.object, attributes))
	return &encoded, err
}

// equal reports whether two models are equal in every attribute.
func (c *codec[M]) equal(a, b *M) bool {
	for _, f := range c.fields {
		if !f.get(a).Equal(f.get(b)) {
			return false
		}
	}
	return true
}

// hasWriteOnly reports whether a model has a write-only value. No state may have one, and the framework removes it.
func (c *codec[M]) hasWriteOnly(model *M) bool {
	return slices.ContainsFunc(c.fields, func(f field) bool { return f.attribute.IsWriteOnly() && !f.get(model).IsNull() })
}

func (f field) null(ctx context.Context) (attr.Value, error) {
	return f.of.ValueFromTerraform(ctx, tftypes.NewValue(f.terraform, nil))
}

func (f field) get(model any) attr.Value {
	return reflect.ValueOf(model).Elem().Field(f.index).Interface().(attr.Value)
}

func (f field) set(model any, value attr.Value) {
	reflect.ValueOf(model).Elem().Field(f.index).Set(reflect.ValueOf(value))
}
