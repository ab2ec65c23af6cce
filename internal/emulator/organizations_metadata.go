package emulator

import "encoding/json"

// sharedMetadataParams are the metadata of an organization or a membership in a body. The API refuses null.
type sharedMetadataParams struct {
	PublicMetadata  param[object] `param:"public_metadata"`
	PrivateMetadata param[object] `param:"private_metadata"`
}

func (p sharedMetadataParams) fields() []namedMetadata {
	return []namedMetadata{{"public_metadata", p.PublicMetadata}, {"private_metadata", p.PrivateMetadata}}
}

// mergeOrganizationMetadata handles PATCH /organizations/{organization_id}/metadata.
func (c *call) mergeOrganizationMetadata() (any, error) { return c.changeOrganizationMetadata(merge) }

// replaceOrganizationMetadata handles PUT /organizations/{organization_id}/metadata.
func (c *call) replaceOrganizationMetadata() (any, error) {
	return c.changeOrganizationMetadata(replace)
}

func (c *call) changeOrganizationMetadata(change metadataChange) (any, error) {
	held, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	o := *held
	if err := c.changeSharedMetadata(change, &o.PublicMetadata, &o.PrivateMetadata); err != nil {
		return nil, err
	}
	o.UpdatedAt = c.now
	c.store.organizations.put(&o)
	return c.organizationAnswer(&o), nil
}

// changeSharedMetadata changes the public and the private metadata with those in the body.
func (c *call) changeSharedMetadata(change metadataChange, public, private *json.RawMessage) error {
	var params sharedMetadataParams
	problems, err := c.decode(&params)
	if err != nil {
		return err
	}
	problems = append(problems, c.applyMetadata(params.fields(), change, public, private)...)
	return unprocessable(problems...)
}
