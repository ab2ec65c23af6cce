# These tests create users: run them against the emulator.

run "a_user_for_each_row" {
  variables {
    csv = <<-CSV
      external_id,email_address,phone_number,username,first_name,public_metadata.team,public_metadata.site
      e-1,annie@example.com,+12025550171,,Annie,propulsion,Cleveland
      e-2,valerie@example.com,,,,,
      e-3,,, vthomas ,Vera,,
    CSV
  }

  assert {
    condition     = toset(keys(output.ids)) == toset(["e-1", "e-2", "e-3"])
    error_message = "The users are ${jsonencode(keys(output.ids))}."
  }

  assert {
    condition = (
      clerk_user.this["e-1"].external_id == "e-1" &&
      clerk_user.this["e-1"].primary_email_address == "annie@example.com" &&
      clerk_user.this["e-1"].primary_phone_number == "+12025550171" &&
      clerk_user.this["e-1"].first_name == "Annie"
    )
    error_message = "A user does not have the values of its row."
  }

  assert {
    condition     = jsondecode(clerk_user.this["e-1"].public_metadata) == { team = "propulsion", site = "Cleveland" }
    error_message = "The metadata is ${clerk_user.this["e-1"].public_metadata}."
  }

  assert {
    condition     = clerk_user.this["e-2"].first_name == "" && clerk_user.this["e-2"].public_metadata == "{}"
    error_message = "An empty value was set on the user."
  }

  assert {
    condition     = clerk_user.this["e-3"].username == "vthomas"
    error_message = "The username is ${jsonencode(clerk_user.this["e-3"].username)}."
  }
}

run "rows_keep_their_users" {
  variables {
    ids_before = run.a_user_for_each_row.ids # OpenTofu accepts references to other runs only here

    csv = <<-CSV
      external_id,last_name,email_address,first_name
      e-2,Thomas,valerie@example.com,Valerie
      e-1,Easley,annie@example.com,
    CSV
  }

  assert {
    condition     = toset(keys(output.ids)) == toset(["e-1", "e-2"])
    error_message = "The users are ${jsonencode(keys(output.ids))}."
  }

  assert {
    condition     = output.ids["e-1"] == var.ids_before["e-1"] && output.ids["e-2"] == var.ids_before["e-2"]
    error_message = "A row that moved has another user."
  }

  assert {
    condition     = clerk_user.this["e-2"].last_name == "Thomas" && clerk_user.this["e-2"].first_name == "Valerie"
    error_message = "A row was not applied to its user."
  }

  # The columns that are empty or removed now.
  assert {
    condition = (
      clerk_user.this["e-1"].first_name == "Annie" &&
      clerk_user.this["e-1"].primary_phone_number == "+12025550171" &&
      jsondecode(clerk_user.this["e-1"].public_metadata).team == "propulsion"
    )
    error_message = "A value that is no longer managed was changed."
  }
}

run "an_empty_roster_has_no_users" {
  variables {
    csv = "external_id,email_address\n"
  }

  assert {
    condition     = length(output.ids) == 0
    error_message = "The users are ${jsonencode(keys(output.ids))}."
  }
}

run "two_rows_of_one_key_are_refused" {
  command = plan

  variables {
    csv = "external_id,email_address\ne-1,annie@example.com\n e-1 ,valerie@example.com\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_row_without_a_key_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address\n,annie@example.com\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_roster_without_keys_is_refused" {
  command = plan

  variables {
    csv = "email_address\nannie@example.com\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_row_without_an_identifier_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address,first_name\ne-1,,Annie\n"
  }

  expect_failures = [terraform_data.checked]
}

run "a_column_that_is_not_known_is_refused" {
  command = plan

  variables {
    csv = "external_id,email\ne-1,annie@example.com\n"
  }

  expect_failures = [terraform_data.checked]
}

run "what_is_not_csv_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address\ne-1\n"
  }

  expect_failures = [terraform_data.checked]
}
