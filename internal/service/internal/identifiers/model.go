package identifiers

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// Model is what the attributes of both resources share. Each resource embeds
// it beside its own.
type Model struct {
	ID                   types.String `tfsdk:"id"`
	UserID               types.String `tfsdk:"user_id"`
	Verified             types.Bool   `tfsdk:"verified"`
	Primary              types.Bool   `tfsdk:"primary"`
	Reserved             types.Bool   `tfsdk:"reserved"`
	VerificationStatus   types.String `tfsdk:"verification_status"`
	VerificationStrategy types.String `tfsdk:"verification_strategy"`
	LinkedTo             types.List   `tfsdk:"linked_to"`
}

// Parts points at the attributes of one resource's model. SecondFactor,
// DefaultSecondFactor and Notify are nil where the kind has none.
type Parts struct {
	*Model
	Value               *customtypes.Identifier
	SecondFactor        *types.Bool
	DefaultSecondFactor *types.Bool
	Notify              *types.Bool
}

var linkType = types.ObjectType{AttrTypes: map[string]attr.Type{"type": types.StringType, "id": types.StringType}}

// observe replaces all values that come from the API.
func (p Parts) observe(held Held) {
	p.ID = types.StringValue(held.ID)
	*p.Value = customtypes.NewIdentifier(held.Value)
	p.Verified = types.BoolValue(held.Verified)
	p.Primary = types.BoolValue(held.Primary)
	p.Reserved = types.BoolValue(held.Reserved)
	p.VerificationStatus = types.StringValue(held.Status)
	p.VerificationStrategy = types.StringValue(held.Strategy)
	links := make([]attr.Value, len(held.LinkedTo))
	for i, link := range held.LinkedTo {
		links[i] = types.ObjectValueMust(linkType.AttrTypes, map[string]attr.Value{
			"type": types.StringValue(link.Type), "id": types.StringValue(link.ID),
		})
	}
	p.LinkedTo = types.ListValueMust(linkType, links)
	if p.SecondFactor != nil {
		*p.SecondFactor = types.BoolValue(held.SecondFactor)
		*p.DefaultSecondFactor = types.BoolValue(held.DefaultSecondFactor)
	}
}

// settle replaces unknown values of the plan by those of the API. Terraform requires
// that the others stay as planned. The next refresh shows later changes.
func (p Parts) settle(held Held) {
	planned, value := *p.Model, *p.Value
	var second, defaultSecond types.Bool
	if p.SecondFactor != nil {
		second, defaultSecond = *p.SecondFactor, *p.DefaultSecondFactor
	}
	p.observe(held)
	keep(&p.ID, planned.ID)
	keep(p.Value, value)
	keep(&p.Verified, planned.Verified)
	keep(&p.Primary, planned.Primary)
	keep(&p.Reserved, planned.Reserved)
	keep(&p.VerificationStatus, planned.VerificationStatus)
	keep(&p.VerificationStrategy, planned.VerificationStrategy)
	keep(&p.LinkedTo, planned.LinkedTo)
	if p.SecondFactor != nil {
		keep(p.SecondFactor, second)
		keep(p.DefaultSecondFactor, defaultSecond)
	}
}

func keep[T attr.Value](target *T, planned T) {
	if !planned.IsUnknown() {
		*target = planned
	}
}

// desired returns the known properties of the plan. Unknown properties are not managed.
func (p Parts) desired() Desired {
	desired := Desired{Verified: known(p.Verified), Primary: known(p.Primary), NotifyPrimaryChanged: p.notify()}
	if p.SecondFactor != nil {
		desired.SecondFactor = known(*p.SecondFactor)
	}
	return desired
}

func known(value types.Bool) *bool {
	if value.IsUnknown() {
		return nil
	}
	return value.ValueBoolPointer()
}

func (p Parts) notify() clerk.Field[bool] {
	if p.Notify == nil || !p.Notify.ValueBool() {
		return clerk.Field[bool]{}
	}
	return clerk.Set(true)
}

func (p Parts) links() []clerk.LinkedIdentification {
	var links []clerk.LinkedIdentification
	for _, element := range p.LinkedTo.Elements() {
		object, ok := element.(types.Object)
		if !ok {
			continue
		}
		kind, _ := object.Attributes()["type"].(types.String)
		id, _ := object.Attributes()["id"].(types.String)
		links = append(links, clerk.LinkedIdentification{Type: kind.ValueString(), ID: id.ValueString()})
	}
	return links
}
