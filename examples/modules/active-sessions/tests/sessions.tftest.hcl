# These tests need an instance with the objects in examples/instance.json.

run "by_user_id" {
  variables {
    user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
  }

  assert {
    condition     = output.total_count == 3
    error_message = "Katherine has ${output.total_count} sessions, not 3."
  }

  assert {
    condition     = output.count_by_status == tomap({ active = 2, revoked = 1 })
    error_message = "The counts are ${jsonencode(output.count_by_status)}."
  }

  assert {
    condition     = output.newest.id == "sess_34DTHEzEDh2QFLVxZXSezhDvt2g"
    error_message = "The newest session is ${output.newest.id}."
  }

  assert {
    condition     = output.active_ids == tolist(["sess_34DTHEzEDh2QFLVxZXSezhDvt2g", "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"])
    error_message = "The active sessions are ${jsonencode(output.active_ids)}."
  }
}

run "by_email_address" {
  variables {
    email_address = "dorothy@example.com"
  }

  assert {
    condition     = output.user_id == "user_3pA6eEfujfoRnxa6wHW35PBbnm3"
    error_message = "The user is ${output.user_id}, not Dorothy."
  }

  assert {
    condition     = output.count_by_status == tomap({ removed = 1 }) && length(output.active_ids) == 0
    error_message = "The counts are ${jsonencode(output.count_by_status)}."
  }
}

run "a_user_without_sessions" {
  variables {
    email_address = "mary@example.com"
  }

  assert {
    condition     = output.total_count == 0 && length(output.count_by_status) == 0 && output.newest == null
    error_message = "Mary has ${output.total_count} sessions."
  }
}

run "neither_is_refused" {
  command = plan

  expect_failures = [var.user_id]
}

run "both_are_refused" {
  command = plan

  variables {
    user_id       = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
    email_address = "katherine@example.com"
  }

  expect_failures = [var.user_id]
}
