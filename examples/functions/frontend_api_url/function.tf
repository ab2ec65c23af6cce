variable "publishable_key" {
  type    = string
  default = "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k"
}

# https://clerk.example.com/.well-known/jwks.json
output "jwks_url" {
  value = "${provider::clerk::frontend_api_url(var.publishable_key)}/.well-known/jwks.json"
}
