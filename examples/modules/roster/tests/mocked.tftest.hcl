# These tests need neither an emulator nor a secret key: Terraform generates the values that Clerk would return.

mock_provider "clerk" {
  mock_resource "clerk_user" {
    defaults = {
      id = "user_2mocked"
    }
  }
}

run "the_ids_are_by_row" {
  variables {
    csv = <<-CSV
      external_id,email_address,phone_number,username,first_name
      e-1,annie@example.com,+12025550171,,Annie
      e-2,valerie@example.com,,,
    CSV
  }

  assert {
    condition     = output.ids == { "e-1" = "user_2mocked", "e-2" = "user_2mocked" }
    error_message = "The ids are ${jsonencode(output.ids)}."
  }
}

run "a_row_without_a_key_is_refused" {
  command = plan

  variables {
    csv = "external_id,email_address\n,annie@example.com\n"
  }

  expect_failures = [terraform_data.checked]
}
