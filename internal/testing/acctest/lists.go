package acctest

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ListQuery is a list block of a query file.
type ListQuery struct {
	// Config is the config block.
	Config Values
	// Limit is the number of results, 0 for all. Terraform sends 100 when a query has
	// no limit.
	Limit int64
	// IncludeResource requests the resources, not only their identities.
	IncludeResource bool
}

// ValidateList checks the configuration of a list, as terraform query does, and
// returns the diagnostics.
func (p *Protocol) ValidateList(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	response, err := p.Server.ValidateListResourceConfig(p.t.Context(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: typeName, Config: p.Config(p.Schemas.ListResourceSchemas[typeName], config),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return response.Diagnostics
}

// List returns the stream of results of a query. Like terraform query, call it after
// a successful validation.
func (p *Protocol) List(ctx context.Context, typeName string, query ListQuery) iter.Seq[tfprotov6.ListResourceResult] {
	p.t.Helper()
	const more = 1_000_000
	limit := query.Limit
	if limit == 0 {
		limit = more
	}
	stream, err := p.Server.ListResource(ctx, &tfprotov6.ListResourceRequest{
		TypeName: typeName, Config: p.Config(p.Schemas.ListResourceSchemas[typeName], query.Config),
		Limit: limit, IncludeResource: query.IncludeResource,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return stream.Results
}

// Listed returns all results of a query, which must have no diagnostics.
func (p *Protocol) Listed(typeName string, query ListQuery) []tfprotov6.ListResourceResult {
	p.t.Helper()
	var results []tfprotov6.ListResourceResult
	for result := range p.List(p.t.Context(), typeName, query) {
		for _, diagnostic := range result.Diagnostics {
			p.t.Fatalf("%s: %s", diagnostic.Summary, diagnostic.Detail)
		}
		results = append(results, result)
	}
	return results
}

// Identity returns the attributes of an identity.
func (p *Protocol) Identity(typeName string, identity *tfprotov6.ResourceIdentityData) map[string]any {
	p.t.Helper()
	value, err := identity.IdentityData.Unmarshal(p.identitySchema(typeName).ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	attributes, _ := p.plain(value).(map[string]any)
	return attributes
}

// Attributes returns the attributes of a resource that are not null.
func (p *Protocol) Attributes(typeName string, value *tfprotov6.DynamicValue) map[string]any {
	p.t.Helper()
	object, err := value.Unmarshal(p.Schemas.ResourceSchemas[typeName].ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	attributes, _ := p.plain(object).(map[string]any)
	return attributes
}

func (p *Protocol) identitySchema(typeName string) *tfprotov6.ResourceIdentitySchema {
	p.t.Helper()
	identities, err := p.Server.GetResourceIdentitySchemas(p.t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		p.t.Fatal(err)
	}
	schema := identities.IdentitySchemas[typeName]
	if schema == nil {
		p.t.Fatalf("%s has no identity", typeName)
	}
	return schema
}
