package resourcebase

import (
	"context"
	"iter"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Object describes a resource that manages one object of the API. M is the model of the resource and T the object. New
// returns the resource, and NewList its list resource.
type Object[M, T any] struct {
	// Name is the type without the provider's name. Noun and Plural are for messages, such as "organization" and
	// "organizations".
	Name, Noun, Plural string
	// Description and Attributes are those of the schema.
	Description string
	Attributes  func() map[string]schema.Attribute
	// Identity are the attributes that identify the object. An import text has their values, joined by slashes.
	Identity []IdentityAttribute
	// Params are the attributes of request parameters with another name.
	Params map[string]string
	// DeleteParams are those of the requests of Delete.
	DeleteParams map[string]string
	// Advice is the next step for errors of Clerk, by code, or by code and parameter with a space between them. It
	// replaces the usual advice.
	Advice map[string]string

	// Label names the object in a sentence, such as `the organization "Engines"`. After an import, only the attributes
	// of the identity are set.
	Label func(*M) string
	// Fill sets the attributes that the API returns.
	Fill func(*M, *T)

	// Create creates the object of the plan. An object that is returned with an error exists, but a later request has
	// failed: the error becomes a warning, and the next plan shows the difference.
	Create func(context.Context, *Call[M]) (*T, error)
	// Read reads the object for a refresh. For a missing object, clerk.IsMissing is true. It returns nil if the state
	// keeps the model, which Read can have changed.
	Read func(context.Context, *clerk.Client, *M) (*T, error)
	// Update sends what differs between prior and plan. It returns nil if no request was needed. An object that is
	// returned with an error has a part of the changes.
	Update func(context.Context, *Call[M]) (*T, error)
	// Delete deletes the object of prior.
	Delete func(context.Context, *Call[M]) error

	// The following are optional.

	// Find returns the identity of the object with another import text, such as a slug. The text has at most as many
	// parts, separated by slashes, as the identity. The object is nil if there is none. FindBy names such texts in
	// messages, such as "its slug".
	Find   func(ctx context.Context, client *clerk.Client, name string) (*T, error)
	FindBy string
	// Keys are what only one resource of a run may manage. Those without a name do not count.
	Keys func(*M) []Key
	// Moves reports whether an update exchanges the object for one with another identity. The identity of the
	// object can change then.
	Moves func(plan, prior *M) bool
	// TakesOver means that a new resource can take over an object that exists. A resource of the run that is destroyed
	// then keeps the object, such as the deposed object of create_before_destroy.
	TakesOver bool
	// Plan checks and completes the plan of a new or existing object. PlanDelete checks that of a destroy.
	Plan       func(context.Context, *Call[M])
	PlanDelete func(context.Context, *Call[M])
	// Validate checks the configuration. Its values can be unknown.
	Validate func(context.Context, *Call[M])
	// RefusedDelete handles an error of Delete. It returns false for an error that it does not know.
	RefusedDelete func(context.Context, *Call[M], error) bool
	// Note returns what a read or a create keeps in the private state under NoteKey, as JSON, or nil. The registry of the
	// run that destroys the object can lack it: a destroy of everything plans without a refresh in the same run.
	Note func(*Run, *M) []byte
	// GoneAdvice is added to the warning about an object that was removed outside Terraform.
	GoneAdvice func(*M) string
	// All yields all objects for terraform query.
	All func(context.Context, *clerk.Client) iter.Seq2[T, error]
}

// NoteKey is the key of the private state for Note.
const NoteKey = "note"

// IdentityAttribute is one attribute of an identity.
type IdentityAttribute struct{ Name, Prefix, Description string }

// Call is one call for an object.
type Call[M any] struct {
	Run
	// Plan, Prior and Config are zero where there are none.
	Plan, Prior, Config M
	// IsNew means that the state has no object.
	IsNew bool
	// Replaces means that the create exchanges the object of prior. A create does not know that it is one of -replace: the
	// framework gives it no private state.
	Replaces bool
	// Private is the private state, which is read during a create and a delete.
	Private     PrivateState
	label       func(*M) string
	diagnostics *diag.Diagnostics
}

// Warn adds a warning, on an attribute unless it is "". The CLI folds warnings with one summary, so the summary names
// the object.
func (c *Call[M]) Warn(attribute, summary, detail string) {
	for _, m := range []*M{&c.Plan, &c.Prior, &c.Config} {
		if !reflect.ValueOf(m).Elem().IsZero() {
			summary += ": " + c.label(m)
			break
		}
	}
	if attribute == "" {
		c.diagnostics.AddWarning(summary, detail)
		return
	}
	c.diagnostics.AddAttributeWarning(path.Root(attribute), summary, detail)
}

// Fail adds an error, on an attribute unless it is "".
func (c *Call[M]) Fail(attribute, summary, detail string) {
	if attribute == "" {
		c.diagnostics.AddError(summary, detail)
		return
	}
	c.diagnostics.AddAttributeError(path.Root(attribute), summary, detail)
}

// Append adds diagnostics.
func (c *Call[M]) Append(diags diag.Diagnostics) { c.diagnostics.Append(diags...) }

// PlanDeletion counts a planned deletion against the limit of the provider block.
func (c *Call[M]) PlanDeletion(noun, id, label string) {
	if limit := c.Deletions[noun]; limit != nil {
		c.Append(limit.Plan("delete", id, label))
	}
}

// ApplyDeletion counts a deletion, and reports whether the limit permits it.
func (c *Call[M]) ApplyDeletion(noun, id, label string) bool {
	limit := c.Deletions[noun]
	if limit == nil {
		return true
	}
	diags := limit.Apply("delete", id, label)
	c.Append(diags)
	return !diags.HasError()
}

// object is the resource of an Object.
type object[M, T any] struct {
	Object[M, T]
	Run
}

// New returns a constructor of the resource.
func New[M, T any](of Object[M, T]) func() resource.Resource {
	return func() resource.Resource { return &object[M, T]{Object: of} }
}

// Metadata names the resource.
func (o *object[M, T]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + o.Name
	resp.ResourceBehavior.MutableIdentity = o.Moves != nil
}

// Schema describes the resource.
func (o *object[M, T]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: o.Description, Attributes: o.Attributes()}
}

// Configure receives the run of the provider block.
func (o *object[M, T]) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if provided, ok := req.ProviderData.(Provided); ok {
		o.Run = provided.ObjectRun()
	}
}

// IdentitySchema describes the identity.
func (o *object[M, T]) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	attributes := map[string]identityschema.Attribute{}
	for _, attribute := range o.Identity {
		attributes[attribute.Name] = identityschema.StringAttribute{
			RequiredForImport: true, Description: attribute.Description,
		}
	}
	resp.IdentitySchema = identityschema.Schema{Attributes: attributes}
}

// call returns a call without its models.
func (o *object[M, T]) call(diagnostics *diag.Diagnostics) Call[M] {
	return Call[M]{Run: o.Run, label: o.Label, diagnostics: diagnostics}
}

// ValidateConfig checks the configuration.
func (o *object[M, T]) ValidateConfig(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	if o.Validate == nil {
		return
	}
	call := o.call(&resp.Diagnostics)
	if resp.Diagnostics.Append(req.Config.Get(ctx, &call.Config)...); !resp.Diagnostics.HasError() {
		o.Validate(ctx, &call)
	}
}

// keys are the keys with a known name.
func (o *object[M, T]) keys(m *M) []Key {
	if o.Keys == nil {
		return nil
	}
	return slices.DeleteFunc(o.Keys(m), func(key Key) bool { return key.Name == "" })
}
