package provider

// Address is where registries keep the provider. It is written here and
// nowhere else in the code.
const Address = "registry.terraform.io/clerk-users/clerk"
