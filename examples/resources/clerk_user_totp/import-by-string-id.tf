import {
  to = clerk_user_totp.alan
  id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
}
