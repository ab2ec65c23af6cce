known_password = "the-password-before-the-move"
digest         = "$2a$10$.2i2YOimv1gH4bogFKDlT.bERjQWGCr8KIm5BtifDG0rQOMSmOIGK"
