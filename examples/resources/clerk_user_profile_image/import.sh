# By the user and the file that was uploaded, so that nothing is uploaded again:
terraform import clerk_user_profile_image.ada user_2NNEqL2nrIRdJ194ndJqAHwEfxC:ada.png
