known_password = "the-password-before-the-move"
