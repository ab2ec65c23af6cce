package fastpath_test

import (
	"context"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
)

// thing has kinds of attributes that the resources with a fast path do not have yet.
type thing struct {
	ID     types.String           `tfsdk:"id"`
	Name   types.String           `tfsdk:"name"`
	Former types.String           `tfsdk:"former"`
	Nick   customtypes.Identifier `tfsdk:"nick"`
	Loud   types.Bool             `tfsdk:"loud"`
	Tags   types.List             `tfsdk:"tags"`
	Kinds  types.Set              `tfsdk:"kinds"`
	Key    types.String           `tfsdk:"key"`
	KeyWO  types.String           `tfsdk:"key_wo"`
}

var thingSchema = schema.Schema{Attributes: map[string]schema.Attribute{
	"id": schema.StringAttribute{
		Computed:      true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	},
	"name":   schema.StringAttribute{Required: true},
	"former": schema.StringAttribute{Optional: true, DeprecationMessage: "Use name."},
	"nick": schema.StringAttribute{
		Optional:   true,
		Computed:   true,
		CustomType: customtypes.IdentifierType{},
		Default:    stringdefault.StaticString("none"),
		Validators: []validator.String{
			stringvalidator.AtLeastOneOf(path.MatchRoot("nick"), path.MatchRoot("tags")),
		},
	},
	"loud": schema.BoolAttribute{
		Optional:   true,
		Computed:   true,
		Default:    booldefault.StaticBool(true),
		Validators: []validator.Bool{boolvalidator.AlsoRequires(path.MatchRoot("tags"))},
	},
	"tags": schema.ListAttribute{
		Optional:    true,
		ElementType: types.StringType,
		Validators:  []validator.List{listvalidator.SizeAtMost(1)},
	},
	"kinds": schema.SetAttribute{Optional: true, ElementType: types.StringType},
	"key": schema.StringAttribute{Optional: true, Sensitive: true, Validators: []validator.String{
		stringvalidator.PreferWriteOnlyAttribute(path.MatchRoot("key_wo")),
	}},
	"key_wo": schema.StringAttribute{
		Optional:   true,
		WriteOnly:  true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(3)},
	},
}}

// values are the values of a configuration or a state; other attributes are null.
type values map[string]any

func TestHandler_answersLikeTheFrameworkOrNotAtAll(t *testing.T) {
	t.Parallel()
	framework, handler := bothPaths(t)
	const unknown = tftypes.UnknownValue
	for name, test := range map[string]struct {
		config   values
		olderCLI bool // without write-only arguments
		valid    bool // the handler answers, and the framework has no diagnostics
	}{
		"all required values":                   {config: values{"name": "a", "nick": "n"}, valid: true},
		"no required value":                     {config: values{"nick": "n"}},
		"unknown values":                        {config: values{"name": unknown, "nick": unknown}, valid: true},
		"a deprecated attribute":                {config: values{"name": "a", "nick": "n", "former": "b"}},
		"a computed attribute":                  {config: values{"name": "a", "nick": "n", "id": "thing_1"}},
		"null with a validator that refuses it": {config: values{"name": "a"}},
		"a valid bool":                          {config: values{"name": "a", "loud": false, "tags": tags("t")}, valid: true},
		"an invalid bool":                       {config: values{"name": "a", "nick": "n", "loud": false}},
		"an invalid list":                       {config: values{"name": "a", "tags": tags("t", "u")}},
		"a write-only value":                    {config: values{"name": "a", "nick": "n", "key_wo": "secret"}, valid: true},
		"an invalid write-only value":           {config: values{"name": "a", "nick": "n", "key_wo": "s"}},
		"a write-only value and an older CLI":   {config: values{"name": "a", "nick": "n", "key_wo": "abc"}, olderCLI: true},
		"a value with a write-only alternative": {config: values{"name": "a", "nick": "n", "key": "secret"}},
		"such a value and an older CLI": {
			config: values{"name": "a", "nick": "n", "key": "secret"}, olderCLI: true, valid: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := &tfprotov6.ValidateResourceConfigRequest{TypeName: "test_thing", Config: encode(t, test.config)}
			if !test.olderCLI {
				req.ClientCapabilities = &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}
			}
			want, err := framework.ValidateResourceConfig(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			got := handler.Validate(t.Context(), req)
			if (got != nil) != test.valid || (len(want.Diagnostics) == 0) != test.valid {
				t.Errorf("the handler answers %v, the framework %v", got, want.Diagnostics)
			}

			planned := decode(
				t,
				comparePlans(t, framework, handler, planRequest(t, nil, test.config, test.config)).PlannedState,
			)
			// Plan the created object again.
			prior, proposed := values{}, values{}
			for name, value := range planned {
				prior[name], proposed[name] = value, value
			}
			prior["id"], proposed["id"] = "thing_1", "thing_1"
			proposed["key_wo"] = test.config["key_wo"]
			comparePlans(t, framework, handler, planRequest(t, prior, proposed, test.config))
		})
	}
}

