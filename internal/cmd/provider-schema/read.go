package main

import (
	"context"
	"errors"
	"fmt"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// formatVersion is the version of the JSON format that Terraform 1.11 and newer write.
const formatVersion = "1.0"

// read returns all schemas of a provider under the name. It fails when the provider reports an error in
// one of its schemas.
func read(ctx context.Context, name string, p provider.Provider) (*tfjson.ProviderSchemas, error) {
	server := providerserver.NewProtocol6(p)()
	declared, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the schemas: %w", err)
	}
	if err := firstError(declared.Diagnostics); err != nil {
		return nil, err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the identities: %w", err)
	}
	if err := firstError(identities.Diagnostics); err != nil {
		return nil, err
	}

	converted := &converter{}
	schema := &tfjson.ProviderSchema{
		ConfigSchema:             converted.schema(declared.Provider),
		ResourceSchemas:          each(declared.ResourceSchemas, converted.schema),
		DataSourceSchemas:        each(declared.DataSourceSchemas, converted.schema),
		EphemeralResourceSchemas: each(declared.EphemeralResourceSchemas, converted.schema),
		ListResourceSchemas:      each(declared.ListResourceSchemas, converted.schema),
		ActionSchemas:            each(declared.ActionSchemas, converted.action),
		Functions:                each(declared.Functions, converted.function),
		ResourceIdentitySchemas:  each(identities.IdentitySchemas, converted.identity),
	}
	if converted.err != nil {
		return nil, converted.err
	}
	return &tfjson.ProviderSchemas{
		FormatVersion: formatVersion,
		Schemas:       map[string]*tfjson.ProviderSchema{name: schema},
	}, nil
}

func firstError(diagnostics []*tfprotov6.Diagnostic) error {
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			return errors.New(diagnostic.Summary + ": " + diagnostic.Detail)
		}
	}
	return nil
}

// each converts every value of a map.
func each[From, To any](values map[string]From, convert func(From) To) map[string]To {
	converted := make(map[string]To, len(values))
	for name, value := range values {
		converted[name] = convert(value)
	}
	return converted
}
