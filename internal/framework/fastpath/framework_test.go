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
	"github.com/hashicorp/terraform-plugin-framework/diag"
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

// thing has what the resources with a shortcut do not have yet.
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

// stated are attributes that a configuration or a state holds; the others are null.
type stated map[string]any

func TestShortcut_answersAsTheFrameworkOrNotAtAll(t *testing.T) {
	t.Parallel()
	framework, shortcut := beside(t)
	for name, test := range map[string]struct {
		config   stated
		olderCLI bool // which knows no write-only arguments
		valid    bool // for the shortcut
	}{
		"what is required and enough":           {config: stated{"name": "a", "nick": "n"}, valid: true},
		"nothing that is required":              {config: stated{"nick": "n"}},
		"something unknown":                     {config: stated{"name": tftypes.UnknownValue, "nick": tftypes.UnknownValue}, valid: true},
		"what is deprecated":                    {config: stated{"name": "a", "nick": "n", "former": "b"}},
		"what nobody can state":                 {config: stated{"name": "a", "nick": "n", "id": "thing_1"}},
		"a validator that acts on null":         {config: stated{"name": "a"}},
		"a bool that its validator takes":       {config: stated{"name": "a", "loud": false, "tags": tags("t")}, valid: true},
		"a bool that its validator refuses":     {config: stated{"name": "a", "nick": "n", "loud": false}},
		"a list that its validator refuses":     {config: stated{"name": "a", "tags": tags("t", "u")}},
		"a write-only value":                    {config: stated{"name": "a", "nick": "n", "key_wo": "secret"}, valid: true},
		"a write-only value that is refused":    {config: stated{"name": "a", "nick": "n", "key_wo": "s"}},
		"a write-only value and an older CLI":   {config: stated{"name": "a", "nick": "n", "key_wo": "secret"}, olderCLI: true},
		"a value that had better be write-only": {config: stated{"name": "a", "nick": "n", "key": "secret"}},
		"such a value and an older CLI":         {config: stated{"name": "a", "nick": "n", "key": "secret"}, olderCLI: true, valid: true},
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
			if got := shortcut.Validate(
				t.Context(),
				req,
			); (got != nil) != test.valid ||
				(len(want.Diagnostics) == 0) != test.valid {
				t.Errorf("the shortcut answers %v, the framework %v", got, want.Diagnostics)
			}

			planned := decode(
				t,
				comparePlans(t, framework, shortcut, planRequest(t, nil, test.config, test.config)).PlannedState,
			)
			// What was created is planned again.
			prior, proposed := stated{}, stated{}
			for name, value := range planned {
				prior[name], proposed[name] = value, value
			}
			prior["id"], proposed["id"] = "thing_1", "thing_1"
			proposed["key_wo"] = test.config["key_wo"]
			comparePlans(t, framework, shortcut, planRequest(t, prior, proposed, test.config))
		})
	}
}

func TestPlan_leavesToTheFrameworkWhatItChanges(t *testing.T) {
	t.Parallel()
	_, shortcut := beside(t)
	config := stated{"name": "a"}
	held := stated{"id": "thing_1", "name": "a", "nick": "none", "loud": true}
	with := func(name string, value any) stated {
		changed := maps.Clone(held)
		changed[name] = value
		return changed
	}
	if shortcut.Plan(t.Context(), planRequest(t, held, held, config)) == nil {
		t.Fatal("the shortcut does not answer for what stays as it is")
	}
	unproposed := planRequest(t, held, held, config)
	unproposed.ProposedNewState = nil
	private := planRequest(t, held, held, config)
	private.PriorPrivate = []byte(`{".of_the_framework":"MQ=="}`)
	replaced := planRequest(t, nil, config, config)
	replaced.PriorPrivate = []byte(`{"thing":"InRoaW5nXzEi"}`)
	for name, req := range map[string]*tfprotov6.PlanResourceChangeRequest{
		"a text that the default replaces":     planRequest(t, with("nick", "other"), with("nick", "other"), config),
		"a bool that the default replaces":     planRequest(t, with("loud", false), with("loud", false), config),
		"a write-only value in the state":      planRequest(t, with("key_wo", "secret"), with("key_wo", "secret"), config),
		"a write-only value that is taken out": planRequest(t, with("key_wo", "secret"), held, config),
		"a change":                             planRequest(t, held, with("name", "b"), stated{"name": "b"}),
		"the destruction":                      planRequest(t, held, nil, nil),
		"a request without a proposal":         unproposed,
		"a set with duplicates":                planRequest(t, nil, stated{"name": "a", "kinds": tags("k", "k")}, stated{"name": "a", "kinds": tags("k", "k")}),
		"a private state of the framework":     private,
		"a replacement":                        replaced,
	} {
		if got := shortcut.Plan(t.Context(), req); got != nil {
			t.Errorf("%s: the shortcut answers %v", name, got)
		}
	}
}

