package clerk

import (
	"context"
	"iter"
	"net/http"
)

var (
	createAllowlistIdentifier = unrepeatable(http.MethodPost, "/allowlist_identifiers")
	listAllowlistIdentifiers  = repeatable(http.MethodGet, "/allowlist_identifiers")
	deleteAllowlistIdentifier = repeatable(http.MethodDelete, "/allowlist_identifiers/{identifier_id}").
					mustShow(isDeleted)

	createBlocklistIdentifier = unrepeatable(http.MethodPost, "/blocklist_identifiers")
	listBlocklistIdentifiers  = repeatable(http.MethodGet, "/blocklist_identifiers").withoutPages()
	deleteBlocklistIdentifier = repeatable(http.MethodDelete, "/blocklist_identifiers/{identifier_id}").
					mustShow(isDeleted)
)

// ListIdentifier is an identifier on the allow-list or the block-list.
type ListIdentifier struct {
	ID         string `json:"id"`
	Identifier string `json:"identifier"` // in lower case
	// IdentifierType is email_address, phone_number or web3_wallet.
	IdentifierType string `json:"identifier_type"`
	// InvitationID is the invitation that was sent to an identifier of the allow-list. It is nil or empty if none was.
	InvitationID *string   `json:"invitation_id"`
	CreatedAt    UnixMilli `json:"created_at"`
	UpdatedAt    UnixMilli `json:"updated_at"`
}

func (i *ListIdentifier) identity() string { return i.ID }

// ListIdentifierParams is the body of POST for an identifier. Only the allow-list accepts Notify.
type ListIdentifierParams struct {
	Identifier string      `json:"identifier"`
	Notify     Field[bool] `json:"notify,omitzero"`
}

// IdentifierList is the allow-list or the block-list of the instance.
type IdentifierList struct {
	client               *Client
	create, list, remove operation
	// hasPages is false for the block-list, which has no pages in the specification.
	hasPages   bool
	collection *collection[ListIdentifier]
}

// Allowlist returns the identifiers that can sign up.
func (c *Client) Allowlist() *IdentifierList { return c.allowlist }

// Blocklist returns the identifiers that cannot sign up.
func (c *Client) Blocklist() *IdentifierList { return c.blocklist }

// Create adds an identifier: POST /allowlist_identifiers or POST /blocklist_identifiers. An identifier that the list
// has is an *Error for which IsDuplicate is true.
func (l *IdentifierList) Create(ctx context.Context, params ListIdentifierParams) (*ListIdentifier, error) {
	return createNamed(ctx, l.client, l.create, request{body: params}, uniqueName[ListIdentifier]{
		noun: "the identifier", kind: "identifier", name: FoldIdentifier(params.Identifier),
		of:        func(i *ListIdentifier) string { return FoldIdentifier(i.Identifier) },
		createdAt: func(i *ListIdentifier) UnixMilli { return i.CreatedAt },
		list: func(ctx context.Context) ([]ListIdentifier, *answer, error) {
			var last *answer
			found, err := collect(l.each(ctx, &last))
			return found, last, err
		},
	})
}

// Read retrieves an identifier for a refresh: GET /allowlist_identifiers or GET /blocklist_identifiers. The API has no
// operation for one identifier. See collection.
func (l *IdentifierList) Read(ctx context.Context, id string) (*ListIdentifier, error) {
	return l.collection.read(ctx, id)
}

// Find returns the entry of an identifier, nil if there is none: GET /allowlist_identifiers or GET
// /blocklist_identifiers.
func (l *IdentifierList) Find(ctx context.Context, identifier string) (*ListIdentifier, error) {
	return firstNamed(l.Each(ctx), func(i *ListIdentifier) bool {
		return FoldIdentifier(i.Identifier) == FoldIdentifier(identifier)
	})
}

// Each yields all identifiers: GET /allowlist_identifiers or GET /blocklist_identifiers.
func (l *IdentifierList) Each(ctx context.Context) iter.Seq2[ListIdentifier, error] {
	var last *answer
	return l.each(ctx, &last)
}

// each is Each, and stores the last answer.
func (l *IdentifierList) each(ctx context.Context, last **answer) iter.Seq2[ListIdentifier, error] {
	page := func(paging Paging) (*Page[ListIdentifier], error) {
		cl, query := &call{operation: l.list}, paging.query()
		if l.hasPages {
			query = paging.paginated()
		}
		page, err := sendCallForPage[ListIdentifier](ctx, l.client, cl, request{query: query})
		*last = cl.answer
		return page, err
	}
	if l.hasPages {
		return allPages(l.list, page)
	}
	return func(yield func(ListIdentifier, error) bool) {
		whole, err := page(Paging{})
		if err != nil {
			yield(ListIdentifier{}, err)
			return
		}
		if int64(len(whole.Data)) < whole.TotalCount { // a server with pages
			allPages(l.list, page)(yield)
			return
		}
		for _, identifier := range whole.Data {
			if !yield(identifier, nil) {
				return
			}
		}
	}
}

// Delete removes an identifier: DELETE /allowlist_identifiers/{identifier_id} or DELETE
// /blocklist_identifiers/{identifier_id}.
func (l *IdentifierList) Delete(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, l.client, l.remove, id)
}

func newAllowlist(c *Client) *IdentifierList {
	l := &IdentifierList{
		client: c, create: createAllowlistIdentifier, list: listAllowlistIdentifiers, remove: deleteAllowlistIdentifier,
		hasPages: true,
	}
	return l.collected()
}

func newBlocklist(c *Client) *IdentifierList {
	l := &IdentifierList{
		client: c, create: createBlocklistIdentifier, list: listBlocklistIdentifiers, remove: deleteBlocklistIdentifier,
	}
	return l.collected()
}

func (l *IdentifierList) collected() *IdentifierList {
	l.collection = newCollection(l.client, collectionOf[ListIdentifier]{
		list: l.list,
		key:  (*ListIdentifier).identity,
		all:  l.Each,
		wrote: func(op operation, ids []string) []string {
			if op.pattern == l.remove.pattern {
				return ids[:min(len(ids), 1)]
			}
			return nil
		},
	})
	return l
}
