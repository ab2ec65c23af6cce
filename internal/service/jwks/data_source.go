// Package jwks holds everything Terraform knows of the keys that an instance
// signs its sessions with.
package jwks

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var _ datasource.DataSourceWithConfigure = (*jwksDataSource)(nil)

// NewDataSource returns the data source clerk_jwks.
func NewDataSource() datasource.DataSource { return &jwksDataSource{} }

type jwksDataSource struct{ datasourcebase.Base }

// jwksModel is clerk_jwks.
type jwksModel struct {
	Keys []keyModel   `tfsdk:"keys"`
	JSON types.String `tfsdk:"json"`
}

// keyModel is a public key as Terraform shows it.
type keyModel struct {
	KeyID     types.String `tfsdk:"kid"`
	KeyType   types.String `tfsdk:"kty"`
	Use       types.String `tfsdk:"use"`
	Algorithm types.String `tfsdk:"alg"`
	Modulus   types.String `tfsdk:"n"`
	Exponent  types.String `tfsdk:"e"`
	Curve     types.String `tfsdk:"crv"`
	X         types.String `tfsdk:"x"`
	Y         types.String `tfsdk:"y"`
}

// Metadata names the data source.
func (d *jwksDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_jwks"
}

// Schema describes clerk_jwks.
func (d *jwksDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the JSON Web Key Set of the instance: the public keys by which an API gateway or a backend verifies session tokens without asking Clerk. " +
			"The keys change when they are rotated in the Clerk Dashboard. A gateway that is given them, rather than the address to fetch them from, needs an apply then.",
		Attributes: map[string]schema.Attribute{
			"keys": datasourcebase.ObjectsAttribute(
				"The public keys, with the names of RFC 7517. What a kind of key does not have is null.",
				map[string]schema.Attribute{
					"kid": datasourcebase.TextAttribute("The id of the key, which the header of each token names."),
					"kty": datasourcebase.TextAttribute("The type of the key: `RSA`, `EC` or `OKP`."),
					"use": datasourcebase.TextAttribute("What the key is for: `sig`, verifying signatures."),
					"alg": datasourcebase.TextAttribute("The algorithm of the signatures, such as `RS256`."),
					"n":   datasourcebase.TextAttribute("The modulus of an RSA key, in base64url."),
					"e":   datasourcebase.TextAttribute("The exponent of an RSA key, in base64url."),
					"crv": datasourcebase.TextAttribute("The curve of an EC or OKP key, such as `P-256`."),
					"x": datasourcebase.TextAttribute(
						"The x coordinate of an EC key or the public key of an OKP key, in base64url.",
					),
					"y": datasourcebase.TextAttribute("The y coordinate of an EC key, in base64url."),
				},
			),
			"json": datasourcebase.TextAttribute("The whole key set as JSON, as gateways expect it."),
		},
	}
}

// Read reads the keys with GET /jwks.
func (d *jwksDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *jwksModel) diag.Diagnostics {
		set, err := d.Client.GetJWKS(ctx)
		if err != nil {
			return diagnostics.Failure{Task: "read the keys of the instance"}.Diagnostics(err)
		}
		return model.observe(*set)
	})
}

func (m *jwksModel) observe(set clerk.JWKS) diag.Diagnostics {
	// A symmetric key has nothing that may be shown.
	set.Keys = slices.DeleteFunc(set.Keys, func(key clerk.JWK) bool { return key.KeyType == "oct" })
	text, err := json.Marshal(set)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Could not write the keys as JSON", err.Error())}
	}
	m.JSON = types.StringValue(string(text))
	m.Keys = make([]keyModel, len(set.Keys))
	for i, key := range set.Keys {
		m.Keys[i] = keyModel{
			KeyID:     datasourcebase.StringValue(key.KeyID),
			KeyType:   datasourcebase.StringValue(key.KeyType),
			Use:       datasourcebase.StringValue(key.Use),
			Algorithm: datasourcebase.StringValue(key.Algorithm),
			Modulus:   datasourcebase.StringValue(key.Modulus),
			Exponent:  datasourcebase.StringValue(key.Exponent),
			Curve:     datasourcebase.StringValue(key.Curve),
			X:         datasourcebase.StringValue(key.X),
			Y:         datasourcebase.StringValue(key.Y),
		}
	}
	return nil
}
