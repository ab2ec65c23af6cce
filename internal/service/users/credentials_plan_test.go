package users_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const sha256Digest = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"

// withCredentials is a user with further attributes.
func withCredentials(attributes acctest.Values) acctest.Values {
	return acctest.Values{"username": "adalove"}.With(attributes)
}

// notes returns the severity, attribute and summary of each diagnostic.
func notes(diagnostics []*tfprotov6.Diagnostic) (texts []string) {
	for _, d := range diagnostics {
		attribute := strings.TrimSuffix(strings.TrimPrefix(d.Attribute.String(), `AttributeName("`), `")`)
		texts = append(texts, fmt.Sprintf("%s %s: %s", d.Severity, attribute, d.Summary))
	}
	slices.Sort(texts)
	return texts
}

func TestUser_Validate_credentialWithoutAVersion_warnsThatItIsSentOnce(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t, acctest.NewInstance(t))
	validate := func(values acctest.Values) []*tfprotov6.Diagnostic {
		response, err := p.Server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
			TypeName:           "clerk_user",
			Config:             p.Config(p.Schemas.ResourceSchemas["clerk_user"], withCredentials(values)),
			ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
		})
		if err != nil {
			t.Fatal(err)
		}
		return response.Diagnostics
	}
	for attribute, value := range map[string]any{
		"password_wo": "correct horse", "password_digest_wo": sha256Digest, "totp_secret_wo": "JBSWY3DPEHPK3PXP",
		"backup_codes_wo": []any{"code-one"},
	} {
		values := acctest.Values{attribute: value}
		if attribute == "password_digest_wo" {
			values["password_hasher"] = "sha256"
		}
		got := validate(values)
		acctest.ExpectOne(
			t,
			got,
			acctest.IsWarning,
			"The credential has no version",
			attribute+" is sent only when the user is created",
		)
		if len(notes(got)) == 1 && !strings.Contains(got[0].Attribute.String(), `"`+attribute+`"`) {
			t.Errorf("the warning is at %s", got[0].Attribute)
		}
		values[attribute+"_version"] = 1
		acctest.ExpectNone(t, validate(values))
		delete(values, attribute+"_version")
		for _, absent := range []any{nil, acctest.Unknown} {
			values[attribute] = absent
			acctest.ExpectNone(t, validate(values))
		}
	}
}

func TestUser_Plan_newUserWithAVersionWithoutItsCredential_warns(t *testing.T) {
	t.Parallel()
	const summary = "There is no credential to send"
	for name, test := range map[string]struct {
		config acctest.Values
		want   string
	}{
		"password":                {acctest.Values{"password_wo_version": 1}, "WARNING password_wo_version: " + summary},
		"digest":                  {acctest.Values{"password_digest_wo_version": 1}, "WARNING password_digest_wo_version: " + summary},
		"TOTP":                    {acctest.Values{"totp_secret_wo_version": 1}, "WARNING totp_secret_wo_version: " + summary},
		"backup codes":            {acctest.Values{"backup_codes_wo_version": 1}, "WARNING backup_codes_wo_version: " + summary},
		"no backup codes":         {acctest.Values{"backup_codes_wo_version": 1, "backup_codes_wo": []any{}}, "WARNING backup_codes_wo_version: " + summary},
		"both passwords, one":     {acctest.Values{"password_wo_version": 1, "password_digest_wo_version": 1}, "WARNING password_wo_version: " + summary},
		"a digest in its place":   {acctest.Values{"password_wo_version": 1, "password_digest_wo": sha256Digest, "password_hasher": "sha256"}, ""},
		"a password":              {acctest.Values{"password_wo_version": 1, "password_wo": "correct horse"}, ""},
		"a password of later":     {acctest.Values{"password_wo_version": 1, "password_wo": acctest.Unknown}, ""},
		"neither of all":          {acctest.Values{}, ""},
		"an adoption of no user":  {acctest.Values{"password_wo_version": 1, "adopt_existing": true}, "WARNING password_wo_version: " + summary},
		"a version that is later": {acctest.Values{"password_wo_version": acctest.Unknown}, "WARNING password_wo_version: " + summary},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := acctest.NewProtocol(t, acctest.NewInstance(t))
			got := notes(p.PlanCreate("clerk_user", withCredentials(test.config)))
			got = slices.DeleteFunc(got, func(note string) bool { return strings.Contains(note, "There is no user to adopt") })
			if strings.Join(got, "\n") != test.want {
				t.Errorf("the plan reports %q, want %q", got, test.want)
			}
		})
	}
}

