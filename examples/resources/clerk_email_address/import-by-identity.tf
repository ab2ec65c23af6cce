import {
  to = clerk_email_address.work
  identity = {
    id = "idn_2NNEqL2nrIRdJ194ndJqAHwEfxC"
  }
}
