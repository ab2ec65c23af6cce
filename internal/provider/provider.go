// Package provider wires the provider: its configuration block, the client
// made from it, and the list of everything that the provider offers.
package provider

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/functions"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/actortokens"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/clients"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/emailaddresses"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/instance"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/invitations"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/jwks"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/listidentifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/organizationinvitations"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/organizationmemberships"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/organizationpermissions"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/organizationroles"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/organizations"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/phonenumbers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/sessions"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/signintokens"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/testingtokens"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/trusteddevices"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/usermetadata"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/userprofileimage"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/usertotp"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/waitlistentries"
)

var (
	_ provider.Provider                       = (*clerkProvider)(nil)
	_ provider.ProviderWithActions            = (*clerkProvider)(nil)
	_ provider.ProviderWithEphemeralResources = (*clerkProvider)(nil)
	_ provider.ProviderWithFunctions          = (*clerkProvider)(nil)
	_ provider.ProviderWithListResources      = (*clerkProvider)(nil)
)

// New returns a constructor of the provider; version is its release, which
// the User-Agent names.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &clerkProvider{version: version} }
}

type clerkProvider struct {
	version string
	options []clerk.Option
	// data is what the last configuration gives to resources; its client is nil where none could be made.
	data atomic.Pointer[service.Run]
}

// Metadata names the provider: its types begin with "clerk_".
func (p *clerkProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "clerk"
	resp.Version = p.version
}

// Schema describes the provider block.
func (p *clerkProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the users of a [Clerk](https://clerk.com) instance as code. Each provider block " +
			"manages the instance of its secret key.",
		Attributes: map[string]schema.Attribute{
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "The secret key of the instance (`sk_test_…` or `sk_live_…`), from the API keys page of " +
					"the Clerk Dashboard. Omit it in the configuration, and set the variable `" + envSecretKey + "` instead.",
				Optional:  true,
				Sensitive: true,
			},
			"api_url": schema.StringAttribute{
				MarkdownDescription: "The address of the Backend API, with or without `/v1` at its end. Defaults to the variable " +
					"`" + envAPIURL + "`, then to `" + clerk.DefaultURL + "`. Plain `http` is accepted for loopback addresses only, " +
					"because the secret key travels with every request.",
				Optional: true,
			},
			"environment": schema.StringAttribute{
				MarkdownDescription: "The kind of instance that the configuration is meant for: `development` or `production`. A " +
					"secret key of the other kind is then refused before any request.",
				Optional:   true,
				Validators: []validator.String{validators.OneOf(keys.Environments()...)},
			},
			"max_retries": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The highest number of retries of a request after a temporary error, from 0 to 20. Defaults " +
					"to 4. When the answer to the creation of a user is lost, the provider searches for the user before each retry. " +
					"A failed search is repeated up to ten times, each time with these retries, so that it can take minutes.",
				Optional:   true,
				Validators: []validator.Int64{validators.Between(0, highestMaxRetries)},
			},
			"request_timeout": schema.StringAttribute{
				MarkdownDescription: "The timeout of one attempt of a request, such as `45s` or `2m`. A plain number is in " +
					"seconds. Defaults to `30s`.",
				Optional:   true,
				Validators: []validator.String{timeoutValidator{}},
			},
			"rate_limit": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The highest number of requests in any 10 seconds. Defaults to Clerk's limit: 100 for a " +
					"development instance, 1000 for production. Lower it to leave requests for other clients of the instance. At " +
					"most 100000.",
				Optional:   true,
				Validators: []validator.Int64{validators.Between(1, highestRateLimit)},
			},
			"max_rate_limit_wait": schema.StringAttribute{
				MarkdownDescription: "The longest wait for the end of one of Clerk's rate limits, such as `5m`. A plain number " +
					"is in seconds. Defaults to `60s`. A request that would have to wait longer fails, with the time at which to " +
					"apply again. Clerk limits invitations per hour: with `1h`, an apply waits for the next ones.",
				Optional:   true,
				Validators: []validator.String{timeoutValidator{}},
			},
			"max_user_deletions": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The highest number of users that this provider block deletes, bans or locks in one run, by " +
					"destroying or replacing them. Each block counts for itself: two blocks with the limit 1 can delete two users " +
					"in one run. A plan beyond the limit fails with one error, before any change. With `0`, no user can be removed. " +
					"Users with `deletion_policy = \"retain\"` are not counted. A plan cannot count the replacement of a tainted " +
					"user: the apply stops at the limit. By default there is no limit.",
				Optional:   true,
				Validators: []validator.Int64{validators.AtLeast(0)},
			},
			"max_organization_deletions": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The highest number of organizations that this provider block deletes in one run, " +
					"by destroying or replacing them. " +
					"It works as `max_user_deletions` does for users. By default there is no limit.",
				Optional:   true,
				Validators: []validator.Int64{validators.AtLeast(0)},
			},
			"instance_id": schema.StringAttribute{
				MarkdownDescription: "The id of the instance that the configuration is meant for, such as `ins_2abc…`. A " +
					"secret key of another instance is refused; this costs one request in each run. Without it, the provider " +
					"remembers the instance of each object, and compares it before it removes a missing object from the state. To " +
					"move a state to another instance on purpose, set the id of the new one.",
				Optional:   true,
				Validators: []validator.String{validators.IDOf("instance", "ins_")},
			},
			"read_strategy": schema.StringAttribute{
				MarkdownDescription: "How a refresh reads users. `" + readBatched + "`, the default, reads many users in one " +
					"request, and lists the whole instance when that takes fewer requests. `" + readIndividually + "` sends one " +
					"request for every user.",
				Optional:   true,
				Validators: []validator.String{validators.OneOf(readBatched, readIndividually)},
			},
		},
	}
}

