package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// route is an operation of the API.
type route struct {
	method  string
	pattern string
	// handle processes the operation. It is called with a read lock for GET, otherwise with a write lock.
	handle func(*call) (any, error)
	// limitedPer are the parts of the path that name the object with a rate limit of its own, such as a user.
	limitedPer []string
	// hourly is the number of requests in an hour. 0 means that there is no such limit.
	hourly int
	// takesFile means that the body is a multipart form with a file instead of JSON. formFields are its other parts.
	takesFile  bool
	formFields []string
	// unlimited excludes the operation from the rate limit of the instance.
	unlimited bool
}

// Objects with a rate limit of their own.
var (
	perUser         = []string{"user_id"}
	perOrganization = []string{"organization_id"}
	perMembership   = []string{"organization_id", "user_id"}
)

// routes are the operations of the emulator.
var routes = slices.Concat(userRoutes, accessRoutes)

// userRoutes are the operations on users, and on their sessions, clients and tokens.
var userRoutes = []route{
	{method: "POST", pattern: "/v1/users", handle: (*call).createUser},
	{method: "GET", pattern: "/v1/users", handle: (*call).listUsers},
	{method: "GET", pattern: "/v1/users/count", handle: (*call).countUsers},
	{method: "POST", pattern: "/v1/users/ban", handle: (*call).bulkBan},
	{method: "POST", pattern: "/v1/users/unban", handle: (*call).bulkUnban},
	{method: "GET", pattern: "/v1/users/{user_id}", handle: (*call).getUser},
	{method: "PATCH", pattern: "/v1/users/{user_id}", handle: (*call).updateUser, limitedPer: perUser},
	{method: "DELETE", pattern: "/v1/users/{user_id}", handle: (*call).deleteUser},
	{method: "PATCH", pattern: "/v1/users/{user_id}/metadata", handle: (*call).mergeMetadata, limitedPer: perUser},
	{method: "PUT", pattern: "/v1/users/{user_id}/metadata", handle: (*call).replaceMetadata, limitedPer: perUser},
	{method: "POST", pattern: "/v1/users/{user_id}/ban", handle: (*call).banUser},
	{method: "POST", pattern: "/v1/users/{user_id}/unban", handle: (*call).unbanUser},
	{method: "POST", pattern: "/v1/users/{user_id}/lock", handle: (*call).lockUser},
	{method: "POST", pattern: "/v1/users/{user_id}/unlock", handle: (*call).unlockUser},
	{method: "POST", pattern: "/v1/users/{user_id}/remove_password", handle: (*call).removePassword},
	{method: "POST", pattern: "/v1/users/{user_id}/verify_password", handle: (*call).verifyPassword},
	{method: "POST", pattern: "/v1/users/{user_id}/verify_totp", handle: (*call).verifyTOTP},
	{method: "POST", pattern: "/v1/users/{user_id}/password/set_compromised", handle: (*call).setPasswordCompromised},
	{method: "POST", pattern: "/v1/users/{user_id}/password/unset_compromised", handle: (*call).unsetPasswordCompromised},
	{method: "GET", pattern: "/v1/users/{user_id}/oauth_access_tokens/{provider}", handle: (*call).listOAuthAccessTokens},
	{method: "DELETE", pattern: "/v1/users/{user_id}/totp", handle: (*call).deleteTOTP},
	{method: "DELETE", pattern: "/v1/users/{user_id}/backup_code", handle: (*call).deleteBackupCodes},
	{method: "POST", pattern: "/v1/users/{user_id}/profile_image", handle: (*call).setProfileImage, takesFile: true},
	{method: "DELETE", pattern: "/v1/users/{user_id}/profile_image", handle: (*call).deleteProfileImage},
	{method: "DELETE", pattern: "/v1/users/{user_id}/mfa", handle: (*call).disableMFA},
	{method: "DELETE", pattern: "/v1/users/{user_id}/passkeys/{passkey_identification_id}", handle: (*call).deletePasskey},
	{
		method:  "DELETE",
		pattern: "/v1/users/{user_id}/external_accounts/{external_account_id}",
		handle:  (*call).deleteExternalAccount,
	},
	{method: "PUT", pattern: "/v1/users/{user_id}/email_address", handle: (*call).replaceEmailAddress},
	{method: "PUT", pattern: "/v1/users/{user_id}/phone_number", handle: (*call).replacePhoneNumber},
	{
		method:  "DELETE",
		pattern: "/v1/users/{user_id}/web3_wallets/{web3_wallet_identification_id}",
		handle:  (*call).deleteWeb3Wallet,
	},

	{method: "GET", pattern: "/v1/users/{user_id}/organization_memberships", handle: (*call).listMemberships},
	{method: "GET", pattern: "/v1/users/{user_id}/organization_invitations", handle: (*call).listInvitations},
	{method: "GET", pattern: "/v1/users/{user_id}/trusted_devices", handle: (*call).listTrustedDevices},
	{
		method:  "DELETE",
		pattern: "/v1/users/{user_id}/trusted_devices/{trusted_device_id}",
		handle:  (*call).revokeTrustedDevice,
	},

	{method: "POST", pattern: "/v1/email_addresses", handle: (*call).createEmailAddress},
	{method: "GET", pattern: "/v1/email_addresses/{email_address_id}", handle: (*call).getEmailAddress},
	{method: "PATCH", pattern: "/v1/email_addresses/{email_address_id}", handle: (*call).updateEmailAddress},
	{method: "DELETE", pattern: "/v1/email_addresses/{email_address_id}", handle: (*call).deleteEmailAddress},
	{
		method:  "POST",
		pattern: "/v1/email_addresses/{email_address_id}/prepare_verification",
		handle:  (*call).prepareEmailAddress,
	},
	{
		method:  "POST",
		pattern: "/v1/email_addresses/{email_address_id}/attempt_verification",
		handle:  (*call).attemptEmailAddress,
	},

	{method: "POST", pattern: "/v1/phone_numbers", handle: (*call).createPhoneNumber},
	{method: "GET", pattern: "/v1/phone_numbers/{phone_number_id}", handle: (*call).getPhoneNumber},
	{method: "PATCH", pattern: "/v1/phone_numbers/{phone_number_id}", handle: (*call).updatePhoneNumber},
	{method: "DELETE", pattern: "/v1/phone_numbers/{phone_number_id}", handle: (*call).deletePhoneNumber},
	{
		method:  "POST",
		pattern: "/v1/phone_numbers/{phone_number_id}/prepare_verification",
		handle:  (*call).preparePhoneNumber,
	},
	{
		method:  "POST",
		pattern: "/v1/phone_numbers/{phone_number_id}/attempt_verification",
		handle:  (*call).attemptPhoneNumber,
	},

	{method: "GET", pattern: "/v1/sessions", handle: (*call).listSessions},
	{method: "POST", pattern: "/v1/sessions", handle: (*call).createSession},
	{method: "GET", pattern: "/v1/sessions/{session_id}", handle: (*call).getSession},
	{method: "POST", pattern: "/v1/sessions/{session_id}/revoke", handle: (*call).revokeSession},
	{method: "POST", pattern: "/v1/sessions/{session_id}/refresh", handle: (*call).refreshSession},
	{method: "POST", pattern: "/v1/sessions/{session_id}/verify", handle: (*call).verifySession},
	{method: "POST", pattern: "/v1/sessions/{session_id}/tokens", handle: (*call).createSessionToken},
	{method: "POST", pattern: "/v1/sessions/{session_id}/tokens/{template_name}", handle: (*call).createTemplateToken},
	{method: "POST", pattern: "/v1/sign_in_tokens", handle: (*call).createSignInToken},
	{method: "POST", pattern: "/v1/sign_in_tokens/{sign_in_token_id}/revoke", handle: (*call).revokeSignInToken},
	{method: "POST", pattern: "/v1/actor_tokens", handle: (*call).createActorToken},
	{method: "POST", pattern: "/v1/actor_tokens/{actor_token_id}/revoke", handle: (*call).revokeActorToken},
	{method: "POST", pattern: "/v1/testing_tokens", handle: (*call).createTestingToken},

	{method: "GET", pattern: "/v1/instance", handle: (*call).getInstance},

	{method: "GET", pattern: "/v1/jwks", handle: (*call).getJWKS, unlimited: true},

	{method: "GET", pattern: "/v1/clients", handle: (*call).listClients},
	{method: "GET", pattern: "/v1/clients/handshake_payload", handle: (*call).getHandshakePayload},
	{method: "POST", pattern: "/v1/clients/verify", handle: (*call).verifyClient},
	{method: "GET", pattern: "/v1/clients/{client_id}", handle: (*call).getClient},
}

