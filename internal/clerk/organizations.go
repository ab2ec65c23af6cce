package clerk

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"
)

var (
	createOrganization = unrepeatable(http.MethodPost, "/organizations")
	listOrganizations  = repeatable(http.MethodGet, "/organizations")
	getOrganization    = repeatable(http.MethodGet, "/organizations/{organization_id}").answersEitherID()
	updateOrganization = repeatable(http.MethodPatch, "/organizations/{organization_id}").perUser()
	deleteOrganization = repeatable(http.MethodDelete, "/organizations/{organization_id}").mustShow(isDeleted)

	replaceOrganizationMetadata = repeatable(http.MethodPut, "/organizations/{organization_id}/metadata").perUser()
	setOrganizationLogo         = repeatable(http.MethodPut, "/organizations/{organization_id}/logo")
	deleteOrganizationLogo      = repeatable(http.MethodDelete, "/organizations/{organization_id}/logo").
					mustShow(shows("has no logo", func(o *Organization) bool { return !o.HasImage }))
)

// Organization is an organization of the instance. Pointers are nil where Clerk answers null or omits the key.
type Organization struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Slug is empty in an instance without slugs.
	Slug                                 string          `json:"slug"`
	ImageURL                             string          `json:"image_url"`
	HasImage                             bool            `json:"has_image"`
	MembersCount                         *int64          `json:"members_count"`
	PendingInvitationsCount              *int64          `json:"pending_invitations_count"`
	MaxAllowedMemberships                int64           `json:"max_allowed_memberships"` // 0 means unlimited
	AdminDeleteEnabled                   bool            `json:"admin_delete_enabled"`
	MissingMemberWithElevatedPermissions *bool           `json:"missing_member_with_elevated_permissions"`
	PublicMetadata                       json.RawMessage `json:"public_metadata"`
	PrivateMetadata                      json.RawMessage `json:"private_metadata"`
	CreatedBy                            string          `json:"created_by"` // a user id; can be empty
	RoleSetKey                           *string         `json:"role_set_key"`
	LastActiveAt                         *UnixMilli      `json:"last_active_at"`
	CreatedAt                            UnixMilli       `json:"created_at"`
	UpdatedAt                            UnixMilli       `json:"updated_at"`
}

func (o *Organization) identity() string { return o.ID }

// OrganizationCreateParams is the body of POST /organizations. Slug must be omitted in an instance without slugs.
type OrganizationCreateParams struct {
	Name                  string           `json:"name"`
	Slug                  Field[string]    `json:"slug,omitzero"`
	CreatedBy             Field[string]    `json:"created_by,omitzero"`
	MaxAllowedMemberships Field[int64]     `json:"max_allowed_memberships,omitzero"`
	RoleSetKey            Field[string]    `json:"role_set_key,omitzero"`
	CreatedAt             Field[time.Time] `json:"created_at,omitzero"`
	PublicMetadata        json.RawMessage  `json:"public_metadata,omitempty"`
	PrivateMetadata       json.RawMessage  `json:"private_metadata,omitempty"`
}

// OrganizationUpdateParams is the body of PATCH /organizations/{organization_id}.
type OrganizationUpdateParams struct {
	Name                  Field[string] `json:"name,omitzero"`
	Slug                  Field[string] `json:"slug,omitzero"`
	MaxAllowedMemberships Field[int64]  `json:"max_allowed_memberships,omitzero"`
	AdminDeleteEnabled    Field[bool]   `json:"admin_delete_enabled,omitzero"`
	RoleSetKey            Field[string] `json:"role_set_key,omitzero"`
}

// OrganizationMetadataParams is the body of PUT /organizations/{organization_id}/metadata and of PATCH
// /organizations/{organization_id}/memberships/{user_id}/metadata.
type OrganizationMetadataParams struct {
	Public  json.RawMessage `json:"public_metadata,omitempty"`
	Private json.RawMessage `json:"private_metadata,omitempty"`
}

// IsZero reports whether all fields are nil, so that no request is needed.
func (p OrganizationMetadataParams) IsZero() bool { return len(p.Public) == 0 && len(p.Private) == 0 }

// OrganizationListParams filters and pages GET /organizations.
type OrganizationListParams struct {
	// Query is an id, or a part of a name or a slug.
	Query string
	// UserIDs limits the list to organizations with one of these members, IDs to these organizations. Both have at most
	// 100 values.
	UserIDs, IDs []string
	// OrderBy is name, created_at or members_count, with a minus sign for the reverse order. Empty means -created_at.
	OrderBy string
	Paging
}

func (p OrganizationListParams) query() url.Values {
	q := p.Paging.query()
	setText(q, "query", p.Query)
	setText(q, "order_by", p.OrderBy)
	for name, values := range map[string][]string{"user_id": p.UserIDs, "organization_id": p.IDs} {
		if len(values) > 0 {
			q[name] = values
		}
	}
	return q
}

// CreateOrganization creates an organization: POST /organizations. If no usable answer arrives, it searches for an
// organization with these values that was created since. A taken slug is an *Error for which IsDuplicate is true.
func (c *Client) CreateOrganization(ctx context.Context, params OrganizationCreateParams) (*Organization, error) {
	// Names are not unique, so that the search could find the organization of a create at the same time.
	end, err := c.creating.take(ctx, "organization "+params.Name)
	if err != nil {
		return nil, newTransportError(createOrganization, err)
	}
	defer end()
	creator, _ := params.CreatedBy.Value()
	made, err := createObject(ctx, c, createOrganization, request{body: params},
		func(o *Organization) error {
			if reason := params.differs(o); reason != "" {
				return fmt.Errorf("it is about another organization: %s", reason)
			}
			return nil
		},
		createSearch[Organization]{
			noun: "organization",
			list: func(ctx context.Context) ([]Organization, *answer, error) {
				search := OrganizationListParams{Query: params.Name, Paging: Paging{Limit: pageSize}}
				return searchPage[Organization](ctx, c, listOrganizations, request{query: search.query()})
			},
			matches: func(o *Organization) bool { return o.Name == strings.TrimSpace(params.Name) },
			differs: params.differs,
			createdAt: func(o *Organization) UnixMilli {
				if params.CreatedAt.IsZero() {
					return o.CreatedAt
				}
				return o.UpdatedAt
			},
			needs: []string{creator},
		})
	if err == nil {
		c.recent.add(made.ID)
	}
	return made, err
}

