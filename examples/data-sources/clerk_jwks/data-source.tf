data "clerk_jwks" "this" {
}

# The key set in the format of API gateways.
output "jwks" {
  value = data.clerk_jwks.this.json
}

output "key_ids" {
  value = data.clerk_jwks.this.keys[*].kid
}
