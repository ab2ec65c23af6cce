package provider_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	clerkprovider "github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// The tests of every type at once read what the provider declares, so that a new
// type meets them without being added anywhere.

// root is the folder of the project.
const root = "../.."

// kind is a kind of type: where its pages and examples are, and what stands
// before its name where it is used.
type kind struct {
	name, docs, example, before string
}

var (
	resourceTypes = kind{"resource", "resources", "resource.tf", `resource "`}
	dataSources   = kind{"data source", "data-sources", "data-source.tf", `data "`}
	ephemerals    = kind{"ephemeral resource", "ephemeral-resources", "ephemeral-resource.tf", `ephemeral "`}
	actionTypes   = kind{"action", "actions", "action.tf", `action "`}
	listResources = kind{"list resource", "list-resources", "list-resource.tfquery.hcl", `list "`}
	functionTypes = kind{"function", "functions", "function.tf", "provider::clerk::"}

	kinds = []kind{resourceTypes, dataSources, ephemerals, actionTypes, listResources, functionTypes}
)

// declared is one type as the provider declares it.
type declared struct {
	kind
	// typeName is its name in a configuration, such as clerk_user.
	typeName string
	// folder holds its package, relative to the project.
	folder string
	// fromShape says that the values come from a datasourcebase.Shape, and not from a model.
	fromShape bool
	// schema is nil for a function.
	schema   *tfprotov6.SchemaBlock
	function *tfprotov6.Function
}

func (d declared) String() string { return d.name + " " + d.typeName }

// page is the file of its documentation, without the folder docs.
func (d declared) page() string {
	return d.docs + "/" + strings.TrimPrefix(d.typeName, "clerk_") + ".md"
}

// everyType returns all that the provider offers, in order.
func everyType(t *testing.T) []declared {
	t.Helper()
	ctx := t.Context()
	p := clerkprovider.New("test")()
	schemas, err := clerkprovider.NewServer("test")().GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var types []declared
	add := func(of kind, name string, constructed any, schema *tfprotov6.Schema) {
		d := declared{kind: of, typeName: name, folder: folderOf(constructed), fromShape: fromShape(constructed)}
		if of == functionTypes {
			d.function = schemas.Functions[name]
		} else {
			d.schema = schema.Block
		}
		types = append(types, d)
	}
	for _, create := range p.Resources(ctx) {
		name := resourceName(ctx, create())
		add(resourceTypes, name, create(), schemas.ResourceSchemas[name])
	}
	for _, create := range p.DataSources(ctx) {
		var named datasource.MetadataResponse
		create().Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "clerk"}, &named)
		add(dataSources, named.TypeName, create(), schemas.DataSourceSchemas[named.TypeName])
	}
	for _, create := range p.(provider.ProviderWithEphemeralResources).EphemeralResources(ctx) {
		var named ephemeral.MetadataResponse
		create().Metadata(ctx, ephemeral.MetadataRequest{ProviderTypeName: "clerk"}, &named)
		add(ephemerals, named.TypeName, create(), schemas.EphemeralResourceSchemas[named.TypeName])
	}
	for _, create := range p.(provider.ProviderWithActions).Actions(ctx) {
		var named action.MetadataResponse
		create().Metadata(ctx, action.MetadataRequest{ProviderTypeName: "clerk"}, &named)
		add(actionTypes, named.TypeName, create(), schemas.ActionSchemas[named.TypeName].Schema)
	}
	for _, create := range p.(provider.ProviderWithListResources).ListResources(ctx) {
		name := resourceName(ctx, create())
		add(listResources, name, create(), schemas.ListResourceSchemas[name])
	}
	for _, create := range p.(provider.ProviderWithFunctions).Functions(ctx) {
		var named function.MetadataResponse
		create().Metadata(ctx, function.MetadataRequest{}, &named)
		add(functionTypes, named.Name, create(), nil)
	}
	if len(types) == 0 {
		t.Fatal("the provider offers nothing")
	}
	sort.SliceStable(types, func(i, j int) bool { return types[i].String() < types[j].String() })
	return types
}

// resourceName is the name of a resource or a list resource.
func resourceName(ctx context.Context, r interface {
	Metadata(context.Context, resource.MetadataRequest, *resource.MetadataResponse)
}) string {
	var named resource.MetadataResponse
	r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "clerk"}, &named)
	return named.TypeName
}

// folderOf returns the folder of the package in which a type is written.
func folderOf(constructed any) string {
	of := reflect.TypeOf(constructed)
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if inner, ok := of.FieldByName("object"); ok {
		of = inner.Type // of a list resource of resourcebase
	}
	if label, ok := of.FieldByName("Label"); ok && label.Type.Kind() == reflect.Func {
		of = label.Type.In(0).Elem() // the model of an Object of resourcebase
	}
	_, folder, _ := strings.Cut(of.PkgPath(), "/internal/")
	return filepath.Join("internal", folder)
}

// fromShape reports whether a type embeds a data source of datasourcebase that has a shape.
func fromShape(constructed any) bool {
	of := reflect.TypeOf(constructed)
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of.NumField() == 0 {
		return false
	}
	field := of.Field(0).Type
	if field.Kind() != reflect.Struct {
		return false
	}
	_, shaped := field.FieldByName("Shape")
	return shaped
}

// attribute is one attribute of a type, or of an object in it.
type attribute struct {
	*tfprotov6.SchemaAttribute
	// place is the type and the objects around it, such as
	// "data source clerk_user/passkeys".
	place string
}

func (a attribute) String() string { return fmt.Sprintf("%s of the %s", a.Name, a.place) }

// shape is the type of the value, or how the nested objects are held.
func (a attribute) shape() string {
	if a.NestedType != nil {
		return "nested " + a.NestedType.Nesting.String()
	}
	return a.Type.String()
}

// object has attributes: a type, the provider block, or a nested object.
type object struct {
	place      string
	attributes []attribute
}

// everyObject returns the provider block, every type that has a schema, and all
// objects nested in these.
func everyObject(t *testing.T) []object {
	t.Helper()
	schemas, err := clerkprovider.NewServer("test")().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	found := objectsIn("provider block", schemas.Provider.Block.Attributes)
	for _, d := range everyType(t) {
		if d.schema == nil {
			continue
		}
		if len(d.schema.BlockTypes) > 0 {
			t.Errorf("the %s has nested blocks: nested attributes can be computed and omitted, blocks cannot", d)
		}
		found = append(found, objectsIn(d.String(), d.schema.Attributes)...)
	}
	return found
}

func objectsIn(place string, attributes []*tfprotov6.SchemaAttribute) []object {
	this := object{place: place}
	var nested []object
	for _, a := range attributes {
		this.attributes = append(this.attributes, attribute{SchemaAttribute: a, place: place})
		if a.NestedType != nil {
			nested = append(nested, objectsIn(place+"/"+a.Name, a.NestedType.Attributes)...)
		}
	}
	return append([]object{this}, nested...)
}

// everyAttribute returns the attributes of every object.
func everyAttribute(t *testing.T) []attribute {
	t.Helper()
	var found []attribute
	for _, o := range everyObject(t) {
		found = append(found, o.attributes...)
	}
	return found
}
