package acctest_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// The secrets of a run. The names are those of the variables that carry them.
var (
	firstCredentials = map[string]string{
		"secret_key":  emulator.DefaultSecretKey,
		"password":    "first-password-of-ada-83410",
		"digest":      "$2a$12$57pWIbKESfsl9G0s6v4oz.X3hzhVx6.bWGy6HUggcuL/a2tr3wTmG",
		"totp_secret": "JBSWY3DPEHPK3PXPFIRSTADA",
		"backup_code": "first-backup-code-of-ada",
		"taken":       "password-of-a-user-who-is-taken",
		"breached":    "password-that-clerk-refuses",
		"short":       "2short7",
	}
	nextCredentials = map[string]string{
		"secret_key":  emulator.DefaultSecretKey,
		"password":    "second-password-of-ada-27719",
		"digest":      "$2a$12$oQgpUBIgJB2lDYpML7J5p.eEb3dgMx.AfZmi8Y9qAEo0p7lyhPGiW",
		"totp_secret": "MFRGGZDFMZTWQ2LKSECONDADA2",
		"backup_code": "second-backup-code-of-ada",
		"taken":       firstCredentials["taken"],
		"breached":    firstCredentials["breached"],
		"short":       firstCredentials["short"],
	}
	firstMetadata, nextMetadata = "first-private-note", "second-private-note"
)

const declarations = `
variable "secret_key" { ephemeral = true }
variable "password" { ephemeral = true }
variable "digest" { ephemeral = true }
variable "totp_secret" { ephemeral = true }
variable "backup_code" { ephemeral = true }
variable "taken" { ephemeral = true }
variable "breached" { ephemeral = true }
variable "short" { ephemeral = true }
variable "private" { sensitive = true }
variable "credentials" { type = number }

provider "clerk" {
  secret_key  = var.secret_key
  max_retries = 0
}

resource "clerk_user" "ada" {
  email_addresses         = ["ada@example.com"]
  password_wo             = var.password
  password_wo_version     = var.credentials
  totp_secret_wo          = var.totp_secret
  totp_secret_wo_version  = var.credentials
  backup_codes_wo         = [var.backup_code]
  backup_codes_wo_version = var.credentials
  private_metadata        = jsonencode({ note = var.private })
}

resource "clerk_user" "grace" {
  email_addresses            = ["grace@example.com"]
  password_digest_wo         = var.digest
  password_digest_wo_version = var.credentials
  password_hasher            = "bcrypt"
}
`

// refusedUsers cannot be created, each for a reason of its own.
var refusedUsers = map[string]string{
	"taken": `
resource "clerk_user" "taken" {
  email_addresses = ["holder@example.com"]
  password_wo     = var.taken
}
`,
	"breached": `
resource "clerk_user" "breached" {
  email_addresses = ["breached@example.com"]
  password_wo     = var.breached
}
`,
	"short": `
resource "clerk_user" "short" {
  email_addresses = ["short@example.com"]
  password_wo     = var.short
}
`,
}

func TestSecrets_areInNoPlanStateOrLog(t *testing.T) {
	t.Parallel()
	run := newSecretRun(t)

	run.use(firstCredentials, firstMetadata, 1)
	run.workspace.Write(declarations)
	run.planAndApply("create")
	run.expectReceived(firstCredentials)

	run.use(nextCredentials, nextMetadata, 2)
	run.planAndApply("update")
	run.expectReceived(nextCredentials)

	run.refuse("taken", "form_identifier_exists")
	run.refuse("breached", "form_password_pwned")
	run.refuse("short", "The password is too short")

	run.trace("destroy", "destroy", "-auto-approve")
	run.keepState("destroy")
	run.keepRequests()
	run.expectLogs()
	run.expectNoSecret()
}
