package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_createsWithOneRequestAndDestroys(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{{
		Config: `
resource "clerk_user" "ada" {
  external_id           = "employee-1"
  username              = "ada_lovelace"
  first_name            = "Ada"
  last_name             = "Lovelace"
  locale                = "en-GB"
  email_addresses       = ["ada@example.com", "lovelace@example.com"]
  primary_email_address = "lovelace@example.com"
  phone_numbers         = ["+12025550123"]
  web3_wallets          = ["0x1234567890abcdef1234567890abcdef12345678"]
  password_wo           = "correct horse battery"
  password_wo_version   = 1
  public_metadata       = jsonencode({ team = "engines" })
  private_metadata      = jsonencode({ crm = { id = 7 } })
  unsafe_metadata       = jsonencode({ theme = "dark" })
  banned                = true
  locked                = true
  created_at            = "2020-01-02T03:04:05+01:00"
  legal_accepted_at     = "2020-01-02T03:04:05.5Z"
  delete_self_enabled   = false
  create_organization_enabled = false
  create_organizations_limit  = 3
  bypass_client_trust   = true
}`,
		Writes: []string{"POST /v1/users"},
		Then: func() {
			user := instance.OnlyUser()
			if !user.Banned || !user.Locked {
				t.Errorf("banned = %t, locked = %t, want both", user.Banned, user.Locked)
			}
		},
	}}, func() {
		if users := instance.Users(); len(users) != 0 {
			t.Errorf("%d users are left after destroy", len(users))
		}
	})
}
