# By the id in Clerk:
terraform import clerk_phone_number.mobile idn_2NNEqL2nrIRdJ194ndJqAHwEfxC

# Or by the user and the number:
terraform import clerk_phone_number.mobile user_2NNEqL2nrIRdJ194ndJqAHwEfxC/+12025550123
