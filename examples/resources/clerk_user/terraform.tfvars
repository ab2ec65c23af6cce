# A value so that the examples can be applied without changes.

password = "correct horse battery staple"
