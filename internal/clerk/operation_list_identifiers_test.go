package clerk_test

import "github.com/clerk-users/terraform-provider-clerk/internal/clerk"

const (
	identifierJSON = `{"id":"alid_1","identifier":"*@example.com","created_at":1749564092553}`
	waitlistJSON   = `{"id":"wle_1","email_address":"ada@example.com","status":"pending"}`
)

func init() {
	wildcard := clerk.ListIdentifierParams{Identifier: "*@Example.com", Notify: clerk.Set(false)}
	addOperations(
		operationRow{operationTest{"POST /allowlist_identifiers", func(c *clerk.Client) error {
			return err1(c.Allowlist().Create(background(), wildcard))
		}, "/v1/allowlist_identifiers", `{"identifier":"*@Example.com","notify":false}`}, identifierJSON, "", nil},
		operationRow{operationTest{"GET /allowlist_identifiers", func(c *clerk.Client) error {
			return err1(c.Allowlist().Find(background(), "*@example.com"))
		}, "/v1/allowlist_identifiers?limit=500&paginated=true", ""},
			`{"data":[` + identifierJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"DELETE /allowlist_identifiers/{identifier_id}", func(c *clerk.Client) error {
			return c.Allowlist().Delete(background(), "alid_1")
		}, "/v1/allowlist_identifiers/alid_1", ""}, "", `{"id":"alid_1","deleted":true}`, nil},
		operationRow{operationTest{"POST /blocklist_identifiers", func(c *clerk.Client) error {
			return err1(c.Blocklist().Create(background(), clerk.ListIdentifierParams{Identifier: "*@example.com"}))
		}, "/v1/blocklist_identifiers", `{"identifier":"*@example.com"}`}, identifierJSON, "", nil},
		operationRow{operationTest{"GET /blocklist_identifiers", func(c *clerk.Client) error {
			return err1(c.Blocklist().Find(background(), "*@example.com"))
		}, "/v1/blocklist_identifiers", ""}, `{"data":[` + identifierJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"DELETE /blocklist_identifiers/{identifier_id}", func(c *clerk.Client) error {
			return c.Blocklist().Delete(background(), "blid_1")
		}, "/v1/blocklist_identifiers/blid_1", ""}, "", `{"id":"blid_1","deleted":true}`, nil},

		operationRow{operationTest{"GET /waitlist_entries", func(c *clerk.Client) error {
			return err1(c.ListWaitlistEntries(background(), clerk.WaitlistListParams{
				Status: "pending", Query: "ada", Paging: clerk.Paging{Limit: 20, Offset: 40},
			}))
		}, "/v1/waitlist_entries?limit=20&offset=40&order_by=created_at&query=ada&status=pending", ""},
			`{"data":[` + waitlistJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"POST /waitlist_entries/{waitlist_entry_id}/invite", func(c *clerk.Client) error {
			return err1(c.InviteWaitlistEntry(background(), "wle_1", true))
		}, "/v1/waitlist_entries/wle_1/invite", `{"ignore_existing":true}`}, waitlistJSON, "", nil},
		operationRow{operationTest{"POST /waitlist_entries/{waitlist_entry_id}/reject", func(c *clerk.Client) error {
			return err1(c.RejectWaitlistEntry(background(), "wle_1"))
		}, "/v1/waitlist_entries/wle_1/reject", ""}, waitlistJSON, "", nil},
	)
}
