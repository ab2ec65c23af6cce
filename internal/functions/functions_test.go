package functions

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const bcryptDigest = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"

// publishable is the publishable key of the instance with the Frontend API.
func publishable(prefix, host string) string {
	return prefix + base64.RawStdEncoding.EncodeToString([]byte(host+"$"))
}

// call runs a function as the framework does.
func call(t *testing.T, name, argument string) (attr.Value, *function.FuncError) {
	t.Helper()
	return callWith(t, name, types.StringValue(argument))
}

func callWith(t *testing.T, name string, argument types.String) (attr.Value, *function.FuncError) {
	t.Helper()
	for _, create := range All() {
		f := create()
		var metadata function.MetadataResponse
		f.Metadata(t.Context(), function.MetadataRequest{}, &metadata)
		if metadata.Name != name {
			continue
		}
		response := function.RunResponse{Result: function.NewResultData(types.StringUnknown())}
		f.Run(
			t.Context(),
			function.RunRequest{Arguments: function.NewArgumentsData([]attr.Value{argument})},
			&response,
		)
		return response.Result.Value(), response.Error
	}
	t.Fatalf("there is no function %s", name)
	return nil, nil
}

func TestFunctions_Run_returnsTheResult(t *testing.T) {
	key := publishable("pk_live_", "clerk.example.com")
	for _, test := range []struct {
		function, argument string
		want               types.String
	}{
		{"environment", "sk_test_4711", types.StringValue("development")},
		{"environment", "sk_live_4711", types.StringValue("production")},
		{"environment", publishable("pk_test_", "a.b"), types.StringValue("development")},
		{"environment", key, types.StringValue("production")},
		{"frontend_api_url", key, types.StringValue("https://clerk.example.com")},
		{"frontend_api_url", publishable("pk_test_", "brave-otter-41.clerk.accounts.dev"), types.StringValue("https://brave-otter-41.clerk.accounts.dev")},
		{"issuer", key, types.StringValue("https://clerk.example.com")},
		{"password_hasher", bcryptDigest, types.StringValue("bcrypt")},
		{"password_hasher", "$P$B" + strings.Repeat("x", 30), types.StringNull()},
		{"password_hasher", "correct horse", types.StringNull()},
		{"password_hasher", "", types.StringNull()},
	} {
		if got, err := call(t, test.function, test.argument); err != nil || !got.Equal(test.want) {
			t.Errorf("%s(%q) = %v, %v; want %v", test.function, test.argument, got, err, test.want)
		}
	}
}

// Exports have null or an empty cell for a user without a password.
func TestPasswordHasher_Run_null_isNull(t *testing.T) {
	if got, err := callWith(t, "password_hasher", types.StringNull()); err != nil || !got.IsNull() {
		t.Errorf("password_hasher(null) = %v, %v", got, err)
	}
}

func TestFunctions_parameterOfPasswordHasher_aloneAllowsNull(t *testing.T) {
	for _, create := range All() {
		f := create()
		var metadata function.MetadataResponse
		var definition function.DefinitionResponse
		f.Metadata(t.Context(), function.MetadataRequest{}, &metadata)
		f.Definition(t.Context(), function.DefinitionRequest{}, &definition)
		if got := definition.Definition.Parameters[0].GetAllowNullValue(); got != (metadata.Name == "password_hasher") {
			t.Errorf("%s allows null: %t", metadata.Name, got)
		}
	}
}

func TestFunctions_Run_invalidArgument_isAnErrorWithTheReason(t *testing.T) {
	for _, test := range []struct{ function, argument, says string }{
		{"environment", "", "The key is empty."},
		{"environment", "sk_test_", `The key ends after "sk_test_".`},
		{"environment", "whsec_4711", `The key begins with none of "sk_test_", "sk_live_", "pk_test_" and "pk_live_".`},
		{"frontend_api_url", "sk_live_4711", `The key begins with "sk_live_", so it is a secret key: the publishable key begins with "pk_test_" or "pk_live_".`},
		{"frontend_api_url", "pk_live_*4711", `The text after "pk_live_" is not base64, so the key is cut short or mistyped.`},
		{"issuer", "clerk.example.com", `The key begins with neither "pk_test_" nor "pk_live_".`},
		{"issuer", publishable("pk_live_", "localhost"), "The key encodes a text that is not a host name, so the key is mistyped."},
		{"password_hasher", bcryptDigest + "\n", "The digest has white space at an end, which would belong to it: trimspace() removes it."},
	} {
		_, err := call(t, test.function, test.argument)
		if err == nil || err.Text != test.says || err.FunctionArgument == nil || *err.FunctionArgument != 0 {
			t.Errorf("%s(%q) gave the error %+v, want %q on the argument", test.function, test.argument, err, test.says)
		}
	}
}

func FuzzFunctions_answerOrBlameTheirArgumentWithoutRepeatingIt(f *testing.F) {
	for _, argument := range []string{"", "sk_test_4711", publishable("pk_live_", "clerk.example.com"), bcryptDigest, "pk_test_JA", " x", "salt$" + strings.Repeat("ab", 32)} {
		f.Add(argument)
	}
	f.Fuzz(func(t *testing.T, argument string) {
		for _, name := range []string{"environment", "frontend_api_url", "issuer", "password_hasher"} {
			got, err := call(t, name, argument)
			if err == nil {
				if got.IsUnknown() || got.IsNull() && name != "password_hasher" {
					t.Errorf("%s(%q) = %v", name, argument, got)
				}
				continue
			}
			if err.FunctionArgument == nil || *err.FunctionArgument != 0 {
				t.Errorf("%s(%q) blames nothing: %v", name, argument, err)
			}
			// A text this long is no part of a message by chance.
			if len(argument) > 12 && !strings.Contains(argument, " ") && strings.Contains(err.Text, argument) {
				t.Errorf("%s repeats %q: %s", name, argument, err.Text)
			}
		}
	})
}
