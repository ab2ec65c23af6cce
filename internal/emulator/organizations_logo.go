package emulator

// uploaderParam is the part of the form that names the user that is credited with a logo.
const uploaderParam = "uploader_user_id"

// setLogo handles PUT /organizations/{organization_id}/logo.
func (c *call) setLogo() (any, error) {
	held, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	if err := c.upload.check(); err != nil {
		return nil, err
	}
	uploader := c.upload.fields[uploaderParam]
	if uploader != "" && c.store.users[uploader] == nil {
		return nil, userNotFound(uploader)
	}
	o := *held
	o.Logo, o.LogoUploader, o.HasImage, o.UpdatedAt = c.upload.image(), uploader, true, c.now
	_, o.ImageURL = newImageURLs(c.time())
	c.store.organizations.put(&o)
	return c.organizationAnswer(&o), nil
}

// deleteLogo handles DELETE /organizations/{organization_id}/logo.
func (c *call) deleteLogo() (any, error) {
	held, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	if !held.HasImage {
		return nil, imageNotFound()
	}
	o := *held
	o.Logo, o.LogoUploader, o.HasImage, o.UpdatedAt = nil, "", false, c.now
	o.ImageURL = defaultImageURL(c.instance, o.ID)
	c.store.organizations.put(&o)
	return c.organizationAnswer(&o), nil
}
