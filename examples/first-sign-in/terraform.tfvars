grace_password = "correct horse battery staple"
