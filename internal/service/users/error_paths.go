package users

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/path"
)

// paramAttributes has the attribute of each parameter that errors of the API name.
var paramAttributes = func() map[string]path.Path {
	attributes := map[string]path.Path{}
	for _, a := range plainAttributes {
		for _, param := range a.params {
			attributes[param] = path.Root(a.name)
		}
	}
	maps.Copy(attributes, optionPaths())
	for param, name := range map[string]string{
		"password": "password_wo", "password_digest": "password_digest_wo", "password_hasher": "password_hasher",
		"totp_secret": "totp_secret_wo", "backup_codes": "backup_codes_wo",
		"public_metadata": "public_metadata", "private_metadata": "private_metadata", "unsafe_metadata": "unsafe_metadata",
	} {
		attributes[param] = path.Root(name)
	}
	for _, kind := range identifierSets {
		attributes[kind.Param] = path.Root(kind.set)
		attributes[kind.primaryParam] = path.Root(kind.primary)
	}
	return attributes
}()
