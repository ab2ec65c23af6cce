import {
  to = clerk_user_profile_image.ada
  id = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC:ada.png"
}
