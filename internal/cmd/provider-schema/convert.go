package main

import (
	"encoding/json"
	"fmt"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// converter turns what the plugin protocol declares into the JSON format, and keeps the first error.
type converter struct {
	err error
}

func (c *converter) schema(from *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: unsigned(from.Version), Block: c.block(from.Block)}
}

func (c *converter) action(from *tfprotov6.ActionSchema) *tfjson.ActionSchema {
	return &tfjson.ActionSchema{Block: c.block(from.Schema.Block)}
}

func (c *converter) block(from *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	block := &tfjson.SchemaBlock{
		Attributes:      c.attributes(from.Attributes),
		NestedBlocks:    make(map[string]*tfjson.SchemaBlockType, len(from.BlockTypes)),
		Description:     from.Description,
		DescriptionKind: kind(from.DescriptionKind),
		Deprecated:      from.Deprecated,
	}
	for _, nested := range from.BlockTypes {
		block.NestedBlocks[nested.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: mode(nested.Nesting),
			Block:       c.block(nested.Block),
			MinItems:    unsigned(nested.MinItems),
			MaxItems:    unsigned(nested.MaxItems),
		}
	}
	return block
}

func (c *converter) attributes(from []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	attributes := make(map[string]*tfjson.SchemaAttribute, len(from))
	for _, attribute := range from {
		attributes[attribute.Name] = c.attribute(attribute)
	}
	return attributes
}

func (c *converter) attribute(from *tfprotov6.SchemaAttribute) *tfjson.SchemaAttribute {
	attribute := &tfjson.SchemaAttribute{
		Description:     from.Description,
		DescriptionKind: kind(from.DescriptionKind),
		Deprecated:      from.Deprecated,
		Required:        from.Required,
		Optional:        from.Optional,
		Computed:        from.Computed,
		Sensitive:       from.Sensitive,
		WriteOnly:       from.WriteOnly,
	}
	if from.NestedType == nil {
		attribute.AttributeType = c.valueType(from.Type)
		return attribute
	}
	attribute.AttributeNestedType = &tfjson.SchemaNestedAttributeType{
		Attributes:  c.attributes(from.NestedType.Attributes),
		NestingMode: mode(from.NestedType.Nesting),
	}
	return attribute
}

func (c *converter) identity(from *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	attributes := make(map[string]*tfjson.IdentityAttribute, len(from.IdentityAttributes))
	for _, attribute := range from.IdentityAttributes {
		attributes[attribute.Name] = &tfjson.IdentityAttribute{
			IdentityType:      c.valueType(attribute.Type),
			Description:       attribute.Description,
			RequiredForImport: attribute.RequiredForImport,
			OptionalForImport: attribute.OptionalForImport,
		}
	}
	return &tfjson.IdentitySchema{Version: unsigned(from.Version), Attributes: attributes}
}

func (c *converter) function(from *tfprotov6.Function) *tfjson.FunctionSignature {
	signature := &tfjson.FunctionSignature{
		Description:        from.Description,
		Summary:            from.Summary,
		DeprecationMessage: from.DeprecationMessage,
		ReturnType:         c.valueType(from.Return.Type),
	}
	for _, parameter := range from.Parameters {
		signature.Parameters = append(signature.Parameters, c.parameter(parameter))
	}
	if from.VariadicParameter != nil {
		signature.VariadicParameter = c.parameter(from.VariadicParameter)
	}
	return signature
}

func (c *converter) parameter(from *tfprotov6.FunctionParameter) *tfjson.FunctionParameter {
	return &tfjson.FunctionParameter{
		Name:        from.Name,
		Description: from.Description,
		IsNullable:  from.AllowNullValue,
		Type:        c.valueType(from.Type),
	}
}

// valueType converts a type through its JSON form, which the plugin protocol and cty share.
func (c *converter) valueType(from tftypes.Type) cty.Type {
	var to cty.Type
	encoded, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(encoded, &to)
	}
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("converting the type %s: %w", from, err)
	}
	return to
}

func kind(from tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	if from == tfprotov6.StringKindMarkdown {
		return tfjson.SchemaDescriptionKindMarkdown
	}
	return tfjson.SchemaDescriptionKindPlain
}

// mode converts the nesting mode of an attribute or a block: both spell it alike.
func mode(from fmt.Stringer) tfjson.SchemaNestingMode {
	return tfjson.SchemaNestingMode(strings.ToLower(from.String()))
}

// unsigned converts a number that the protocol declares as signed and that is never negative.
func unsigned(number int64) uint64 {
	return uint64(max(number, 0))
}