func TestRead_leavesToTheFrameworkWhatIsNoValue(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		found []string
		want  bool
	}{"a set": {[]string{"k", "l"}, true}, "a set with duplicates": {[]string{"k", "k"}, false}} {
		var elements []attr.Value
		for _, text := range test.found {
			elements = append(elements, types.StringValue(text))
		}
		shortcut, err := fastpath.New(fastpath.Resource[thing]{
			Schema: thingSchema, Ready: func() bool { return true }, ID: func(*thing) string { return "thing_1" },
			Read: func(ctx context.Context, state *thing) (context.Context, bool) {
				state.Kinds = types.SetValueMust(types.StringType, elements)
				return ctx, true
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		req := &tfprotov6.ReadResourceRequest{TypeName: "test_thing", CurrentState: encode(t, stated{"id": "thing_1"})}
		if _, got := shortcut.Read(t.Context(), req); (got != nil) != test.want {
			t.Errorf("%s: the shortcut answers %v", name, got)
		}
	}
}

func beside(t *testing.T) (tfprotov6.ProviderServer, fastpath.Shortcut) {
	t.Helper()
	shortcut, err := fastpath.New(fastpath.Resource[thing]{
		Schema:     thingSchema,
		Ready:      func() bool { return true },
		Validate:   func(*thing) diag.Diagnostics { return nil },
		PrivateKey: "thing",
		ID:         func(state *thing) string { return state.ID.ValueString() },
		Plan:       func(context.Context, *thing, *thing, *thing) bool { return true },
		Record:     func(*thing, *thing, *thing) bool { return true },
	})
	if err != nil {
		t.Fatal(err)
	}
	return providerserver.NewProtocol6(thingProvider{})(), shortcut
}

func comparePlans(
	t *testing.T,
	framework tfprotov6.ProviderServer,
	shortcut fastpath.Shortcut,
	req *tfprotov6.PlanResourceChangeRequest,
) *tfprotov6.PlanResourceChangeResponse {
	t.Helper()
	want, err := framework.PlanResourceChange(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	got := shortcut.Plan(t.Context(), req)
	if got == nil {
		t.Fatalf("the shortcut leaves a plan to the framework, which answers %v", want)
	}
	if diff := cmp.Diff(
		decode(t, want.PlannedState),
		decode(t, got.PlannedState),
	); diff != "" ||
		len(want.Diagnostics) > 0 {
		t.Errorf("the plan of the framework (-), with %v, and of the shortcut (+): %s", want.Diagnostics, diff)
	}
	return got
}

func planRequest(t *testing.T, prior, proposed, config stated) *tfprotov6.PlanResourceChangeRequest {
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

func encode(t *testing.T, attributes stated) *tfprotov6.DynamicValue {
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

// thingProvider has the framework answer for things.
type thingProvider struct{ provider.Provider }

func (thingProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}

func (thingProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return thingResource{} }}
}

type thingResource struct{ resource.Resource }

func (thingResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "test_thing"
}

func (thingResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = thingSchema
}
