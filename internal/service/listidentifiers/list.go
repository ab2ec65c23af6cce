// Package listidentifiers has the resources clerk_allowlist_identifier and clerk_blocklist_identifier, and their list
// resources.
package listidentifiers

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Model has the attributes that both resources have.
type Model struct {
	ID             types.String           `tfsdk:"id"`
	Identifier     customtypes.Identifier `tfsdk:"identifier"`
	IdentifierType types.String           `tfsdk:"identifier_type"`
	AdoptExisting  types.Bool             `tfsdk:"adopt_existing"`
	CreatedAt      customtypes.Timestamp  `tfsdk:"created_at"`
}

type entry = clerk.ListIdentifier

// list describes one of the two lists. M is the model of its resource.
type list[M any] struct {
	// name is that of the list, such as allow-list, and kind that of the resource type. prefix begins the ids.
	name, kind, prefix string
	description        string
	of                 func(*clerk.Client) *clerk.IdentifierList
	base               func(*M) *Model
	// more are further attributes, fill sets them, and params adds their parameters.
	more   map[string]schema.Attribute
	fill   func(*M, *entry)
	params func(*M, *clerk.ListIdentifierParams)
}

func (l list[M]) object() resourcebase.Object[M, entry] {
	return resourcebase.Object[M, entry]{
		Name: l.kind, Noun: "identifier of the " + l.name, Plural: "identifiers of the " + l.name,
		Description: l.description + " Add `*@example.com` for all email addresses of a domain, and `*@*.example.com` for " +
			"those of its subdomains. Clerk stores identifiers in lower case, and another case is no change.\n\nThe " +
			"identifier changes in place: the new one is added before the old one is removed. The list applies only " +
			"while it is enabled in the restrictions of the instance.",
		Attributes: l.attributes,
		Identity: []resourcebase.IdentityAttribute{
			{Name: "id", Prefix: l.prefix, Description: "The id, such as `" + l.prefix + "2abc…`."},
		},
		Advice: map[string]string{
			"unsupported_subscription_plan_features": fmt.Sprintf("The Clerk subscription does not include the %s. "+
				"Upgrade it. Or remove the resource from the configuration and, with terraform state rm, from the state.",
				l.name),
		},
		Label: l.label, Fill: l.fillAll, Keys: l.keys, Moves: l.moves, TakesOver: true,
		Create: l.create, Plan: l.plan,
		Read: func(ctx context.Context, client *clerk.Client, m *M) (*entry, error) {
			return l.of(client).Read(ctx, l.base(m).ID.ValueString())
		},
		// All that can change in place is in Terraform only.
		Update: func(context.Context, *resourcebase.Call[M]) (*entry, error) { return nil, nil },
		Delete: func(ctx context.Context, c *resourcebase.Call[M]) error {
			return l.of(c.Client).Delete(ctx, l.base(&c.Prior).ID.ValueString())
		},
		Find: func(ctx context.Context, client *clerk.Client, identifier string) (*entry, error) {
			return l.of(client).Find(ctx, identifier)
		},
		FindBy: "the identifier itself",
		All: func(ctx context.Context, client *clerk.Client) iter.Seq2[entry, error] {
			return l.of(client).Each(ctx)
		},
	}
}

func (l list[M]) attributes() map[string]schema.Attribute {
	identifier := resourcebase.Text(
		"An email address, a wildcard such as `*@example.com`, a phone number in E.164 form, or "+
			"the address of a web3 wallet. A domain without `*@` is refused.",
		validators.ListIdentifier(),
	)
	identifier.CustomType = customtypes.IdentifierType{}
	identifier.PlanModifiers = []planmodifier.String{planmodifiers.KeepEquivalent()}
	attributes := map[string]schema.Attribute{
		"id":         resourcebase.Fixed("The id of the entry, such as `" + l.prefix + "2abc…`."),
		"identifier": identifier,
		"identifier_type": resourcebase.Fixed(
			"`email_address`, `phone_number` or `web3_wallet`. A wildcard is an `email_address`."),
		"adopt_existing": resourcebase.Switch(
			"With `true`, an identifier that the " + l.name + " has already is taken over " +
				"instead of an error. A destroy then removes it. Needed with `create_before_destroy`. Defaults to `false`.",
		),
		"created_at": resourcebase.FixedTime("When the identifier was added, in RFC 3339."),
	}
	for name, attribute := range l.more {
		attributes[name] = attribute
	}
	return attributes
}

