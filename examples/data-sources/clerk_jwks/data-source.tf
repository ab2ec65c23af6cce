data "clerk_jwks" "this" {
}

# The key set as API gateways take it.
output "jwks" {
  value = data.clerk_jwks.this.json
}

output "key_ids" {
  value = data.clerk_jwks.this.keys[*].kid
}
