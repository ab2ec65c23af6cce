import {
  to = clerk_phone_number.mobile
  id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC/+12025550123"
}
