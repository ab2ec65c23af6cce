import {
  to = clerk_user_metadata.compilers
  identity = {
    user_id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
  }
}
