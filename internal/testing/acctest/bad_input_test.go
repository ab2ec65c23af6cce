package acctest_test

import (
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// everyBadInput are the bad inputs of every type that the provider has.
var everyBadInput = map[string][]acctest.BadInput{
	"provider":                          badProviderBlocks,
	"resource clerk_user":               slices.Concat(badUsers, badCredentials, refusedUserChanges),
	"resource clerk_email_address":      badEmailAddresses,
	"resource clerk_phone_number":       badPhoneNumbers,
	"resource clerk_user_metadata":      badUserMetadata,
	"resource clerk_user_profile_image": badProfileImages,
	"resource clerk_user_totp":          badTOTPs,
	"import clerk_user":                 badUserImports,
	"import clerk_email_address":        badIdentifierImports("email address", "ada@example.com"),
	"import clerk_phone_number":         badIdentifierImports("phone number", "+12025550123"),
	"import clerk_user_metadata":        badMetadataImports,
	"import clerk_user_profile_image":   badImageImports,
	"import clerk_user_totp":            badTOTPImports,

	"data clerk_client":                        badClientReads,
	"data clerk_clients":                       badClientLists,
	"data clerk_instance":                      badInstanceReads,
	"data clerk_jwks":                          badJWKSReads,
	"data clerk_session":                       badSessionReads,
	"data clerk_sessions":                      badSessionLists,
	"data clerk_user":                          badUserReads,
	"data clerk_user_count":                    badUserCounts,
	"data clerk_users":                         badUserLists,
	"data clerk_user_organization_invitations": badInvitationReads,
	"data clerk_user_organization_memberships": badReadsOfAUser("organization memberships"),
	"data clerk_user_trusted_devices":          badReadsOfAUser("trusted devices"),
	"list clerk_user":                          badUserQueries,

	"ephemeral clerk_actor_token":             badActorTokens,
	"ephemeral clerk_client_verification":     badClientVerifications,
	"ephemeral clerk_password_verification":   badPasswordVerifications,
	"ephemeral clerk_session_token":           badSessionTokens,
	"ephemeral clerk_session_verification":    badSessionVerifications,
	"ephemeral clerk_sign_in_token":           badSignInTokens,
	"ephemeral clerk_testing_token":           badTestingTokens,
	"ephemeral clerk_user_oauth_access_token": badOAuthTokens,

	"action clerk_session_revoke": append(badID("session_id", "session", "sess_", nil), acctest.BadInput{
		Name:    "an API that fails",
		Config:  acctest.Values{"session_id": "sess_ada"},
		API:     acctest.Answers("POST", 500),
		Stage:   acctest.Applied,
		Summary: "Could not revoke the session sess_ada",
		Details: "status 500|try again later",
	}),
	"action clerk_user_ban":                        badBans("ban"),
	"action clerk_user_unban":                      badBans("lift the ban of"),
	"action clerk_user_lock":                       badUserAction("lock the user", nil),
	"action clerk_user_unlock":                     badUserAction("unlock the user", nil),
	"action clerk_user_disable_mfa":                badUserAction("disable the MFA of the user", nil),
	"action clerk_user_delete_totp":                badUserAction("delete the TOTP of the user", nil),
	"action clerk_user_delete_backup_codes":        badUserAction("delete the backup codes of the user", nil),
	"action clerk_user_remove_password":            badUserAction("remove the password of the user", nil),
	"action clerk_user_set_password_compromised":   badUserAction("mark as compromised the password of the user", nil),
	"action clerk_user_unset_password_compromised": badUserAction("unmark the password of the user", nil),
	"action clerk_user_revoke_sessions":            badUserAction("revoke the sessions of the user", nil),
	"action clerk_user_verify_totp": badUserAction(
		"verify a code of the user",
		acctest.Values{"code": "123456"},
	),
	"action clerk_user_delete_passkey":          badPieceAction("passkey_id", "passkey", "idn_"),
	"action clerk_user_delete_web3_wallet":      badPieceAction("web3_wallet_id", "web3 wallet", "idn_"),
	"action clerk_user_delete_external_account": badPieceAction("external_account_id", "external account", "eac_"),
	"action clerk_user_revoke_trusted_device":   badDeviceAction,

	"function environment":      badFunctions["environment"],
	"function frontend_api_url": badFunctions["frontend_api_url"],
	"function issuer":           badFunctions["issuer"],
	"function password_hasher":  badFunctions["password_hasher"],
}

// leastBadInputs is how many the suite is promised to have.
const leastBadInputs = 150

func TestBadInput_isOneErrorOnTheAttributeAndChangesNothing(t *testing.T) {
	t.Parallel()
	count := 0
	for of, inputs := range everyBadInput {
		count += len(inputs)
		t.Run(of, func(t *testing.T) {
			t.Parallel()
			for _, input := range inputs {
				t.Run(input.Name, func(t *testing.T) { input.Run(t, badInputInstance(t), of) })
			}
		})
	}
	if count < leastBadInputs {
		t.Errorf("there are %d bad inputs, want at least %d", count, leastBadInputs)
	}
}

func TestBadInput_coversEveryType(t *testing.T) {
	t.Parallel()
	schemas := acctest.NewProtocol(t, acctest.NewInstance(t)).Schemas
	declared := []string{"provider"}
	for name := range schemas.ResourceSchemas {
		declared = append(declared, "resource "+name, "import "+name)
	}
	for name := range schemas.DataSourceSchemas {
		declared = append(declared, "data "+name)
	}
	for name := range schemas.EphemeralResourceSchemas {
		declared = append(declared, "ephemeral "+name)
	}
	for name := range schemas.ListResourceSchemas {
		declared = append(declared, "list "+name)
	}
	for name := range schemas.ActionSchemas {
		declared = append(declared, "action "+name)
	}
	for name := range schemas.Functions {
		declared = append(declared, "function "+name)
	}
	declared = slices.DeleteFunc(declared, func(of string) bool {
		return everyBadInput[of] == nil && acctest.HasBadInputs(t, of)
	})
	for _, of := range declared {
		if len(everyBadInput[of]) == 0 {
			t.Errorf("%s: no test has a bad input", of)
		}
	}
	if len(everyBadInput) != len(declared) {
		t.Errorf("%d types are tried, and the provider has %d", len(everyBadInput), len(declared))
	}
}
