import {
  to = clerk_phone_number.mobile
  identity = {
    id = "idn_2NNEqL2nrIRdJ194ndJqAHwEfxC"
  }
}