func (l list[M]) label(m *M) string {
	if identifier := l.base(m).Identifier.ValueString(); identifier != "" {
		return fmt.Sprintf("the identifier %q of the %s", identifier, l.name)
	}
	return fmt.Sprintf("the identifier %s of the %s", l.base(m).ID.ValueString(), l.name)
}

func (l list[M]) fillAll(m *M, e *entry) {
	base := l.base(m)
	base.ID, base.Identifier = types.StringValue(e.ID), customtypes.NewIdentifier(e.Identifier)
	base.IdentifierType = datasourcebase.StringValue(e.IdentifierType)
	base.CreatedAt = datasourcebase.TimeValue(e.CreatedAt)
	if base.AdoptExisting.IsNull() { // after an import
		base.AdoptExisting = types.BoolValue(false)
	}
	l.fill(m, e)
}

// keys are the identifier, which a new entry has before its id, and the id.
func (l list[M]) keys(m *M) []resourcebase.Key {
	base := l.base(m)
	return []resourcebase.Key{
		{Kind: l.kind, Name: base.Identifier.Folded()},
		{Kind: l.kind + "_id", Name: base.ID.ValueString()},
	}
}

func (l list[M]) moves(plan, prior *M) bool {
	return l.base(plan).Identifier.Folded() != l.base(prior).Identifier.Folded()
}

// plan marks what follows from another identifier as unknown.
func (l list[M]) plan(_ context.Context, c *resourcebase.Call[M]) {
	base := l.base(&c.Plan)
	if c.IsNew || !base.Identifier.IsUnknown() && !l.moves(&c.Plan, &c.Prior) {
		return
	}
	base.ID, base.IdentifierType = types.StringUnknown(), types.StringUnknown()
	base.CreatedAt = customtypes.UnknownTimestamp()
	l.fill(&c.Plan, nil)
}

// create adds the identifier, or takes over the one that the list has. Clerk also reports a duplicate when the
// invitation of notify exists already, such as that of an identifier that is replaced.
func (l list[M]) create(ctx context.Context, c *resourcebase.Call[M]) (*entry, error) {
	base := l.base(&c.Plan)
	identifier := base.Identifier.ValueString()
	params := clerk.ListIdentifierParams{Identifier: identifier}
	l.params(&c.Plan, &params)
	made, err := l.of(c.Client).Create(ctx, params)
	if !clerk.IsDuplicate(err) {
		return made, err
	}
	held, findErr := l.of(c.Client).Find(ctx, identifier)
	if notify, _ := params.Notify.Value(); notify && held == nil && findErr == nil {
		// The identifier is not on the list: its invitation exists already.
		c.Warn(
			"notify",
			"No invitation was sent",
			fmt.Sprintf("Clerk refused to invite %q again: it has a pending invitation "+
				"or a user. The identifier was added to the %s without an invitation.", identifier, l.name),
		)
		params.Notify = clerk.Field[bool]{}
		return l.of(c.Client).Create(ctx, params)
	}
	if !base.AdoptExisting.ValueBool() && !c.Replaces {
		c.Fail(
			"identifier",
			fmt.Sprintf("The %s has the identifier already", l.name),
			fmt.Sprintf("%q is on the %s. Nothing "+
				"was changed. Import it: terraform import clerk_%s.NAME '%s'. Or set adopt_existing = true."+
				resourcebase.AdoptsOnReplace,
				identifier, l.name, l.kind, identifier),
		)
		return nil, nil
	}
	if held == nil && findErr == nil {
		findErr = err
	}
	return held, findErr
}
