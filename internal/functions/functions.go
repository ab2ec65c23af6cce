// Package functions has the functions of the provider. They make no request,
// so they work without a secret key and while Terraform validates.
package functions

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
)

// All lists the functions.
func All() []func() function.Function {
	return []func() function.Function{
		newEnvironment, newFrontendAPIURL, newIssuer, newPasswordHasher,
	}
}

// text is a function of one text with a text or null as the result. Terraform
// carries the marks of the argument, sensitive and ephemeral, to the result.
type text struct {
	name       string
	definition function.Definition
	// compute returns "" for null. Its error does not contain the argument.
	compute func(string) (string, error)
}

// Metadata names the function.
func (f text) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

// Definition describes the function.
func (f text) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = f.definition
}

// Run computes the result.
func (f text) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var argument types.String
	resp.Error = req.Arguments.Get(ctx, &argument)
	if resp.Error != nil {
		return
	}
	if argument.IsNull() { // only if the parameter allows it
		resp.Error = resp.Result.Set(ctx, types.StringNull())
		return
	}
	result, err := f.compute(argument.ValueString())
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, sentence(err))
		return
	}
	value := types.StringValue(result)
	if result == "" {
		value = types.StringNull()
	}
	resp.Error = resp.Result.Set(ctx, value)
}

// sentence returns the text of an error as a sentence.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func newEnvironment() function.Function {
	return text{name: "environment", compute: keys.Environment, definition: function.Definition{
		Summary: "Returns whether a key is of a development or a production instance",
		MarkdownDescription: "Returns `development` for a key that begins with `" + keys.SecretDevelopment + "` or `" +
			keys.PublishableDevelopment + "`, and `production` for one that begins with `" + keys.SecretProduction +
			"` or `" + keys.PublishableProduction + "`. Other keys are errors. " +
			"The result of a sensitive key is sensitive, too. `nonsensitive()` around it is safe, because it shows nothing of " +
			"the key. The result of an ephemeral key is ephemeral. Conditions and provider blocks accept it.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "key",
			MarkdownDescription: "A secret key or a publishable key of the instance.",
		}},
		Return: function.StringReturn{},
	}}
}

func newFrontendAPIURL() function.Function {
	return text{name: "frontend_api_url", compute: keys.FrontendAPIURL, definition: function.Definition{
		Summary: "Returns the address of an instance's Frontend API",
		MarkdownDescription: "Returns the address of the Frontend API that a publishable key encodes, such as " +
			"`https://clerk.example.com`, without a slash at its end. The keys with which the instance signs its session " +
			"tokens are published at that address under `/.well-known/jwks.json`.",
		Parameters: []function.Parameter{publishableKey()},
		Return:     function.StringReturn{},
	}}
}

func newIssuer() function.Function {
	return text{name: "issuer", compute: keys.FrontendAPIURL, definition: function.Definition{
		Summary: "Returns the issuer of an instance's session tokens",
		MarkdownDescription: "Returns the claim `iss` of the session tokens of an instance, for programs that verify them, " +
			"such as an API gateway. The issuer is the URL of the instance's Frontend API, the same text as that of " +
			"`frontend_api_url`.",
		Parameters: []function.Parameter{publishableKey()},
		Return:     function.StringReturn{},
	}}
}

func publishableKey() function.Parameter {
	return function.StringParameter{
		Name: "publishable_key",
		MarkdownDescription: "The publishable key of the instance. It begins with `" + keys.PublishableDevelopment +
			"` or `" + keys.PublishableProduction + "`.",
	}
}

func newPasswordHasher() function.Function {
	return text{name: "password_hasher", compute: recognize, definition: function.Definition{
		Summary: "Recognizes the hasher of a password digest by its form",
		MarkdownDescription: "Returns the name of the hasher that made a password digest, for `password_hasher` of " +
			"`clerk_user`. " +
			"The result is null for null and for an empty string, so that users without a password need no condition. " +
			"It is also null if no hasher fits, and if two hashers fit: " +
			"`$P$…` can be of `phpass` and `md5_phpass`. `pbkdf2_sha256$…` with a salt that can be base64 can be of " +
			"`pbkdf2_sha256` and `pbkdf2_sha256_django`. `pbkdf2_sha512$…` is recognized as `pbkdf2_sha512`, which uses a " +
			"hexadecimal salt as text. The guide [Migrating users](../guides/migration.md) lists the forms. " +
			"The result of a sensitive digest is sensitive, too. `nonsensitive()` around it is safe, because it shows nothing " +
			"of the digest.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "digest",
			AllowNullValue:      true,
			MarkdownDescription: "The password digest of an export, or null or an empty string for no password.",
		}},
		Return: function.StringReturn{},
	}}
}

// recognize returns "" for an empty digest: exports have an empty cell for a user without a password.
func recognize(digest string) (string, error) {
	if strings.TrimSpace(digest) != digest {
		return "", errors.New("the digest has white space at an end, which would belong to it: trimspace() removes it")
	}
	return hashers.Recognize(digest), nil
}
