package diagnostics_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

const secretKey = "sk_test_4711"

// failed returns the error of one request with this answer.
func failed(t *testing.T, answer http.HandlerFunc) error {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	client, err := clerk.New(secretKey, clerk.WithURL(server.URL), clerk.WithMaxRetries(0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = client.UpdateUser(t.Context(), "user_1", clerk.UserUpdateParams{FirstName: clerk.Set("Ada")}); err == nil {
		t.Fatal("the request succeeded")
	}
	return err
}

func writing(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func refusing(status int, items ...string) http.HandlerFunc {
	return writing(
		status,
		"application/json",
		`{"errors":[`+strings.Join(items, ",")+`],"clerk_trace_id":"0123456789abcdef0123456789abcdef"}`,
	)
}

func item(code, message, meta string) string {
	return `{"code":"` + code + `","message":"short","long_message":"` + message + `","meta":{` + meta + `}}`
}

var defaultAttribute = path.Root("default")

var failure = diagnostics.Failure{
	Task: `update the user "ada@example.com"`,
	Attributes: map[string]path.Path{
		"email_address": path.Root("email_addresses"),
		"phone_number":  path.Root("phone_numbers"),
		"password":      path.Root("password_wo"),
		"first_name":    path.Root("first_name"),
	},
	DefaultAttribute: &defaultAttribute,
}

const trace = "\n\nClerk trace id, for Clerk's support: 0123456789abcdef0123456789abcdef"

func TestFailure_Diagnostics_refusal_hasMessageAdviceAndTraceID(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		item   string
		at     string
		detail string
	}{
		"on the attribute of the parameter": {
			422, item("form_param_format_invalid", "email_address must be valid.", `"param_name":"email_address"`), "email_addresses",
			"Clerk answered PATCH /users/{user_id} with status 422 (form_param_format_invalid): email_address must be valid.\n\n" +
				"Set an email address such as ada@example.com, a phone number such as +12025550123, or a language tag such as en-US.",
		},
		"on the default attribute for an unknown parameter": {
			422, item("form_param_value_invalid", "colour is wrong", `"param_name":"colour"`), "default",
			"Clerk answered PATCH /users/{user_id} with status 422 (form_param_value_invalid): colour is wrong.\n\n" +
				"Set a value that Clerk accepts, or remove the attribute from the configuration.",
		},
		"on the default attribute without a parameter": {
			409, item("resource_locked", "Locked. ", ""), "default",
			"Clerk answered PATCH /users/{user_id} with status 409 (resource_locked): Locked.\n\nAnother request changed the same object at the same time. Run terraform apply again.",
		},
		"with the short message without a long one": {
			400, `{"code":"bad","message":"short!"}`, "default",
			"Clerk answered PATCH /users/{user_id} with status 400 (bad): short!",
		},
		"with the code without a message": {
			400, `{"code":"bad"}`, "default",
			"Clerk answered PATCH /users/{user_id} with status 400 (bad).",
		},
		"with the missing features of a plan": {
			402, item("unsupported_subscription_plan_features", "No.", `"unsupported_features":["ban","sso"]`), "default",
			"Clerk answered PATCH /users/{user_id} with status 402 (unsupported_subscription_plan_features): No.\nFeatures that the Clerk subscription does not include: ban, sso.\n\n" +
				"Upgrade the Clerk subscription, or remove what needs the feature from the configuration.",
		},
		"with a parameter that the instance requires": {
			422, item("form_data_missing", "Missing.", `"param_names":["phone_number"]`), "phone_numbers",
			"Clerk answered PATCH /users/{user_id} with status 422 (form_data_missing): Missing.\n\n" +
				"The instance requires this for every user. Set phone_numbers, or set request_options.skip_user_requirement = true.",
		},
		"with all parameters that the instance requires": {
			422, item("form_data_missing", "Missing.", `"param_names":["phone_number","username","password","legal_accepted_at"]`), "default",
			"Clerk answered PATCH /users/{user_id} with status 422 (form_data_missing): Missing.\n\n" +
				"The instance requires this for every user. Set phone_numbers and username and password_wo and legal_accepted_at, " +
				"or set request_options.skip_user_requirement = true and " +
				"request_options.skip_password_requirement = true and request_options.skip_legal_checks = true.",
		},
		"with advice about the password": {
			422, item("form_password_pwned", "Breached.", `"param_name":"password"`), "password_wo",
			"Clerk answered PATCH /users/{user_id} with status 422 (form_password_pwned): Breached.\n\n" +
				"Set another password. For the passwords of a migration, set request_options.skip_password_checks.",
		},
		"with advice about the key": {
			401, item("clerk_key_invalid", "Invalid.", ""), "default",
			"Clerk answered PATCH /users/{user_id} with status 401 (clerk_key_invalid): Invalid.\n\n" +
				"Check that secret_key, or the environment variable CLERK_SECRET_KEY, has a secret key of this instance that is not revoked.",
		},
		"with advice about a missing object": {
			404, item("resource_not_found", "Not found.", ""), "default",
			"Clerk answered PATCH /users/{user_id} with status 404 (resource_not_found): Not found.\n\n" +
				"It may have been deleted outside Terraform: run terraform plan again to read the instance.",
		},
		"with advice about an error at Clerk": {
			500, item("internal_clerk_error", "Oops.", ""), "default",
			"Clerk answered PATCH /users/{user_id} with status 500 (internal_clerk_error): Oops.\n\n" +
				"This is an error at Clerk: see https://status.clerk.com, and try again later. The state has all changes that were applied before.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			problem := only(t, failure.Diagnostics(failed(t, refusing(c.status, c.item))))
			if problem.Path().String() != c.at {
				t.Errorf("it is on %s, want %s", problem.Path(), c.at)
			}
			if problem.Summary() != `Could not update the user "ada@example.com"` {
				t.Errorf("the summary is %q", problem.Summary())
			}
			if problem.Detail() != c.detail+trace {
				t.Errorf("the detail is\n%s\nwant\n%s", problem.Detail(), c.detail+trace)
			}
		})
	}
}

func TestFailure_Diagnostics_severalItems_giveOneDiagnosticEach(t *testing.T) {
	err := failed(t, refusing(422,
		item("form_identifier_exists", "Taken.", `"param_name":"email_address"`),
		item("form_param_unknown", "Unknown.", `"param_name":"first_name"`),
		item("form_param_unknown", "Unknown as well.", `"param_name":"colour"`),
	))
	var at []string
	for _, problem := range failure.Diagnostics(err) {
		at = append(at, problem.(diag.DiagnosticWithPath).Path().String())
	}
	if got, want := strings.Join(at, " "), "email_addresses first_name default"; got != want {
		t.Errorf("they are on %q, want %q", got, want)
	}
}

func TestFailure_Diagnostics_adviceOfCaller_replacesUsualAdvice(t *testing.T) {
	err := failed(t, refusing(422,
		item("form_identifier_exists", "Taken.", `"param_name":"email_address"`),
		item("form_param_unknown", "Unknown.", `"param_name":"first_name"`),
	))
	advised := failure
	advised.Advice = func(item clerk.ErrorItem) string {
		if item.IsDuplicate() {
			return "Import user_2."
		}
		return ""
	}
	problems := advised.Diagnostics(err)
	if detail := problems[0].Detail(); !strings.Contains(detail, "Taken.\n\nImport user_2.\n\n") {
		t.Errorf("the caller's advice is missing or not alone:\n%s", detail)
	}
	if detail := problems[1].Detail(); !strings.Contains(detail, "Clerk Dashboard") {
		t.Errorf("the usual advice is missing:\n%s", detail)
	}
}

func TestFailure_Diagnostics_withoutDefaultAttribute_hasNoAttribute(t *testing.T) {
	onObject := failure
	onObject.DefaultAttribute = nil
	for _, err := range []error{
		failed(t, refusing(409, item("conflict", "Conflict.", ""))),
		failed(t, writing(200, "text/plain", "hello")),
		context.Canceled,
	} {
		problems := onObject.Diagnostics(err)
		if len(problems) != 1 {
			t.Fatalf("there are %d diagnostics, want 1", len(problems))
		}
		if _, ok := problems[0].(diag.DiagnosticWithPath); ok {
			t.Errorf("the error is on an attribute: %v", problems[0])
		}
	}
}

func TestFailure_Diagnostics_retryAfter_isShown(t *testing.T) {
	problem := only(t, failure.Diagnostics(failed(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7")
		refusing(429, item("too_many_requests", "Too many requests.", ""))(w, r)
	})))
	for _, part := range []string{"Clerk requires a wait of 7s.", "rate_limit in the provider block"} {
		if !strings.Contains(problem.Detail(), part) {
			t.Errorf("the detail lacks %q:\n%s", part, problem.Detail())
		}
	}
}

// only returns the only diagnostic. It must be an error on an attribute, in whole sentences.
func only(t *testing.T, problems diag.Diagnostics) diag.DiagnosticWithPath {
	t.Helper()
	if len(problems) != 1 {
		t.Fatalf("there are %d diagnostics, want 1: %v", len(problems), problems)
	}
	problem, ok := problems[0].(diag.DiagnosticWithPath)
	if !ok || problem.Severity() != diag.SeverityError {
		t.Fatalf("%v is not an error on an attribute", problems[0])
	}
	for paragraph := range strings.SplitSeq(problem.Detail(), "\n\n") {
		if strings.HasPrefix(paragraph, "Clerk trace id") {
			continue
		}
		if strings.HasSuffix(paragraph, "..") || !strings.HasSuffix(paragraph, ".") && !strings.HasSuffix(paragraph, "!") {
			t.Errorf("a paragraph does not end in one full stop:\n%s", paragraph)
		}
	}
	if strings.Contains(problem.Detail(), secretKey) {
		t.Errorf("the detail has the secret key:\n%s", problem.Detail())
	}
	return problem
}
