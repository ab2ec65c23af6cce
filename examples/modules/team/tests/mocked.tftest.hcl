# These tests need neither an emulator nor a secret key: Terraform generates the values that Clerk would return.

mock_provider "clerk" {
  mock_resource "clerk_organization" {
    defaults = { id = "org_2mocked" }
  }
  mock_resource "clerk_user" {
    defaults = { id = "user_2mocked" }
  }
}

variables {
  organization_name = "Analytical Engines"
  roles             = ["org:admin", "org:member"] # Terraform cannot generate lists of objects
}

run "a_user_or_an_invitation_for_each_row" {
  variables {
    csv = <<-CSV
      external_id,email_address,role,status,first_name
      e-1,annie@example.com,org:admin,active,Annie
      e-2,valerie@example.com,org:member,invited,
      e-3,evelyn@example.com,org:member,left,
    CSV
  }

  assert {
    condition     = output.user_ids == { "e-1" = "user_2mocked", "e-3" = "user_2mocked" }
    error_message = "The users are ${jsonencode(output.user_ids)}."
  }

  assert {
    condition     = keys(output.invitations) == ["e-2"]
    error_message = "The invitations are ${jsonencode(output.invitations)}."
  }
}

run "a_role_with_a_typo_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,role,status\ne-1,annie@example.com,org:admn,active\n"
  }

  expect_failures = [terraform_data.checked]
}