// Configure creates the client. While a value of the block is unknown, which is
// possible during plan, there is none: resources then plan without the API.
func (p *clerkProvider) Configure(
	ctx context.Context,
	req provider.ConfigureRequest,
	resp *provider.ConfigureResponse,
) {
	p.data.Store(&service.Run{})
	var block providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &block)...)
	if resp.Diagnostics.HasError() {
		return
	}
	data := service.NewRun(
		deletionLimit(block.MaxUserDeletions, service.NewDeletionLimit),
		deletionLimit(block.MaxOrganizationDeletions, service.NewOrganizationDeletionLimit),
	)
	if block.hasUnknown() {
		resp.ResourceData = data
		if req.ClientCapabilities.DeferralAllowed {
			resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
		}
		return
	}
	client, diags := block.client(userAgent(p.version, req.TerraformVersion), p.options)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if resp.Diagnostics.Append(block.checkInstance(ctx, client)...); resp.Diagnostics.HasError() {
		return
	}
	data.Client, data.Instance = client, service.NewInstanceGuard(client, block.InstanceID.ValueString())
	p.data.Store(&data)
	resp.ResourceData = data
	resp.DataSourceData = client
	resp.EphemeralResourceData = client
	resp.ActionData = client
	resp.ListResourceData = client
}

// Resources lists the resources.
func (p *clerkProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		users.NewResource,
		usermetadata.NewResource,
		userprofileimage.NewResource,
		usertotp.NewResource,
		emailaddresses.NewResource,
		phonenumbers.NewResource,
		organizationinvitations.NewResource,
		invitations.NewResource,
		organizations.NewResource,
		organizationmemberships.NewResource,
		organizationroles.NewResource,
		organizationpermissions.NewResource,
		listidentifiers.NewAllowlistResource,
		listidentifiers.NewBlocklistResource,
	}
}

// DataSources lists the data sources.
func (p *clerkProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		users.NewDataSource,
		users.NewCountDataSource,
		users.NewListDataSource,
		sessions.NewDataSource,
		sessions.NewListDataSource,
		clients.NewDataSource,
		clients.NewListDataSource,
		organizations.NewDataSource,
		organizations.NewListDataSource,
		organizationmemberships.NewDataSource,
		organizationmemberships.NewListDataSource,
		organizationroles.NewListDataSource,
		organizationpermissions.NewListDataSource,
		waitlistentries.NewListDataSource,
		organizationinvitations.NewDataSource,
		organizationinvitations.NewListDataSource,
		invitations.NewListDataSource,
		trusteddevices.NewDataSource,
		instance.NewDataSource,
		jwks.NewDataSource,
	}
}

// EphemeralResources lists the ephemeral resources.
func (p *clerkProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		sessions.NewTokenEphemeral,
		sessions.NewVerificationEphemeral,
		clients.NewVerificationEphemeral,
		users.NewOAuthAccessTokenEphemeral,
		users.NewPasswordVerificationEphemeral,
		actortokens.NewEphemeralResource,
		signintokens.NewEphemeralResource,
		testingtokens.NewEphemeralResource,
	}
}

// Functions lists the functions.
func (p *clerkProvider) Functions(context.Context) []func() function.Function {
	return functions.All()
}

// Actions lists the actions.
func (p *clerkProvider) Actions(context.Context) []func() action.Action {
	return slices.Concat(
		users.Actions(), trusteddevices.Actions(), sessions.Actions(), organizationmemberships.Actions(),
		organizationinvitations.Actions(), invitations.Actions(),
		waitlistentries.Actions(),
	)
}

// ListResources lists the list resources.
func (p *clerkProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		users.NewListResource,
		organizationinvitations.NewListResource,
		invitations.NewListResource,
		organizations.NewListResource,
		organizationmemberships.NewListResource,
		organizationroles.NewListResource,
		organizationpermissions.NewListResource,
		listidentifiers.NewAllowlistListResource,
		listidentifiers.NewBlocklistListResource,
	}
}
