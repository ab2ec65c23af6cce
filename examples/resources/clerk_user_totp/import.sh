# By the id of the user:
terraform import clerk_user_totp.alan user_2NNEqL2nrIRdJ194ndJqAHwEfxC
