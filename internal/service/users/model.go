package users

import (
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// userModel is clerk_user in Terraform. A text that Clerk does not have is an empty string and never null, so that a
// configuration that clears a value is equal to a user that never had one.
type userModel struct {
	ID types.String `tfsdk:"id"`

	ExternalID      types.String           `tfsdk:"external_id"`
	Username        customtypes.Identifier `tfsdk:"username"`
	FirstName       types.String           `tfsdk:"first_name"`
	LastName        types.String           `tfsdk:"last_name"`
	Locale          types.String           `tfsdk:"locale"`
	LegalAcceptedAt customtypes.Timestamp  `tfsdk:"legal_accepted_at"`
	CreatedAt       customtypes.Timestamp  `tfsdk:"created_at"`

	EmailAddresses      types.Set              `tfsdk:"email_addresses"`
	PhoneNumbers        types.Set              `tfsdk:"phone_numbers"`
	Web3Wallets         types.Set              `tfsdk:"web3_wallets"`
	PrimaryEmailAddress customtypes.Identifier `tfsdk:"primary_email_address"`
	PrimaryPhoneNumber  customtypes.Identifier `tfsdk:"primary_phone_number"`
	PrimaryWeb3Wallet   customtypes.Wallet     `tfsdk:"primary_web3_wallet"`

	Password              types.String `tfsdk:"password_wo"`
	PasswordVersion       types.Int64  `tfsdk:"password_wo_version"`
	PasswordDigest        types.String `tfsdk:"password_digest_wo"`
	PasswordDigestVersion types.Int64  `tfsdk:"password_digest_wo_version"`
	PasswordHasher        types.String `tfsdk:"password_hasher"`
	TOTPSecret            types.String `tfsdk:"totp_secret_wo"`
	TOTPSecretVersion     types.Int64  `tfsdk:"totp_secret_wo_version"`
	BackupCodes           types.List   `tfsdk:"backup_codes_wo"`
	BackupCodesVersion    types.Int64  `tfsdk:"backup_codes_wo_version"`

	PublicMetadata  customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata customtypes.JSONObject `tfsdk:"private_metadata"`
	UnsafeMetadata  customtypes.JSONObject `tfsdk:"unsafe_metadata"`

	Banned                    types.Bool  `tfsdk:"banned"`
	Locked                    types.Bool  `tfsdk:"locked"`
	DeleteSelfEnabled         types.Bool  `tfsdk:"delete_self_enabled"`
	CreateOrganizationEnabled types.Bool  `tfsdk:"create_organization_enabled"`
	CreateOrganizationsLimit  types.Int64 `tfsdk:"create_organizations_limit"`
	BypassClientTrust         types.Bool  `tfsdk:"bypass_client_trust"`

	RequestOptions types.Object `tfsdk:"request_options"`

	AdoptExisting      types.Bool   `tfsdk:"adopt_existing"`
	AdoptUnverified    types.Bool   `tfsdk:"adopt_unverified"`
	Adopted            types.Bool   `tfsdk:"adopted"`
	DeletionPolicy     types.String `tfsdk:"deletion_policy"`
	DeletionProtection types.Bool   `tfsdk:"deletion_protection"`

	PasswordEnabled   types.Bool `tfsdk:"password_enabled"`
	TwoFactorEnabled  types.Bool `tfsdk:"two_factor_enabled"`
	TOTPEnabled       types.Bool `tfsdk:"totp_enabled"`
	BackupCodeEnabled types.Bool `tfsdk:"backup_code_enabled"`
}

// observe sets all values that the API has, and keeps the values that only Terraform has.
func (m *userModel) observe(user *clerk.User) error {
	for _, a := range plainAttributes {
		if a.read != nil {
			a.read(m, user)
		}
		if a.initialize != nil {
			a.initialize(m)
		}
	}
	m.observeIdentifiers(user)
	if m.BackupCodes.IsNull() {
		m.BackupCodes = types.ListNull(types.StringType) // the zero value has no type
	}
	if m.RequestOptions.IsNull() {
		m.RequestOptions = noOptions
	}
	return m.observeMetadata(user)
}

func (m *userModel) observeIdentifiers(user *clerk.User) {
	for _, kind := range identifierSets {
		held := kind.claimed(user)
		values := make([]string, len(held))
		primary := ""
		for i, identifier := range held {
			values[i] = identifier.Value
			if identifier.Primary {
				primary = identifier.Value
			}
		}
		fields := kind.fields(m)
		*fields.set = kind.setOf(values)
		*fields.primary = customtypes.NewIdentifier(primary)
	}
}

func (m *userModel) observeMetadata(user *clerk.User) error {
	for _, field := range []struct {
		name   string
		raw    json.RawMessage
		target *customtypes.JSONObject
	}{
		{"public_metadata", user.PublicMetadata, &m.PublicMetadata},
		{"private_metadata", user.PrivateMetadata, &m.PrivateMetadata},
		{"unsafe_metadata", user.UnsafeMetadata, &m.UnsafeMetadata},
	} {
		object, err := customtypes.NewJSONObject(field.raw)
		if err != nil {
			return fmt.Errorf("%s of the user %s: %w", field.name, user.ID, err)
		}
		*field.target = object
	}
	return nil
}
