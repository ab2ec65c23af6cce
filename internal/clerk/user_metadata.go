package clerk

import (
	"context"
	"net/http"
)

var (
	mergeUserMetadata   = repeatable(http.MethodPatch, "/users/{user_id}/metadata").perUser()
	replaceUserMetadata = repeatable(http.MethodPut, "/users/{user_id}/metadata").perUser()
)

// MergeUserMetadata merges the stated metadata, at any depth, into what the user has: PATCH /users/{user_id}/metadata.
// A key whose value is null is deleted. Clerk accepts 10 of these per user and 10 s, and 8 KB of metadata per field.
func (c *Client) MergeUserMetadata(ctx context.Context, id string, params UserMetadataParams) (*User, error) {
	return sendForObject[User](ctx, c, mergeUserMetadata, request{ids: []string{id}, body: params})
}

// ReplaceUserMetadata replaces each stated metadata field whole and leaves the others alone:
// PUT /users/{user_id}/metadata. An empty object clears a field; null would be stored as null. The limits are those of
// MergeUserMetadata.
func (c *Client) ReplaceUserMetadata(ctx context.Context, id string, params UserMetadataParams) (*User, error) {
	return sendForObject[User](ctx, c, replaceUserMetadata, request{ids: []string{id}, body: params})
}
