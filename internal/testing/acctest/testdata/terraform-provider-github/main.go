// Terraform-provider-github stands in for the provider integrations/github in the
// tests of examples, which have no network. It knows as much of it as the examples
// state, and says of a token no more than a fingerprint.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	serve := providerserver.ServeOpts{Address: "registry.terraform.io/integrations/github"}
	if err := providerserver.Serve(context.Background(), func() provider.Provider { return standIn{} }, serve); err != nil {
		log.Fatal(err)
	}
}

type standIn struct{}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "github"
}

func (standIn) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema.Attributes = map[string]schema.Attribute{"token": schema.StringAttribute{Optional: true}}
}

func (standIn) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var token types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("token"), &token)...)
	resp.DataSourceData = token.ValueString()
}

func (standIn) Resources(context.Context) []func() resource.Resource { return nil }

func (standIn) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &user{} }}
}

// user is the data source github_user.
type user struct{ token string }

func (*user) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "github_user"
}

func (*user) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema.Attributes = map[string]datasourceschema.Attribute{
		"username": datasourceschema.StringAttribute{Required: true},
		"login":    datasourceschema.StringAttribute{Computed: true},
	}
}

func (u *user) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	u.token, _ = req.ProviderData.(string)
}

func (u *user) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.State.Raw = req.Config.Raw
	fingerprint := sha256.Sum256([]byte(u.token))
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("login"), "holder-of-"+hex.EncodeToString(fingerprint[:8]))...)
}
