# By the id in Clerk:
terraform import clerk_user.ada user_2NNEqL2nrIRdJ194ndJqAHwEfxC

# Or by an email address, a phone number, a username or an external id:
terraform import clerk_user.ada email:ada@example.com
terraform import clerk_user.ada phone:+12025550123
terraform import clerk_user.ada username:ada_lovelace
terraform import clerk_user.ada external_id:employee-1
