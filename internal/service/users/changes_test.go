package users

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// ada is a user as the API answers.
func ada() *clerk.User {
	return &clerk.User{
		ID: "user_1", Username: ptr("ada"), FirstName: ptr("Ada"),
		PrimaryEmailAddressID: ptr("idn_1"),
		EmailAddresses: []clerk.EmailAddress{
			{ID: "idn_1", EmailAddress: "ada@example.com", Verification: &clerk.Verification{Status: "verified"}},
			{ID: "idn_2", EmailAddress: "lovelace@example.com", Reserved: true},
			{ID: "idn_3", EmailAddress: "unverified@example.com"},
		},
		PublicMetadata:    json.RawMessage(`{"team": "engines"}`),
		PrivateMetadata:   json.RawMessage(`null`),
		CreatedAt:         clerk.UnixMilli(1_700_000_000_123),
		DeleteSelfEnabled: true,
	}
}

func ptr[T any](value T) *T { return &value }

func observed(t *testing.T, user *clerk.User) *userModel {
	t.Helper()
	var model userModel
	if err := model.observe(user); err != nil {
		t.Fatal(err)
	}
	return &model
}

func jsonObject(text string) customtypes.JSONObject {
	return customtypes.JSONObject{StringValue: types.StringValue(text)}
}

func TestDiff_returnsOnlyPlannedChanges(t *testing.T) {
	tests := map[string]struct {
		change func(plan, config *userModel)
		want   changes
	}{
		"nothing": {func(*userModel, *userModel) {}, changes{}},
		"a name": {func(plan, _ *userModel) { plan.FirstName = types.StringValue("Augusta") },
			changes{profile: clerk.UserUpdateParams{FirstName: clerk.Set("Augusta")}}},
		"a name cleared is null": {func(plan, _ *userModel) { plan.FirstName = types.StringValue("") },
			changes{profile: clerk.UserUpdateParams{FirstName: clerk.Null[string]()}}},
		"a name not managed": {func(plan, _ *userModel) { plan.FirstName = types.StringUnknown() }, changes{}},
		"a username in another case": {
			func(plan, _ *userModel) { plan.Username = customtypes.NewIdentifier("ADA") },
			changes{},
		},
		"a username removed": {func(plan, _ *userModel) { plan.Username = customtypes.NewIdentifier("") },
			changes{profile: clerk.UserUpdateParams{Username: clerk.Null[string]()}}},
		"the same instant in another offset": {func(plan, _ *userModel) {
			plan.CreatedAt = customtypes.NewTimestamp(clerk.UnixMilli(1_700_000_000_123).Time().In(time.FixedZone("", 3600)))
		}, changes{}},
		"the same JSON in another spelling": {
			func(plan, _ *userModel) { plan.PublicMetadata = jsonObject(`{ "team" : "engines" }`) },
			changes{},
		},
		"metadata": {func(plan, _ *userModel) { plan.PublicMetadata = jsonObject(`{"team":"analysts"}`) },
			changes{metadata: clerk.UserMetadataParams{Public: json.RawMessage(`{"team":"analysts"}`)}}},
		"metadata cleared": {func(plan, _ *userModel) { plan.PublicMetadata = jsonObject(`{}`) },
			changes{metadata: clerk.UserMetadataParams{Public: json.RawMessage(`{}`)}}},
		"a ban": {func(plan, _ *userModel) { plan.Banned = types.BoolValue(true) }, changes{banned: clerk.Set(true)}},
		"a request option alone": {func(_, config *userModel) {
			config.RequestOptions = optionsOf(optionSignOut, optionSkipPasswordChecks)
		}, changes{signOutOfOtherSessions: true}},
		"a password with its options": {func(plan, config *userModel) {
			plan.PasswordVersion = types.Int64Value(2)
			config.RequestOptions = optionsOf(optionSkipPasswordChecks)
			config.Password = types.StringValue("correct horse")
		}, changes{profile: clerk.UserUpdateParams{Password: clerk.Set("correct horse"), SkipPasswordChecks: clerk.Set(true)}}},
		"a password without a raised version": {
			func(_, config *userModel) { config.Password = types.StringValue("correct horse") },
			changes{},
		},
		"a raised version without a password": {
			func(plan, _ *userModel) { plan.PasswordVersion = types.Int64Value(2) },
			changes{removePassword: true},
		},
		"a digest": {func(plan, config *userModel) {
			plan.PasswordDigestVersion = types.Int64Value(1)
			config.PasswordDigest, config.PasswordHasher = types.StringValue("0a"), types.StringValue("md5")
		}, changes{profile: clerk.UserUpdateParams{PasswordDigest: clerk.Set("0a"), PasswordHasher: clerk.Set("md5")}}},
		"a digest with the version of the password": {func(plan, config *userModel) {
			plan.PasswordVersion = types.Int64Value(2)
			config.PasswordDigest, config.PasswordHasher = types.StringValue("0a"), types.StringValue("md5")
		}, changes{}},
		"a password with the version of the digest": {func(plan, config *userModel) {
			plan.PasswordDigestVersion = types.Int64Value(1)
			config.Password = types.StringValue("correct horse")
		}, changes{}},
		"a version taken out": {func(plan, _ *userModel) { plan.PasswordVersion = types.Int64Null() }, changes{}},
		"no TOTP and no backup codes any more": {func(plan, _ *userModel) {
			plan.TOTPSecretVersion, plan.BackupCodesVersion = types.Int64Value(2), types.Int64Value(2)
		}, changes{removeTOTP: true, removeBackupCodes: true}},
		"a lowered version": {func(plan, config *userModel) {
			plan.PasswordVersion = types.Int64Value(0)
			config.Password = types.StringValue("correct horse")
		}, changes{}},
		"legal acceptance with its option": {func(plan, config *userModel) {
			plan.LegalAcceptedAt = customtypes.NewTimestamp(time.UnixMilli(5))
			config.RequestOptions = optionsOf(optionSkipLegalChecks)
		}, changes{profile: clerk.UserUpdateParams{LegalAcceptedAt: clerk.Set(time.UnixMilli(5).UTC()), SkipLegalChecks: clerk.Set(true)}}},
		"backup codes": {func(plan, config *userModel) {
			plan.BackupCodesVersion = types.Int64Value(2)
			config.BackupCodes = types.ListValueMust(
				types.StringType,
				[]attr.Value{types.StringValue("b"), types.StringValue("a")},
			)
		}, changes{profile: clerk.UserUpdateParams{BackupCodes: []string{"b", "a"}}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			prior := observed(t, ada())
			prior.PasswordVersion, prior.TOTPSecretVersion, prior.BackupCodesVersion = types.Int64Value(
				1,
			), types.Int64Value(
				1,
			), types.Int64Value(
				1,
			)
			plan, config := *prior, userModel{}
			test.change(&plan, &config)
			got := diff(t.Context(), &plan, prior, &config)
			if difference := cmp.Diff(test.want, got, compareChanges); difference != "" {
				t.Errorf("diff (-want +got):\n%s", difference)
			}
		})
	}
}