func TestUser_Plan_existingUserWithAFirstVersionWithoutItsCredential_warnsOnce(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{"password_wo", "password_digest_wo", "totp_secret_wo", "backup_codes_wo"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			run := acctest.NewCalls(t, instance, "clerk_user")
			held := run.Create(instance, withCredentials(nil))
			config := withCredentials(acctest.Values{attribute + "_version": 1})
			for _, existing := range []bool{true, false} { // false: a user to adopt
				if !existing {
					held, config["adopt_existing"] = acctest.Object{}, true
				}
				run.Configure(instance)
				got := slices.DeleteFunc(notes(run.Plan(held, config).Diagnostics), func(note string) bool {
					return strings.Contains(note, "An existing user will be adopted")
				})
				want := "WARNING " + attribute + "_version: There is no credential to send"
				if strings.Join(got, "\n") != want {
					t.Errorf("the plan reports %q, want %q", got, want)
				}
			}
		})
	}
	instance := acctest.NewInstance(t)
	run := acctest.NewCalls(t, instance, "clerk_user")
	held := run.Create(instance, withCredentials(nil))
	run.Configure(instance)
	instance.ResetLog()
	config := withCredentials(acctest.Values{"password_wo_version": 1})
	planned := run.Plan(held, config)
	held, diagnostics := run.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites()
	run.Configure(instance)
	acctest.ExpectNone(t, run.Plan(held, config).Diagnostics)
}

// sentCredentials lists the credentials that requests have sent or removed.
func sentCredentials(instance *acctest.Instance) (sent []string) {
	for _, request := range instance.Requests() {
		for _, param := range []string{"password", "password_digest", "totp_secret", "backup_codes"} {
			if strings.Contains(string(request.Body), `"`+param+`":`) {
				sent = append(sent, request.Operation()+" "+param)
			}
		}
		if request.Operation() == removePassword || request.Operation() == deleteTOTP || request.Operation() == deleteBackup {
			sent = append(sent, request.Operation())
		}
	}
	return sent
}

