variable "publishable_key" {
  type    = string
  default = "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k"
}

# Settings with which an API gateway accepts the session tokens of the instance.
output "jwt_authorizer" {
  value = {
    issuer   = provider::clerk::issuer(var.publishable_key) # https://clerk.example.com
    jwks_uri = "${provider::clerk::frontend_api_url(var.publishable_key)}/.well-known/jwks.json"
  }
}