func TestDiff_aFirstVersionWithoutACredentialRemovesNothing(t *testing.T) {
	prior := observed(t, ada())
	plan := *prior
	plan.PasswordVersion, plan.TOTPSecretVersion, plan.BackupCodesVersion = types.Int64Value(
		1,
	), types.Int64Value(
		1,
	), types.Int64Value(
		1,
	)
	if got := diff(t.Context(), &plan, prior, &userModel{}); !got.isZero() {
		t.Errorf("a user who is imported or adopted would lose credentials: %+v", got)
	}
}

// optionsOf returns request_options with a reserved status and these options.
func optionsOf(names ...string) types.Object {
	of := noOptions.AttributeTypes(context.Background())
	values := map[string]attr.Value{optionStatus: types.StringValue(statusReserved)}
	for name := range of {
		if name != optionStatus {
			values[name] = types.BoolNull()
		}
	}
	for _, name := range names {
		values[name] = types.BoolValue(true)
	}
	return types.ObjectValueMust(of, values)
}

func TestChanges_requestOptionsAloneAreNothingToWrite(t *testing.T) {
	prior := observed(t, ada())
	plan, config := *prior, userModel{}
	config.RequestOptions = optionsOf(optionSignOut, optionNotify)
	if got := diff(t.Context(), &plan, prior, &config); !got.isZero() {
		t.Errorf("options alone would be written: %+v", got)
	}
	plan.LastName = types.StringValue("King")
	if got := diff(t.Context(), &plan, prior, &config); got.isZero() {
		t.Error("a changed name would not be written")
	}
}

var compareChanges = cmp.Options{
	cmp.AllowUnexported(changes{}),
	cmp.Comparer(
		sameField[bool],
	),
	cmp.Comparer(sameField[string]),
	cmp.Comparer(sameField[int64]),
	cmp.Comparer(sameField[time.Time]),
}

