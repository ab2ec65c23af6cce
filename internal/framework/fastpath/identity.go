package fastpath

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var identityType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}

// identityOf makes the identity of an id.
func identityOf(id string) (*tfprotov6.ResourceIdentityData, error) {
	return identityData(map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, id)})
}

// keptIdentity is the identity from before, and null where there was none.
func keptIdentity(before *tfprotov6.ResourceIdentityData) (*tfprotov6.ResourceIdentityData, error) {
	if before == nil || before.IdentityData == nil {
		return identityData(nil)
	}
	_, err := before.IdentityData.Unmarshal(identityType)
	return before, err
}

func identityData(value any) (*tfprotov6.ResourceIdentityData, error) {
	data, err := tfprotov6.NewDynamicValue(identityType, tftypes.NewValue(identityType, value))
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}, err
}

// identifies reports whether an identity is that of the id. States of older CLIs hold none, which fits every id.
func identifies(identity *tfprotov6.ResourceIdentityData, id string) bool {
	if identity == nil || identity.IdentityData == nil {
		return true
	}
	object, err := identity.IdentityData.Unmarshal(identityType)
	if err != nil {
		return false
	}
	var held map[string]tftypes.Value
	if object.IsNull() || object.As(&held) != nil || held["id"].IsNull() {
		return true
	}
	var known string
	return held["id"].As(&known) == nil && known == id
}
