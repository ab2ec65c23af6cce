import {
  to = clerk_user_totp.alan
  identity = {
    user_id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
  }
}
