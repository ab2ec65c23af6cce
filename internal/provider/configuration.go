package provider

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
)

// The variables that stand in for attributes of the provider block.
const (
	envSecretKey = "CLERK_SECRET_KEY"
	envAPIURL    = "CLERK_API_URL"
)

// publishableKeyPrefix begins the publishable keys of both kinds of instance.
const publishableKeyPrefix = "pk_"

// The values of read_strategy.
const (
	readBatched      = "batched"
	readIndividually = "individual"
)

const whereKeysAre = "The secret key is on the API keys page of the Clerk Dashboard."

// highestMaxRetries bounds max_retries: beyond it a run only seems to hang.
const highestMaxRetries = 20

// highestRateLimit bounds rate_limit: the client remembers the times of so many requests.
const highestRateLimit = 100_000

// providerModel is the provider block.
type providerModel struct {
	SecretKey      types.String `tfsdk:"secret_key"`
	APIURL         types.String `tfsdk:"api_url"`
	Environment    types.String `tfsdk:"environment"`
	MaxRetries     types.Int64  `tfsdk:"max_retries"`
	RequestTimeout types.String `tfsdk:"request_timeout"`
	RateLimit      types.Int64  `tfsdk:"rate_limit"`
	ReadStrategy   types.String `tfsdk:"read_strategy"`

	MaxRateLimitWait types.String `tfsdk:"max_rate_limit_wait"`

	MaxUserDeletions         types.Int64  `tfsdk:"max_user_deletions"`
	MaxOrganizationDeletions types.Int64  `tfsdk:"max_organization_deletions"`
	InstanceID               types.String `tfsdk:"instance_id"`
}

func (m *providerModel) hasUnknown() bool {
	return m.SecretKey.IsUnknown() || m.APIURL.IsUnknown() || m.Environment.IsUnknown() ||
		m.MaxUserDeletions.IsUnknown() || m.MaxOrganizationDeletions.IsUnknown() ||
		m.InstanceID.IsUnknown() || m.MaxRetries.IsUnknown() ||
		m.RequestTimeout.IsUnknown() || m.RateLimit.IsUnknown() ||
		m.MaxRateLimitWait.IsUnknown() || m.ReadStrategy.IsUnknown()
}

// deletionLimit is nil without a limit. While it is unknown, only the apply can
// check it. create makes the limit of one kind of object.
func deletionLimit(most types.Int64, create func(int64) *service.DeletionLimit) *service.DeletionLimit {
	if most.IsNull() || most.IsUnknown() {
		return nil
	}
	return create(most.ValueInt64())
}

// checkInstance compares instance_id with the instance of the secret key: GET /instance.
func (m *providerModel) checkInstance(ctx context.Context, client *clerk.Client) (diags diag.Diagnostics) {
	wanted := m.InstanceID.ValueString()
	if wanted == "" {
		return nil
	}
	attribute := path.Root("instance_id")
	instance, err := client.GetInstance(ctx)
	if err != nil {
		return diagnostics.Failure{Task: "read the instance of the secret key", DefaultAttribute: &attribute}.Diagnostics(err)
	}
	if instance.ID != wanted {
		diags.AddAttributeError(attribute, "The secret key belongs to another Clerk instance", fmt.Sprintf(
			"instance_id is %s, and the secret key belongs to the instance %s. Nothing was changed. To manage the objects of "+
				"%[1]s, check secret_key and the environment variable CLERK_SECRET_KEY. To use the instance %[2]s on purpose, "+
				"set instance_id = %[2]q: objects in the state that do not exist there then leave the state, and the apply "+
				"creates them there. The objects in %[1]s are not deleted, but Terraform no longer manages them.",
			wanted, instance.ID))
	}
	return diags
}

// client checks the block and makes the client; nothing is sent. The further
// options come last.
func (m *providerModel) client(userAgent string, further []clerk.Option) (*clerk.Client, diag.Diagnostics) {
	var diags diag.Diagnostics
	key := m.secretKey(&diags)
	if diags.HasError() {
		return nil, diags
	}
	options := []clerk.Option{clerk.WithUserAgent(userAgent), clerk.WithLogger(logger{})}
	if address, source := m.apiURL(); source != "" {
		options = append(options, clerk.WithURL(address))
		if _, err := clerk.New(key, options...); err != nil {
			diags.AddAttributeError(
				path.Root("api_url"),
				"The API address cannot be used",
				fmt.Sprintf("In %s: %s. Correct it, or remove it to use the address of Clerk.", source, err),
			)
			return nil, diags
		}
	}
	if !m.MaxRetries.IsNull() {
		options = append(options, clerk.WithMaxRetries(int(m.MaxRetries.ValueInt64())))
	}
	if timeout, err := parseTimeout(m.RequestTimeout.ValueString()); err == nil {
		options = append(options, clerk.WithRequestTimeout(timeout))
	}
	if longest, err := parseTimeout(m.MaxRateLimitWait.ValueString()); err == nil {
		options = append(options, clerk.WithLongestPause(longest))
	}
	if !m.RateLimit.IsNull() {
		options = append(options, clerk.WithRateLimit(int(m.RateLimit.ValueInt64())))
	}
	if m.ReadStrategy.ValueString() == readIndividually {
		options = append(options, clerk.WithIndividualReads())
	}
	client, err := clerk.New(key, append(options, further...)...)
	if err != nil {
		diags.AddError("The provider cannot be configured", err.Error())
	}
	return client, diags
}

