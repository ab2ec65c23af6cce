# Values so that the examples can be applied and destroyed without changes.

password       = "correct horse battery staple"
root_protected = false
