# By the id in Clerk:
terraform import clerk_email_address.work idn_2NNEqL2nrIRdJ194ndJqAHwEfxC

# Or by the user and the address:
terraform import clerk_email_address.work user_2NNEqL2nrIRdJ194ndJqAHwEfxC/ada@example.com