// apiURL returns the configured URL and its source, "" for none.
func (m *providerModel) apiURL() (address, source string) {
	if !m.APIURL.IsNull() {
		return m.APIURL.ValueString(), "api_url"
	}
	if address = os.Getenv(envAPIURL); address != "" {
		return address, "the environment variable " + envAPIURL
	}
	return "", ""
}

// secretKey returns the key after the checks that need no request. No message
// repeats any of it.
func (m *providerModel) secretKey(diags *diag.Diagnostics) string {
	attribute := path.Root("secret_key")
	key, source := m.SecretKey.ValueString(), "secret_key"
	if m.SecretKey.IsNull() {
		key, source = os.Getenv(envSecretKey), "the environment variable "+envSecretKey
	}
	if key == "" {
		detail := fmt.Sprintf(
			"Set secret_key in the provider block, or the environment variable %s, to the secret key of the instance. %s",
			envSecretKey,
			whereKeysAre,
		)
		if !m.SecretKey.IsNull() {
			detail = fmt.Sprintf(
				"secret_key is an empty string. Set it to the secret key of the instance, or to null to use the environment "+
					"variable %s. %s",
				envSecretKey,
				whereKeysAre,
			)
		}
		diags.AddAttributeError(attribute, "The secret key is missing", detail)
		return ""
	}
	diags.Append(m.checkSecretKey(key, source)...)
	return key
}

// checkSecretKey checks the prefix and the environment of a key. source names its origin in messages.
func (m *providerModel) checkSecretKey(key, source string) (diags diag.Diagnostics) {
	attribute := path.Root("secret_key")
	environment := keys.PrefixEnvironment(key)
	switch {
	case strings.HasPrefix(key, publishableKeyPrefix):
		diags.AddAttributeError(
			attribute,
			"A publishable key instead of the secret key",
			fmt.Sprintf(
				"The key in %s begins with %q, so it is the publishable key of a frontend. The Backend API needs the secret key, "+
					"which begins with %q or %q. %s",
				source,
				publishableKeyPrefix,
				keys.SecretDevelopment,
				keys.SecretProduction,
				whereKeysAre,
			),
		)
	case environment == "":
		diags.AddAttributeError(
			attribute,
			"Not a secret key of Clerk",
			fmt.Sprintf(
				"The key in %s begins with neither %q nor %q. %s",
				source,
				keys.SecretDevelopment,
				keys.SecretProduction,
				whereKeysAre,
			),
		)
	case !m.Environment.IsNull() && m.Environment.ValueString() != environment:
		diags.AddAttributeError(
			path.Root("environment"),
			"The secret key belongs to another environment",
			fmt.Sprintf(
				"environment is %[1]q, and the key in %[2]s belongs to a %[3]s instance. Nothing was sent. If the key is wrong, "+
					"use a key of a %[1]s instance. If environment is wrong, set it to %[3]q.",
				m.Environment.ValueString(),
				source,
				environment,
			),
		)
	default:
		if _, err := clerk.New(key); err != nil {
			diags.AddAttributeError(
				attribute,
				"The secret key cannot be used",
				fmt.Sprintf("In %s: %s. Copy the key again, without spaces, quotes or line breaks. %s", source, err, whereKeysAre),
			)
		}
	}
	return diags
}

// parseTimeout reads a duration such as "45s"; a plain number is in seconds.
func parseTimeout(text string) (time.Duration, error) {
	if seconds, err := strconv.Atoi(text); err == nil {
		text = fmt.Sprintf("%ds", seconds)
	}
	timeout, err := time.ParseDuration(text)
	if err != nil || timeout <= 0 {
		return 0, fmt.Errorf("%q is not a time such as \"45s\" or \"2m\"", text)
	}
	return timeout, nil
}
