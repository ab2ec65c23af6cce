package jwks

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestJWKSDataSource_Read_returnsOnlyPublicKeys(t *testing.T) {
	set := clerk.JWKS{Keys: []clerk.JWK{
		{
			KeyType:              "RSA",
			KeyID:                "ins_1",
			Use:                  "sig",
			Algorithm:            "RS256",
			Modulus:              "n1",
			Exponent:             "AQAB",
			X509Chain:            []string{"c1"},
			X509ThumbprintSHA256: "t1",
		},
		{KeyType: "oct", KeyID: "ins_2"},
		{KeyType: "EC", KeyID: "ins_3", Curve: "P-256", X: "x3", Y: "y3"},
		{KeyType: "OKP", KeyID: "ins_4", Curve: "Ed25519", X: "x4"},
	}}
	var model jwksModel
	if diags := model.observe(set); diags.HasError() {
		t.Fatal(diags)
	}
	want := `{"keys":[{"kty":"RSA","kid":"ins_1","use":"sig","alg":"RS256","n":"n1","e":"AQAB","x5c":["c1"],"x5t#S256":"t1"},` +
		`{"kty":"EC","kid":"ins_3","crv":"P-256","x":"x3","y":"y3"},{"kty":"OKP","kid":"ins_4","crv":"Ed25519","x":"x4"}]}`
	if got := model.JSON.ValueString(); got != want {
		t.Errorf("the JSON is\n%s\nwant\n%s", got, want)
	}
	if len(model.Keys) != 3 || model.Keys[1].Y.ValueString() != "y3" || !model.Keys[2].Y.IsNull() ||
		!model.Keys[1].Modulus.IsNull() {
		t.Errorf("the keys are %v", model.Keys)
	}
}
