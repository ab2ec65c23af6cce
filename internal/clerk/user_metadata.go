package clerk

import (
	"context"
	"net/http"
)

var (
	mergeUserMetadata   = repeatable(http.MethodPatch, "/users/{user_id}/metadata").perUser()
	replaceUserMetadata = repeatable(http.MethodPut, "/users/{user_id}/metadata").perUser()
)

// MergeUserMetadata merges metadata into the metadata of a user, at any depth: PATCH /users/{user_id}/metadata. A key
// with the value null is deleted. Clerk accepts 10 requests per user in 10 s, and 8 KB of metadata per field.
func (c *Client) MergeUserMetadata(ctx context.Context, id string, params UserMetadataParams) (*User, error) {
	return sendForObject[User](ctx, c, mergeUserMetadata, request{ids: []string{id}, body: params})
}

// ReplaceUserMetadata replaces each given metadata field completely: PUT /users/{user_id}/metadata. Omitted fields are
// unchanged. An empty object clears a field, and null would be stored as null. The limits of MergeUserMetadata apply.
func (c *Client) ReplaceUserMetadata(ctx context.Context, id string, params UserMetadataParams) (*User, error) {
	return sendForObject[User](ctx, c, replaceUserMetadata, request{ids: []string{id}, body: params})
}
