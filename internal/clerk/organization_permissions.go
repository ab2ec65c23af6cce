package clerk

import (
	"context"
	"iter"
	"net/http"
	"strings"
)

var (
	createPermission = unrepeatable(http.MethodPost, "/organization_permissions")
	listPermissions  = repeatable(http.MethodGet, "/organization_permissions")
	getPermission    = repeatable(http.MethodGet, "/organization_permissions/{permission_id}")
	updatePermission = repeatable(http.MethodPatch, "/organization_permissions/{permission_id}")
	deletePermission = repeatable(http.MethodDelete, "/organization_permissions/{permission_id}").mustShow(isDeleted)
)

// SystemPermission is the type of a permission that belongs to Clerk and cannot be changed.
const SystemPermission = "system"

// OrganizationPermission is a permission that roles of organizations can have.
type OrganizationPermission struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Key         string `json:"key"` // unique in the instance
	Description string `json:"description"`
	// Type is SystemPermission or user.
	Type      string    `json:"type"`
	CreatedAt UnixMilli `json:"created_at"`
	UpdatedAt UnixMilli `json:"updated_at"`
}

func (p *OrganizationPermission) identity() string { return p.ID }

// PermissionParams is the body of POST and PATCH for a permission.
type PermissionParams struct {
	Name        Field[string] `json:"name,omitzero"`
	Key         Field[string] `json:"key,omitzero"`
	Description Field[string] `json:"description,omitzero"`
}

// CreatePermission creates a permission: POST /organization_permissions. A taken key is an *Error for which IsDuplicate
// is true.
func (c *Client) CreatePermission(ctx context.Context, params PermissionParams) (*OrganizationPermission, error) {
	key, _ := params.Key.Value()
	return createNamed(ctx, c, createPermission, request{body: params}, uniqueName[OrganizationPermission]{
		noun: "the organization permission", kind: "key", name: key,
		of:        func(p *OrganizationPermission) string { return p.Key },
		createdAt: func(p *OrganizationPermission) UnixMilli { return p.CreatedAt },
		list:      byQuery[OrganizationPermission](c, listPermissions, key),
	})
}

// ReadPermission retrieves a permission for a refresh: GET /organization_permissions. It is confirmed with GET
// /organization_permissions/{permission_id} that a permission is missing. See collection.
func (c *Client) ReadPermission(ctx context.Context, id string) (*OrganizationPermission, error) {
	return c.permissions.read(ctx, id)
}

// GetPermission retrieves a permission: GET /organization_permissions/{permission_id}.
func (c *Client) GetPermission(ctx context.Context, id string) (*OrganizationPermission, error) {
	return sendForObject[OrganizationPermission](ctx, c, getPermission, request{ids: []string{id}})
}

// FindPermission returns the permission with a key, nil if there is none: GET /organization_permissions.
func (c *Client) FindPermission(ctx context.Context, key string) (*OrganizationPermission, error) {
	return firstNamed(c.EachPermission(ctx, key), func(p *OrganizationPermission) bool { return p.Key == key })
}

// EachPermission yields all permissions, or those with a text in the name or the key: GET /organization_permissions.
func (c *Client) EachPermission(ctx context.Context, text string) iter.Seq2[OrganizationPermission, error] {
	return eachByQuery[OrganizationPermission](ctx, c, listPermissions, text)
}

// UpdatePermission changes a permission: PATCH /organization_permissions/{permission_id}.
func (c *Client) UpdatePermission(
	ctx context.Context, id string, params PermissionParams,
) (*OrganizationPermission, error) {
	return sendForObject[OrganizationPermission](ctx, c, updatePermission, request{ids: []string{id}, body: params})
}

// DeletePermission deletes a permission: DELETE /organization_permissions/{permission_id}.
func (c *Client) DeletePermission(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deletePermission, id)
}

func newPermissions(c *Client) *collection[OrganizationPermission] {
	return newCollection(c, collectionOf[OrganizationPermission]{
		list: listPermissions,
		key:  (*OrganizationPermission).identity,
		page: func(ctx context.Context, page Paging) (*Page[OrganizationPermission], error) {
			return sendForPage[OrganizationPermission](ctx, c, listPermissions, request{query: queryOf("", page)})
		},
		one: c.GetPermission,
		wrote: func(op operation, ids []string) []string {
			if strings.HasPrefix(op.pattern, getPermission.pattern) {
				return ids[:min(len(ids), 1)]
			}
			return nil
		},
	})
}