// differs returns why an organization is not the one of the request, "" if it can be.
func (p OrganizationCreateParams) differs(o *Organization) string {
	slug, hasSlug := p.Slug.Value()
	creator, hasCreator := p.CreatedBy.Value()
	switch {
	case o.Name != strings.TrimSpace(p.Name):
		return "its name differs from the request"
	case hasSlug && slug != o.Slug:
		return "its slug differs from the request"
	case hasCreator && creator != o.CreatedBy:
		return "its created_by differs from the request"
	}
	return ""
}

// GetOrganization retrieves an organization by its id or its slug: GET /organizations/{organization_id}. An unknown one
// is an *Error for which IsNotFound is true.
func (c *Client) GetOrganization(ctx context.Context, idOrSlug string) (*Organization, error) {
	return sendForObject[Organization](ctx, c, getOrganization, request{ids: []string{idOrSlug}})
}

// ReadOrganization retrieves an organization for a refresh: GET /organizations/{organization_id}, or GET /organizations
// for many at once. See collection.
func (c *Client) ReadOrganization(ctx context.Context, id string) (*Organization, error) {
	return c.organizations.read(ctx, id)
}

// ListOrganizations lists one page of organizations: GET /organizations.
func (c *Client) ListOrganizations(ctx context.Context, params OrganizationListParams) (*Page[Organization], error) {
	return sendForPage[Organization](ctx, c, listOrganizations, request{query: params.query()})
}

// AllOrganizations lists organizations on all pages: GET /organizations. See OrganizationListParams.
func (c *Client) AllOrganizations(ctx context.Context, params OrganizationListParams) ([]Organization, error) {
	return collect(allPages(listOrganizations, func(page Paging) (*Page[Organization], error) {
		params.Paging = page
		return c.ListOrganizations(ctx, params)
	}))
}

// EachOrganization yields all organizations, page by page: GET /organizations.
func (c *Client) EachOrganization(ctx context.Context) iter.Seq2[Organization, error] {
	return allPages(listOrganizations, func(page Paging) (*Page[Organization], error) {
		return c.ListOrganizations(ctx, OrganizationListParams{OrderBy: "created_at", Paging: page})
	})
}

// UpdateOrganization changes an organization: PATCH /organizations/{organization_id}. Clerk accepts 10 requests for an
// organization in 10 s.
func (c *Client) UpdateOrganization(
	ctx context.Context, id string, params OrganizationUpdateParams,
) (*Organization, error) {
	return sendForObject[Organization](ctx, c, updateOrganization, request{ids: []string{id}, body: params})
}

// ReplaceOrganizationMetadata replaces each given metadata field: PUT /organizations/{organization_id}/metadata.
func (c *Client) ReplaceOrganizationMetadata(
	ctx context.Context, id string, params OrganizationMetadataParams,
) (*Organization, error) {
	return sendForObject[Organization](ctx, c, replaceOrganizationMetadata, request{ids: []string{id}, body: params})
}

// SetOrganizationLogo replaces the logo: PUT /organizations/{organization_id}/logo. See SetUserProfileImage.
func (c *Client) SetOrganizationLogo(ctx context.Context, id string, image Image) (*Organization, error) {
	form, err := newImageForm(image)
	if err != nil {
		return nil, invalidRequest(setOrganizationLogo, err)
	}
	return sendForObject[Organization](ctx, c, setOrganizationLogo, request{ids: []string{id}, form: form})
}

// DeleteOrganizationLogo removes the logo: DELETE /organizations/{organization_id}/logo. For an organization without a
// logo, the error is an *Error for which IsNotFound is true.
func (c *Client) DeleteOrganizationLogo(ctx context.Context, id string) (*Organization, error) {
	cl := &call{operation: deleteOrganizationLogo}
	updated, err := sendCallForObject[Organization](ctx, c, cl, request{ids: []string{id}})
	if cl.inDoubt && IsNotFound(err) { // an earlier attempt removed it
		return c.GetOrganization(ctx, id)
	}
	return updated, err
}

// DeleteOrganization deletes an organization with its memberships and invitations: DELETE
// /organizations/{organization_id}. Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteOrganization(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deleteOrganization, id)
}

func newOrganizations(c *Client) *collection[Organization] {
	return newCollection(c, collectionOf[Organization]{
		list: listOrganizations,
		key:  (*Organization).identity,
		page: func(ctx context.Context, page Paging) (*Page[Organization], error) {
			return c.ListOrganizations(ctx, OrganizationListParams{OrderBy: "created_at", Paging: page})
		},
		some: func(ctx context.Context, ids []string) ([]Organization, error) {
			page, err := c.ListOrganizations(ctx, OrganizationListParams{IDs: ids, Paging: Paging{Limit: pageSize}})
			if err != nil {
				return nil, err
			}
			return page.Data, nil
		},
		one: c.GetOrganization,
		wrote: func(op operation, ids []string) []string {
			if len(ids) > 0 && strings.HasPrefix(op.pattern, getOrganization.pattern) {
				return ids[:1]
			}
			return nil
		},
	})
}