func TestHandler_Plan_ofAnUncertainCase_hasNoAnswer(t *testing.T) {
	t.Parallel()
	_, handler := bothPaths(t)
	config := values{"name": "a"}
	unchanged := values{"id": "thing_1", "name": "a", "nick": "none", "loud": true}
	with := func(name string, value any) values {
		changed := maps.Clone(unchanged)
		changed[name] = value
		return changed
	}
	if handler.Plan(t.Context(), planRequest(t, unchanged, unchanged, config)) == nil {
		t.Fatal("the handler does not answer for an unchanged object")
	}
	duplicates := values{"name": "a", "kinds": tags("k", "k")}
	unproposed := planRequest(t, unchanged, unchanged, config)
	unproposed.ProposedNewState = nil
	private := planRequest(t, unchanged, unchanged, config)
	private.PriorPrivate = []byte(`{".of_the_framework":"MQ=="}`)
	replaced := planRequest(t, nil, config, config)
	replaced.PriorPrivate = []byte(`{"thing":"InRoaW5nXzEi"}`)
	for name, req := range map[string]*tfprotov6.PlanResourceChangeRequest{
		"a text that differs from the default": planRequest(t, with("nick", "other"), with("nick", "other"), config),
		"a bool that differs from the default": planRequest(t, with("loud", false), with("loud", false), config),
		"a write-only value in the state":      planRequest(t, with("key_wo", "secret"), with("key_wo", "secret"), config),
		"a removed write-only value":           planRequest(t, with("key_wo", "secret"), unchanged, config),
		"a change":                             planRequest(t, unchanged, with("name", "b"), values{"name": "b"}),
		"the destruction":                      planRequest(t, unchanged, nil, nil),
		"a request without a proposal":         unproposed,
		"a set with duplicates":                planRequest(t, nil, duplicates, duplicates),
		"a private state of the framework":     private,
		"a replacement":                        replaced,
	} {
		if got := handler.Plan(t.Context(), req); got != nil {
			t.Errorf("%s: the handler answers %v", name, got)
		}
	}
}

func TestHandler_Upgrade_answersLikeTheFrameworkOrNotAtAll(t *testing.T) {
	t.Parallel()
	framework, handler := bothPaths(t)
	const others = `"name":"a","former":null,"nick":"n","key":null,"key_wo":null`
	for name, test := range map[string]struct {
		state              string
		answers, unchanged bool
	}{
		"all attributes": {`{"id":"1",` + others + `,"loud":true,"tags":["t"],"kinds":["k","l"]}`, true, true},
		"null values":    {`{"id":null,` + others + `,"loud":null,"tags":null,"kinds":[null]}`, true, true},
		"an attribute of another release": {
			`{"id":"1",` + others + `,"loud":true,"tags":[],"kinds":[],"age":[{"years":3}]}`, true, false,
		},
		"a missing attribute":         {`{"id":"1",` + others + `,"loud":true,"tags":["t"]}`, true, false},
		"a text in place of a bool":   {`{"id":"1",` + others + `,"loud":"yes","tags":["t"],"kinds":[]}`, false, false},
		"a number in place of a text": {`{"id":1,` + others + `,"loud":true,"tags":["t"],"kinds":[]}`, true, false},
		"a bool in place of a list":   {`{"id":"1",` + others + `,"loud":true,"tags":true,"kinds":[]}`, false, false},
		"a list in place of a text":   {`{"id":["1"],` + others + `,"loud":true,"tags":[],"kinds":[]}`, false, false},
		"a number in a set":           {`{"id":"1",` + others + `,"loud":true,"tags":[],"kinds":[1]}`, true, false},
		"an object in place of a set": {`{"id":"1",` + others + `,"loud":true,"tags":[],"kinds":{}}`, false, false},
		"no JSON":                     {`{"id":`, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := &tfprotov6.UpgradeResourceStateRequest{
				TypeName: "test_thing", RawState: &tfprotov6.RawState{JSON: []byte(test.state)},
			}
			want, err := framework.UpgradeResourceState(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			got := handler.Upgrade(req)
			if (got != nil) != test.answers || (len(want.Diagnostics) == 0) != test.answers {
				t.Fatalf("the handler answers %v, the framework %v", got, want.Diagnostics)
			}
			if got == nil {
				return
			}
			if unchanged := string(got.UpgradedState.JSON) == test.state; unchanged != test.unchanged {
				t.Errorf("the state is passed on as it is: %t, want %t", unchanged, test.unchanged)
			}
			if diff := cmp.Diff(decode(t, want.UpgradedState), decode(t, got.UpgradedState)); diff != "" {
				t.Errorf("the state of the framework (-) and of the handler (+): %s", diff)
			}
		})
	}
}

