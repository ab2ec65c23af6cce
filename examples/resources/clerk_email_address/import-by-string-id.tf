import {
  to = clerk_email_address.work
  id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC/ada@example.com"
}