// Operations returns the operations of the API that the emulator implements, such as "GET /v1/users/{user_id}", in the
// order of its route table.
func Operations() []string {
	var operations []string
	for _, route := range routes {
		operations = append(operations, route.method+" "+route.pattern)
	}
	return operations
}

// routeAPI returns a handler of the routes. Other requests are answered with 405 if the path has another method, and
// otherwise with 404.
func (e *Emulator) routeAPI() *http.ServeMux {
	mux := http.NewServeMux()
	for _, to := range routes {
		mux.HandleFunc(to.method+" "+to.pattern, func(w http.ResponseWriter, r *http.Request) { e.serve(w, r, to) })
	}
	mux.HandleFunc(everyPath, func(w http.ResponseWriter, r *http.Request) {
		pattern, methods := otherMethods(mux, r)
		if pattern == "" {
			e.serve(w, r, route{handle: refusePath})
			return
		}
		w.Header().Set("Allow", strings.Join(methods, ", "))
		e.serve(w, r, route{pattern: pattern, handle: refuseMethod})
	})
	return mux
}

const everyPath = "/"

// otherMethods returns the pattern of the path of r and its methods.
func otherMethods(mux *http.ServeMux, r *http.Request) (pattern string, methods []string) {
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := *r
		other.Method = method
		if _, matched := mux.Handler(&other); matched != everyPath {
			_, pattern, _ = strings.Cut(matched, " ")
			methods = append(methods, method)
		}
	}
	return pattern, methods
}

func refuseMethod(c *call) (any, error) { return nil, methodNotAllowed(c.request.Method) }

func refusePath(*call) (any, error) { return nil, routeNotFound() }
