# By the user and the uploaded file, so that it is not uploaded again:
terraform import clerk_user_profile_image.ada user_2NNEqL2nrIRdJ194ndJqAHwEfxC:ada.png
