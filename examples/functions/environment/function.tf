variable "publishable_key" {
  type    = string
  default = "pk_test_YnJhdmUtb3R0ZXItNDEuY2xlcmsuYWNjb3VudHMuZGV2JA"

  validation {
    condition     = provider::clerk::environment(var.publishable_key) == "development"
    error_message = "This configuration is for a development instance."
  }
}

output "environment" {
  value = provider::clerk::environment(var.publishable_key) # development
}
