data "clerk_instance" "this" {
  lifecycle {
    postcondition {
      condition     = self.environment == "development"
      error_message = "This configuration is for a development instance."
    }
  }
}

output "instance_id" {
  value = data.clerk_instance.this.id
}