func TestUser_Update_credential_isSentWithItsOwnVersionOnly(t *testing.T) {
	t.Parallel()
	const patch = "PATCH /v1/users/{user_id} "
	digest := acctest.Values{"password_digest_wo": sha256Digest, "password_hasher": "sha256"}
	const notSet = "ERROR %s: The wrong version was raised"
	for name, test := range map[string]struct {
		before, config acctest.Values
		sent           []string
		problem        string
	}{
		"digest with its version": {
			digest.With(acctest.Values{"password_digest_wo_version": 1}),
			digest.With(acctest.Values{"password_digest_wo_version": 2}),
			[]string{patch + "password_digest"}, "",
		},
		"digest with the version of the password": {
			digest.With(acctest.Values{"password_digest_wo_version": 1}),
			digest.With(acctest.Values{"password_digest_wo_version": 1, "password_wo_version": 1}),
			nil, fmt.Sprintf(notSet, "password_wo_version"),
		},
		"digest without a version and with that of the password": {
			digest.With(acctest.Values{"password_wo_version": 1}),
			digest.With(acctest.Values{"password_wo_version": 2}),
			nil, fmt.Sprintf(notSet, "password_wo_version"),
		},
		"digest with both versions": {
			digest.With(acctest.Values{"password_digest_wo_version": 1, "password_wo_version": 1}),
			digest.With(acctest.Values{"password_digest_wo_version": 2, "password_wo_version": 2}),
			[]string{patch + "password_digest"}, "",
		},
		"password with the version of the digest": {
			acctest.Values{"password_wo": "correct horse", "password_wo_version": 1},
			acctest.Values{"password_wo": "correct horse", "password_wo_version": 1, "password_digest_wo_version": 1},
			nil, fmt.Sprintf(notSet, "password_digest_wo_version"),
		},
		"digest in place of a password": {
			acctest.Values{"password_wo": "correct horse", "password_wo_version": 4},
			digest.With(acctest.Values{"password_digest_wo_version": 1, "password_wo_version": 4}),
			[]string{patch + "password_digest"}, "",
		},
		"password in place of a digest": {
			digest.With(acctest.Values{"password_digest_wo_version": 1}),
			acctest.Values{"password_wo": "correct horse", "password_wo_version": 1},
			[]string{patch + "password"}, "",
		},
		"another digest without a version": {
			digest.With(acctest.Values{"password_digest_wo_version": 1}),
			acctest.Values{
				"password_digest_wo": strings.Repeat("0a", 32), "password_hasher": "sha256", "password_digest_wo_version": 1,
			},
			nil, "",
		},
		"neither with the version of the digest": {
			digest.With(acctest.Values{"password_digest_wo_version": 1}),
			acctest.Values{"password_digest_wo_version": 2},
			[]string{removePassword},
			`WARNING password_digest_wo_version: A credential will be removed from the user "adalove"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			p := acctest.NewProtocol(t, instance)
			created := p.Apply("clerk_user", nil, withCredentials(test.before))
			if created.Stage != acctest.Applied {
				t.Fatalf("the user is not created: %v", notes(created.Diagnostics))
			}
			p.Configure(instance)
			instance.ResetLog()
			changed := p.Apply("clerk_user", created.State, withCredentials(test.config))
			if sent := sentCredentials(instance); !slices.Equal(sent, test.sent) {
				t.Errorf("the apply sent %q, want %q", sent, test.sent)
			}
			problems := slices.DeleteFunc(notes(changed.Diagnostics), func(note string) bool {
				return strings.Contains(note, "The credential has no version")
			})
			if got := strings.Join(problems, "\n"); got != test.problem {
				t.Errorf("the diagnostics are %q, want %q", got, test.problem)
			}
		})
	}
}

func TestUser_Plan_digestWithSignOut_isRefusedForAUserThatExists(t *testing.T) {
	t.Parallel()
	const refusal = "ERROR request_options: A digest does not end sessions"
	digest := func(version any) acctest.Values {
		return withCredentials(acctest.Values{
			"password_digest_wo": sha256Digest, "password_hasher": "sha256", "password_digest_wo_version": version,
			"request_options": map[string]any{"sign_out_of_other_sessions": true},
		})
	}
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	// A new user has no sessions.
	created := p.Apply("clerk_user", nil, digest(1))
	acctest.ExpectNone(t, created.Diagnostics)
	instance.ResetLog()
	for name, test := range map[string]struct {
		config acctest.Values
		want   string
	}{
		"another digest":      {digest(2), refusal},
		"a version of later":  {digest(acctest.Unknown), refusal},
		"no other digest":     {digest(1), ""},
		"a password":          {withCredentials(acctest.Values{"password_wo": "correct horse", "password_wo_version": 1, "request_options": map[string]any{"sign_out_of_other_sessions": true}}), ""},
		"a digest without it": {withCredentials(acctest.Values{"password_digest_wo": sha256Digest, "password_hasher": "sha256", "password_digest_wo_version": 2, "request_options": map[string]any{"sign_out_of_other_sessions": false}}), ""},
	} {
		p.Configure(instance)
		if got := notes(p.PlanChange("clerk_user", created.State, test.config)); strings.Join(got, "\n") != test.want {
			t.Errorf("%s: the plan reports %q, want %q", name, got, test.want)
		}
	}
	if len(instance.Writes()) > 0 {
		t.Errorf("the plans sent %v", instance.Writes())
	}
	p.Configure(instance)
	adoption := digest(1)
	adoption["adopt_existing"] = true
	if got := notes(p.PlanCreate("clerk_user", adoption)); !slices.Contains(got, refusal) {
		t.Errorf("the plan of an adoption reports %q", got)
	}
}

// plannedValue returns a planned boolean as text, <nil> if it is unknown.
func plannedValue(t *testing.T, planned acctest.PlannedChange, attribute string, p acctest.Calls) string {
	t.Helper()
	object, err := planned.PlannedState.Unmarshal(p.Schemas.ResourceSchemas["clerk_user"].ValueType())
	if err != nil {
		t.Fatal(err)
	}
	var values map[string]tftypes.Value
	if err := object.As(&values); err != nil {
		t.Fatal(err)
	}
	if !values[attribute].IsKnown() {
		return fmt.Sprint(nil)
	}
	var value bool
	if err := values[attribute].As(&value); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(value)
}

// The planned values show what happens to a credential. Terraform refuses an apply that contradicts them.
func TestUser_Plan_raisedVersion_showsWhetherTheUserHasTheCredential(t *testing.T) {
	t.Parallel()
	digest := acctest.Values{
		"password_wo": nil, "password_digest_wo": sha256Digest, "password_hasher": "sha256", "password_digest_wo_version": 1,
	}
	for _, kind := range []struct {
		attribute, enabled string
		value              any
	}{
		{"password_wo", "password_enabled", "correct horse"},
		{"totp_secret_wo", "totp_enabled", "JBSWY3DPEHPK3PXP"},
		{"backup_codes_wo", "backup_code_enabled", []any{"code-one"}},
	} {
		t.Run(kind.attribute, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			p := acctest.NewCalls(t, instance, "clerk_user")
			version := kind.attribute + "_version"
			of := func(value, number any) acctest.Values {
				return withCredentials(acctest.Values{kind.attribute: value, version: number})
			}
			state := p.Protocol.Apply("clerk_user", nil, of(kind.value, 1)).State
			instance.ResetLog()
			without := p.Protocol.Apply("clerk_user", nil, acctest.Values{"username": "graceh"}).State
			withoutVersion := p.Protocol.Apply(
				"clerk_user",
				nil,
				acctest.Values{"username": "annieh", kind.attribute: kind.value},
			).State
			for _, test := range []struct {
				name           string
				state          *tfprotov6.DynamicValue
				value, version any
				want           any
				warning        string
			}{
				{"a new value", state, kind.value, 2, true, ""},
				{"no value", state, nil, 2, false, "A credential will be removed"},
				{"a value of later", state, acctest.Unknown, 2, true, ""},
				{"no raised version", state, nil, 1, true, ""},
				{"a version of later", state, kind.value, acctest.Unknown, true, ""},
				{"value and version of later", state, acctest.Unknown, acctest.Unknown, true, ""},
				{"a version of later without a value", state, nil, acctest.Unknown, nil, "A credential may be removed"},
				{"the first value", without, kind.value, 1, true, ""},
				{"the first version without a value", without, nil, 1, false, "There is no credential to send"},
				{"the first value, of later", without, acctest.Unknown, 1, nil, ""},
				{"the first version of a user that has one", withoutVersion, nil, 1, true, "There is no credential to send"},
				{"the first value, of later, of a user that has one", withoutVersion, acctest.Unknown, 1, true, ""},
			} {
				config := of(test.value, test.version)
				config["username"] = p.Attributes("clerk_user", test.state)["username"]
				p.Configure(instance)
				planned := p.Plan(acctest.Object{State: test.state}, config)
				if got := plannedValue(t, planned, kind.enabled, p); got != fmt.Sprint(test.want) {
					t.Errorf("%s: %s is planned as %s, want %v", test.name, kind.enabled, got, test.want)
				}
				if got := strings.Join(notes(planned.Diagnostics), "\n"); test.warning == "" && got != "" ||
					!strings.Contains(got, test.warning) {
					t.Errorf("%s: the plan reports %q, want %q", test.name, got, test.warning)
				}
			}
		})
	}
	instance := acctest.NewInstance(t)
	p := acctest.NewCalls(t, instance, "clerk_user")
	held := p.Create(instance, acctest.Values{"username": "adalove"})
	p.Configure(instance)
	planned := p.Plan(held, withCredentials(digest))
	if got := plannedValue(t, planned, "password_enabled", p); got != "true" {
		t.Errorf("with a digest, password_enabled is planned as %s", got)
	}
}

// The value of an ephemeral resource can be another one during apply. Terraform itself refuses most of these applies.
func TestUser_Update_credentialThatIsNullAfterThePlan_isNotRemoved(t *testing.T) {
	t.Parallel()
	for attribute, value := range map[string]any{
		"password_wo": "correct horse", "totp_secret_wo": "JBSWY3DPEHPK3PXP", "backup_codes_wo": []any{"code-one"},
	} {
		for name, planned := range map[string]any{"set": value, "unknown": acctest.Unknown, "null": nil} {
			t.Run(attribute+" "+name, func(t *testing.T) {
				t.Parallel()
				instance := acctest.NewInstance(t)
				run := acctest.NewCalls(t, instance, "clerk_user")
				of := func(value any, version int) acctest.Values {
					return withCredentials(acctest.Values{attribute: value, attribute + "_version": version})
				}
				held := run.Create(instance, of(value, 1))
				run.Configure(instance)
				instance.ResetLog()
				plan, summary, applied := run.Plan(held, of(planned, 2)), "The credential became null after the plan", any(nil)
				if planned == nil {
					summary, applied = "The credential was null in the plan", value
				}
				plan.Config = run.Config(run.Schemas.ResourceSchemas["clerk_user"], of(applied, 2))
				after, diagnostics := run.Apply(plan)
				acctest.ExpectOne(t, diagnostics, acctest.IsError, summary, "was not changed", attribute)
				if len(instance.Writes()) > 0 {
					t.Errorf("the apply sent %v", instance.Writes())
				}
				if got := run.Attributes("clerk_user", after.State)[attribute+"_version"]; fmt.Sprint(got) != "1" {
					t.Errorf("the state has the version %v", got)
				}
			})
		}
	}
}
