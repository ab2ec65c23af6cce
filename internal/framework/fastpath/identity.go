package fastpath

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var identityType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}

// identityOf returns the identity with an id.
func identityOf(id string) (*tfprotov6.ResourceIdentityData, error) {
	return identityData(map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, id)})
}

// keptIdentity returns the prior identity, and null without one.
func keptIdentity(prior *tfprotov6.ResourceIdentityData) (*tfprotov6.ResourceIdentityData, error) {
	if prior == nil || prior.IdentityData == nil {
		return identityData(nil)
	}
	_, err := prior.IdentityData.Unmarshal(identityType)
	return prior, err
}

func identityData(value any) (*tfprotov6.ResourceIdentityData, error) {
	data, err := tfprotov6.NewDynamicValue(identityType, tftypes.NewValue(identityType, value))
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}, err
}

// identifies reports whether an identity has the id. States of older CLIs have no identity, which is valid for each id.
func identifies(identity *tfprotov6.ResourceIdentityData, id string) bool {
	if identity == nil || identity.IdentityData == nil {
		return true
	}
	object, err := identity.IdentityData.Unmarshal(identityType)
	if err != nil {
		return false
	}
	var attributes map[string]tftypes.Value
	if object.IsNull() || object.As(&attributes) != nil || attributes["id"].IsNull() {
		return true
	}
	var known string
	return attributes["id"].As(&known) == nil && known == id
}