func TestHandler_Read_ofAnInvalidValue_hasNoAnswer(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		found []string
		want  bool
	}{"a set": {[]string{"k", "l"}, true}, "a set with duplicates": {[]string{"k", "k"}, false}} {
		var elements []attr.Value
		for _, text := range test.found {
			elements = append(elements, types.StringValue(text))
		}
		description := describe[thing](thingResource)
		description.Read = func(ctx context.Context, state *thing) (context.Context, bool) {
			state.Kinds = types.SetValueMust(types.StringType, elements)
			return ctx, true
		}
		handler, err := fastpath.New(description)
		if err != nil {
			t.Fatal(err)
		}
		req := &tfprotov6.ReadResourceRequest{TypeName: "test_thing", CurrentState: encode(t, values{"id": "thing_1"})}
		if _, got := handler.Read(t.Context(), req); (got != nil) != test.want {
			t.Errorf("%s: the handler answers %v", name, got)
		}
	}
}

func bothPaths(t *testing.T) (tfprotov6.ProviderServer, fastpath.Handler) {
	t.Helper()
	handler, err := fastpath.New(describe[thing](thingResource))
	if err != nil {
		t.Fatal(err)
	}
	return providerserver.NewProtocol6(thingProvider{})(), handler
}

func comparePlans(
	t *testing.T,
	framework tfprotov6.ProviderServer,
	handler fastpath.Handler,
	req *tfprotov6.PlanResourceChangeRequest,
) *tfprotov6.PlanResourceChangeResponse {
	t.Helper()
	want, err := framework.PlanResourceChange(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	got := handler.Plan(t.Context(), req)
	if got == nil {
		t.Fatalf("the handler does not answer; the framework answers %v", want)
	}
	diff := cmp.Diff(decode(t, want.PlannedState), decode(t, got.PlannedState))
	if diff != "" || len(want.Diagnostics) > 0 {
		t.Errorf("the plan of the framework (-), with %v, and of the handler (+): %s", want.Diagnostics, diff)
	}
	return got
}

func planRequest(t *testing.T, prior, proposed, config values) *tfprotov6.PlanResourceChangeRequest {
	t.Helper()
	return &tfprotov6.PlanResourceChangeRequest{
		TypeName:         "test_thing",
		PriorState:       encode(t, prior),
		ProposedNewState: encode(t, proposed),
		Config:           encode(t, config),
	}
}

func tags(values ...string) []tftypes.Value {
	var elements []tftypes.Value
	for _, value := range values {
		elements = append(elements, tftypes.NewValue(tftypes.String, value))
	}
	return elements
}

func encode(t *testing.T, attributes values) *tfprotov6.DynamicValue {
	t.Helper()
	of := thingSchema.Type().TerraformType(t.Context()).(tftypes.Object)
	object := tftypes.NewValue(of, nil)
	if attributes != nil {
		values := map[string]tftypes.Value{}
		for name, attribute := range of.AttributeTypes {
			value, made := attributes[name].(tftypes.Value)
			if !made {
				value = tftypes.NewValue(attribute, attributes[name])
			}
			values[name] = value
		}
		object = tftypes.NewValue(of, values)
	}
	encoded, err := tfprotov6.NewDynamicValue(of, object)
	if err != nil {
		t.Fatal(err)
	}
	return &encoded
}

func decode(t *testing.T, encoded *tfprotov6.DynamicValue) map[string]tftypes.Value {
	t.Helper()
	object, err := encoded.Unmarshal(thingSchema.Type().TerraformType(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := object.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes
}

// thingProvider serves things by the framework.
type thingProvider struct{ provider.Provider }

func (thingProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}

func (thingProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return thingResource }}
}

var thingResource = declared{schema: thingSchema}
