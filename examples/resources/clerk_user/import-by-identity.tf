import {
  to = clerk_user.ada
  identity = {
    id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
  }
}