func sameField[T comparable](a, b clerk.Field[T]) bool {
	valueA, setA := a.Value()
	valueB, setB := b.Value()
	return setA == setB && valueA == valueB && a.IsNull() == b.IsNull()
}

func TestDiff_identifiersKeepTheirSpellingAndMoveInSets(t *testing.T) {
	tests := map[string]struct {
		emails       []string
		primary      string
		add, remove  []string
		movesPrimary string
	}{
		"same in another case": {[]string{"ADA@example.com", "lovelace@example.com"}, "Ada@Example.com", nil, nil, ""},
		"one more": {
			[]string{"ada@example.com", "lovelace@example.com", "new@example.com"},
			"ada@example.com",
			[]string{"new@example.com"},
			nil,
			"",
		},
		"a new primary": {
			[]string{"new@example.com", "lovelace@example.com"},
			"new@example.com",
			[]string{"new@example.com"},
			[]string{"ada@example.com"},
			"new@example.com",
		},
		"the primary moves": {
			[]string{"ada@example.com", "lovelace@example.com"},
			"lovelace@example.com",
			nil,
			nil,
			"lovelace@example.com",
		},
		"all are taken away":    {nil, "", nil, []string{"ada@example.com", "lovelace@example.com"}, ""},
		"only the primary left": {[]string{"ada@example.com"}, "ada@example.com", nil, []string{"lovelace@example.com"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			prior := observed(t, ada())
			plan := *prior
			plan.EmailAddresses = emailAddresses.setOf(test.emails)
			plan.PrimaryEmailAddress = customtypes.NewIdentifier(test.primary)
			change, _ := diffIdentifiers(emailAddresses, &plan, prior)
			if !cmp.Equal(change.add, test.add) || !cmp.Equal(change.remove, test.remove) ||
				change.primary != test.movesPrimary {
				t.Errorf(
					"add %v, remove %v, primary %q; want %v, %v, %q",
					change.add,
					change.remove,
					change.primary,
					test.add,
					test.remove,
					test.movesPrimary,
				)
			}
		})
	}
}

func TestObserve_missingValues_areEmpty(t *testing.T) {
	model := observed(t, &clerk.User{ID: "user_1"})
	for name, value := range map[string]attr.Value{
		"external_id": model.ExternalID, "first_name": model.FirstName, "locale": model.Locale, "username": model.Username,
		"primary_email_address": model.PrimaryEmailAddress, "legal_accepted_at": model.LegalAcceptedAt,
	} {
		if value.IsNull() || value.IsUnknown() || value.(interface{ ValueString() string }).ValueString() != "" {
			t.Errorf("%s = %s, want an empty string", name, value)
		}
	}
	for name, value := range map[string]customtypes.JSONObject{"public": model.PublicMetadata, "private": model.PrivateMetadata, "unsafe": model.UnsafeMetadata} {
		if value.ValueString() != "{}" {
			t.Errorf("%s metadata = %s, want {}", name, value.ValueString())
		}
	}
	if len(model.EmailAddresses.Elements()) != 0 || model.EmailAddresses.IsNull() {
		t.Errorf("email_addresses = %s, want an empty set", model.EmailAddresses)
	}
}

func TestCreateParams_statesEverythingInOneRequest(t *testing.T) {
	plan := observed(t, ada())
	plan.EmailAddresses = emailAddresses.setOf([]string{"a@example.com", "b@example.com", "c@example.com"})
	plan.PrimaryEmailAddress = customtypes.NewIdentifier("C@example.com")
	plan.Banned, plan.Locked = types.BoolValue(true), types.BoolUnknown()
	plan.FirstName = types.StringValue("")
	config := &userModel{Password: types.StringValue("correct horse"), RequestOptions: optionsOf()}
	got := createParams(plan, config)
	if want := []string{"c@example.com", "b@example.com", "a@example.com"}; !cmp.Equal(got.EmailAddresses, want) {
		t.Errorf("email addresses %v, want the primary first: %v", got.EmailAddresses, want)
	}
	if want := []string{"reserved", "reserved", "reserved"}; !cmp.Equal(got.EmailAddressIdentificationStatuses, want) {
		t.Errorf("statuses %v, want %v", got.EmailAddressIdentificationStatuses, want)
	}
	if banned, _ := got.Banned.Value(); !banned || !got.Locked.IsZero() || !got.FirstName.IsZero() {
		t.Errorf("banned %v, locked %v, first name %v: want true, omitted, omitted", got.Banned, got.Locked, got.FirstName)
	}
	if password, _ := got.Password.Value(); password != "correct horse" {
		t.Error("the password is not sent")
	}
}
