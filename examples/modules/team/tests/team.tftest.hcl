# These tests create users: run them against the emulator.

variables {
  organization_name = "Analytical Engines"
  deletion_policy   = "delete" # leave no users behind
}

run "users_and_invitations" {
  variables {
    csv = <<-CSV
      external_id,email_address,role,status,first_name
      e-1,annie@example.org,org:admin,active,Annie
      e-2,valerie@example.org,org:member,active,
      e-3,mary.golda@example.org,org:member,invited,
    CSV
  }

  assert {
    condition     = keys(output.user_ids) == ["e-1", "e-2"] && output.invitations == { "e-3" = "pending" }
    error_message = "The users are ${jsonencode(output.user_ids)}, the invitations ${jsonencode(output.invitations)}."
  }

  assert {
    condition = (
      clerk_organization_membership.this["e-1"].role == "org:admin" &&
      clerk_organization_membership.this["e-2"].role == "org:member"
    )
    error_message = "A user does not have the role of its row."
  }
}

run "a_user_that_left_is_banned_and_no_member" {
  variables {
    user_ids_before = run.users_and_invitations.user_ids # OpenTofu accepts references to other runs only here

    csv = <<-CSV
      external_id,email_address,role,status
      e-2,valerie@example.org,org:admin,active
      e-1,annie@example.org,org:admin,active
      e-3,mary.golda@example.org,org:member,left
    CSV
  }

  assert {
    condition     = clerk_user.this["e-3"].banned && keys(clerk_organization_membership.this) == ["e-1", "e-2"]
    error_message = "A user that left has access."
  }

  assert {
    condition     = output.user_ids["e-1"] == var.user_ids_before["e-1"] && clerk_user.this["e-1"].first_name == "Annie"
    error_message = "A row that moved has another user, or a value that is no longer managed was changed."
  }
}

run "active_lifts_no_ban" {
  variables {
    csv = <<-CSV
      external_id,email_address,role,status
      e-1,annie@example.org,org:admin,active
      e-2,valerie@example.org,org:admin,active
      e-3,mary.golda@example.org,org:member,active
    CSV
  }

  assert {
    condition     = clerk_user.this["e-3"].banned
    error_message = "The status active has lifted a ban."
  }
}

run "a_user_that_returned_is_a_member_without_a_ban" {
  variables {
    user_ids_before = run.active_lifts_no_ban.user_ids

    csv = <<-CSV
      external_id,email_address,role,status
      e-1,annie@example.org,org:admin,active
      e-2,valerie@example.org,org:admin,active
      e-3,mary.golda@example.org,org:member,returned
    CSV
  }

  assert {
    condition     = !clerk_user.this["e-3"].banned && clerk_organization_membership.this["e-3"].role == "org:member"
    error_message = "A user that returned has no access."
  }

  assert {
    condition     = output.user_ids["e-3"] == var.user_ids_before["e-3"]
    error_message = "A user that returned has another id."
  }
}

run "two_rows_of_one_address_are_refused" {
  command = plan

  variables {
    csv = <<-CSV
      external_id,email_address,role,status
      e-1,annie@example.org,org:admin,active
      e-2,Annie@example.org,org:member,active
    CSV
  }

  expect_failures = [terraform_data.checked]
}

run "a_table_without_an_administrator_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,role,status\ne-1,annie@example.org,org:admin,left\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_role_with_a_typo_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,role,status\ne-1,annie@example.org,org:admin,active\ne-2,valerie@example.org,org:membr,active\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_status_with_a_typo_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,role,status\ne-1,annie@example.org,org:admin,actve\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_column_that_is_not_known_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,role,status,team\ne-1,annie@example.org,org:admin,active,x\n"
  }

  expect_failures = [terraform_data.checked]
}

run "an_unknown_policy_is_refused" {
  command = plan

  variables {
    csv             = "external_id,email_address,role,status\n"
    deletion_policy = "remove"
  }

  expect_failures = [var.deletion_policy]
}
