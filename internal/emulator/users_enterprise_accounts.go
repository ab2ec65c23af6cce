package emulator

import (
	"cmp"
	"strings"
	"time"
)

// oauthAttemptLife is the lifetime of the verification of an OAuth account.
const oauthAttemptLife = 10 * time.Minute

// completeSAMLAccount sets the omitted values of a SAML account.
func completeSAMLAccount(x *SAMLAccount, at time.Time) {
	x.Object = "saml_account"
	x.ID = cmp.Or(x.ID, newID(samlPrefix, at))
	x.Provider = cmp.Or(x.Provider, "saml_custom")
	x.PublicMetadata = orEmptyObject(x.PublicMetadata)
	if x.Verification == nil {
		x.Verification = &Verification{Object: "verification_saml", Status: "verified", Strategy: "saml"}
	}
	connection := x.SAMLConnection
	if connection == nil {
		return
	}
	connection.ID = cmp.Or(connection.ID, newID(samlConnectionPrefix, at))
	connection.Name = cmp.Or(connection.Name, connection.ID)
	connection.Provider = cmp.Or(connection.Provider, x.Provider)
	connection.Domains = orDomains(connection.Domains, x.EmailAddress)
	connection.CreatedAt = cmp.Or(connection.CreatedAt, at.UnixMilli())
	connection.UpdatedAt = cmp.Or(connection.UpdatedAt, connection.CreatedAt)
}

// completeEnterpriseAccount sets the omitted values of an enterprise account.
func completeEnterpriseAccount(x *EnterpriseAccount, at time.Time) {
	x.Object = "enterprise_account"
	x.ID = cmp.Or(x.ID, newID(enterprisePrefix, at))
	x.Protocol = cmp.Or(x.Protocol, "saml")
	x.Provider = cmp.Or(x.Provider, x.Protocol+"_custom")
	x.PublicMetadata = orEmptyObject(x.PublicMetadata)
	if x.Verification == nil && x.Protocol == "oauth" {
		x.Verification = &Verification{Object: "verification_oauth", Status: "verified", Strategy: "oauth_custom"}
	}
	if x.Verification == nil {
		x.Verification = &Verification{Object: "verification_saml", Status: "verified", Strategy: "saml"}
	}
	completeOAuthVerification(x.Verification, at)
	connection := x.EnterpriseConnection
	if connection == nil {
		return
	}
	connection.ID = cmp.Or(connection.ID, textOf(x.EnterpriseConnectionID), newID(enterpriseConnectionPrefix, at))
	x.EnterpriseConnectionID = cmp.Or(x.EnterpriseConnectionID, &connection.ID)
	connection.Protocol = cmp.Or(connection.Protocol, x.Protocol)
	connection.Provider = cmp.Or(connection.Provider, x.Provider)
	connection.Name = cmp.Or(connection.Name, connection.ID)
	connection.Domains = orDomains(connection.Domains, x.EmailAddress)
	connection.CreatedAt = cmp.Or(connection.CreatedAt, at.UnixMilli())
	connection.UpdatedAt = cmp.Or(connection.UpdatedAt, connection.CreatedAt)
}

// completeOAuthVerification sets the expiry of an OAuth verification, which the API always returns.
func completeOAuthVerification(v *Verification, at time.Time) {
	if v != nil && v.Object == "verification_oauth" && v.ExpireAt == nil {
		expiry := at.Add(oauthAttemptLife).UnixMilli()
		v.ExpireAt = &expiry
	}
}

// orDomains returns the domains, or the domain of the email address if there are none.
func orDomains(domains []string, email string) []string {
	_, domain, found := strings.Cut(email, "@")
	if len(domains) > 0 || !found {
		return orEmpty(domains)
	}
	return []string{domain}
}

func (x SAMLAccount) clone() SAMLAccount {
	x.Verification = cloned(x.Verification)
	x.SAMLConnection = cloned(x.SAMLConnection)
	return x
}

func (x EnterpriseAccount) clone() EnterpriseAccount {
	x.Verification = cloned(x.Verification)
	x.EnterpriseConnection = cloned(x.EnterpriseConnection)
	return x
}
