package clerk

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

var (
	createRole = unrepeatable(http.MethodPost, "/organization_roles")
	listRoles  = repeatable(http.MethodGet, "/organization_roles")
	getRole    = repeatable(http.MethodGet, "/organization_roles/{organization_role_id}")
	updateRole = repeatable(http.MethodPatch, "/organization_roles/{organization_role_id}")
	deleteRole = repeatable(http.MethodDelete, "/organization_roles/{organization_role_id}").mustShow(isDeleted)
)

// OrganizationRole is a role that members of organizations can have.
type OrganizationRole struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Key is unique in the instance. Memberships refer to the role by it.
	Key         string  `json:"key"`
	Description *string `json:"description"`
	// IsCreatorEligible means that the role has the permissions that the creator of an organization needs.
	IsCreatorEligible bool                     `json:"is_creator_eligible"`
	Permissions       []OrganizationPermission `json:"permissions"`
	CreatedAt         UnixMilli                `json:"created_at"`
	UpdatedAt         UnixMilli                `json:"updated_at"`
}

func (r *OrganizationRole) identity() string { return r.ID }

// RoleParams is the body of POST and PATCH for a role. Permissions are ids, and replace all permissions of the role.
// IncludeInInitialRoleSet is accepted only by POST.
type RoleParams struct {
	Name                    Field[string]   `json:"name,omitzero"`
	Key                     Field[string]   `json:"key,omitzero"`
	Description             Field[string]   `json:"description,omitzero"`
	Permissions             Field[[]string] `json:"permissions,omitzero"`
	IncludeInInitialRoleSet Field[bool]     `json:"include_in_initial_role_set,omitzero"`
}

// IsZero reports whether no parameter is set, so that no request is needed.
func (p RoleParams) IsZero() bool {
	return p.Name.IsZero() && p.Key.IsZero() && p.Description.IsZero() && p.Permissions.IsZero() &&
		p.IncludeInInitialRoleSet.IsZero()
}

// CreateRole creates a role: POST /organization_roles. A taken key is an *Error for which IsDuplicate is true.
func (c *Client) CreateRole(ctx context.Context, params RoleParams) (*OrganizationRole, error) {
	key, _ := params.Key.Value()
	return createNamed(ctx, c, createRole, request{body: params}, uniqueName[OrganizationRole]{
		noun: "the organization role", kind: "key", name: key,
		of:        func(r *OrganizationRole) string { return r.Key },
		createdAt: func(r *OrganizationRole) UnixMilli { return r.CreatedAt },
		list:      byQuery[OrganizationRole](c, listRoles, key),
	})
}

// ReadRole retrieves a role for a refresh: GET /organization_roles. It is confirmed with GET
// /organization_roles/{organization_role_id} that a role is missing. See collection.
func (c *Client) ReadRole(ctx context.Context, id string) (*OrganizationRole, error) {
	return c.roles.read(ctx, id)
}

// GetRole retrieves a role: GET /organization_roles/{organization_role_id}.
func (c *Client) GetRole(ctx context.Context, id string) (*OrganizationRole, error) {
	return sendForObject[OrganizationRole](ctx, c, getRole, request{ids: []string{id}})
}

// FindRole returns the role with a key, nil if there is none: GET /organization_roles.
func (c *Client) FindRole(ctx context.Context, key string) (*OrganizationRole, error) {
	return firstNamed(c.EachRole(ctx, key), func(r *OrganizationRole) bool { return r.Key == key })
}

// EachRole yields all roles, or those with a text in the name or the key: GET /organization_roles.
func (c *Client) EachRole(ctx context.Context, text string) iter.Seq2[OrganizationRole, error] {
	return eachByQuery[OrganizationRole](ctx, c, listRoles, text)
}

// UpdateRole changes a role: PATCH /organization_roles/{organization_role_id}.
func (c *Client) UpdateRole(ctx context.Context, id string, params RoleParams) (*OrganizationRole, error) {
	return sendForObject[OrganizationRole](ctx, c, updateRole, request{ids: []string{id}, body: params})
}

// DeleteRole deletes a role: DELETE /organization_roles/{organization_role_id}. Clerk refuses it while the role is
// used.
func (c *Client) DeleteRole(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deleteRole, id)
}

// allOf marks every object of a collection.
const allOf = "*"

func newRoles(c *Client) *collection[OrganizationRole] {
	return newCollection(c, collectionOf[OrganizationRole]{
		list: listRoles,
		key:  (*OrganizationRole).identity,
		page: func(ctx context.Context, page Paging) (*Page[OrganizationRole], error) {
			return sendForPage[OrganizationRole](ctx, c, listRoles, request{query: queryOf("", page)})
		},
		one:   c.GetRole,
		marks: func(string) []string { return []string{allOf} },
		// A role shows its permissions, which change without it.
		wrote: func(op operation, ids []string) []string {
			switch {
			case strings.HasPrefix(op.pattern, getPermission.pattern):
				return []string{allOf}
			case strings.HasPrefix(op.pattern, getRole.pattern):
				return ids[:min(len(ids), 1)]
			}
			return nil
		},
	})
}

// queryOf is the query of a list of roles or permissions, in the order of creation.
func queryOf(text string, page Paging) url.Values {
	q := page.query()
	setText(q, "query", text)
	q.Set("order_by", "created_at")
	return q
}

// eachByQuery yields the roles or permissions with a text in the name or the key.
func eachByQuery[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, list operation, text string) iter.Seq2[T, error] {
	return allPages[T, P](list, func(page Paging) (*Page[T], error) {
		return sendForPage[T](ctx, c, list, request{query: queryOf(text, page)})
	})
}

// byQuery lists the roles or permissions with a text in the name or the key, for the search after a lost create.
func byQuery[T any](
	c *Client, list operation, text string,
) func(context.Context) ([]T, *answer, error) {
	return func(ctx context.Context) ([]T, *answer, error) {
		return searchPage[T](ctx, c, list, request{query: queryOf(text, Paging{Limit: pageSize})})
	}
}

// uniqueName describes an object with a unique name, such as a key, for createNamed.
type uniqueName[T any] struct {
	noun, kind, name string
	of               func(*T) string
	createdAt        func(*T) UnixMilli
	// list lists the objects that can have the name. The header of its answer has the time of the server.
	list func(ctx context.Context) ([]T, *answer, error)
}

// createNamed creates an object with a unique name. If no usable answer arrives, it searches for the object with this
// name that was created since.
func createNamed[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, r request, unique uniqueName[T]) (*T, error) {
	return createObject[T, P](ctx, c, op, r,
		func(made *T) error {
			if unique.of(made) != unique.name {
				return wrongObject(unique.kind)
			}
			return nil
		},
		createSearch[T]{
			noun:      unique.noun,
			list:      unique.list,
			matches:   func(v *T) bool { return unique.of(v) == unique.name },
			differs:   func(*T) string { return "" },
			createdAt: unique.createdAt,
		})
}

// wrongObject reports an answer about another object: the named value differs.
type wrongObject string

// Error implements error.
func (kind wrongObject) Error() string {
	return "it is about another object: its " + string(kind) + " differs"
}

// firstNamed returns the first object of a list that matches, nil if there is none.
func firstNamed[T any](list iter.Seq2[T, error], matches func(*T) bool) (*T, error) {
	for v, err := range list {
		if err != nil {
			return nil, err
		}
		if matches(&v) {
			return &v, nil
		}
	}
	return nil, nil
}
