package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// rowsPerPage is the number of rows of a listing with pages, and the maximum of one without.
const rowsPerPage = 50

// pager has the links between the pages of a list.
type pager struct {
	From, To, Total int
	Noun            string
	Previous, Next  string
}

// pageOf returns the items of the page at the offset in the query, and its links.
func pageOf[T any](items []T, query url.Values, noun, part string) ([]T, pager) {
	offset, _ := strconv.Atoi(query.Get("offset"))
	offset = min(max(offset, 0), len(items))
	end := min(offset+rowsPerPage, len(items))
	p := pager{From: offset + 1, To: end, Total: len(items), Noun: noun}
	at := func(offset int) string {
		return link(part, "query", query.Get("query"), "offset", strconv.Itoa(offset))
	}
	if offset > 0 {
		p.Previous = at(max(0, offset-rowsPerPage))
	}
	if end < len(items) {
		p.Next = at(end)
	}
	return items[offset:end], p
}

// organizationsData is the table of organizations, and the other objects that give access.
type organizationsData struct {
	Query  string
	List   listing
	Pager  pager
	Others []listing
}

func (e *Emulator) showOrganizations(r *http.Request) (string, any, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	search := strings.TrimSpace(r.URL.Query().Get("query"))
	var found []*organization
	for _, o := range slices.Backward(e.store.organizations.all()) {
		if search == "" || containsFold(search, o.Name, o.Slug, o.ID) {
			found = append(found, o)
		}
	}
	shown, pager := pageOf(found, r.URL.Query(), "organization", "organizations")
	data := organizationsData{Query: search, Pager: pager, Others: e.store.otherTables(), List: listing{
		Title: "Organizations", Empty: "The instance has no organization.",
		Columns: []string{"Organization", "Members", "Pending invitations", "Last change"},
	}}
	if search != "" {
		data.List.Empty = "No organization matches."
	}
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	for _, o := range shown {
		data.List.Rows = append(data.List.Rows, []cell{
			e.store.organizationCell(o.ID), textCell(thousands(e.store.membersCount(o.ID))),
			textCell(thousands(c.pendingInvitations(o.ID))), timeCell(o.UpdatedAt),
		})
	}
	return "Organizations", data, nil
}

// otherTables returns the tables that have no view of their own: roles, permissions, lists and so on.
func (s *store) otherTables() []listing {
	shown := []string{
		s.sessions.sessions.name(), s.sessions.clients.name(), s.devices.name(), s.organizations.name(),
		s.memberships.name(),
	}
	var tables []listing
	for _, part := range s.collections() {
		table, isTable := part.(recorded)
		if !isTable || slices.Contains(shown, part.name()) {
			continue
		}
		objects := table.objects()
		if len(objects) > 0 {
			tables = append(tables, generalListing(part.name(), objects))
		}
	}
	return tables
}

// generalListing shows objects of any kind by the fields that most kinds have.
func generalListing(name string, objects []recordedObject) listing {
	title := strings.ReplaceAll(name, "_", " ")
	l := listing{
		Title: strings.ToUpper(title[:1]) + title[1:], Columns: []string{"Name", "Details", "Id", "Created"},
		Total: len(objects),
	}
	for _, o := range objects[:min(len(objects), rowsPerPage)] {
		var fields map[string]json.RawMessage
		_ = json.Unmarshal(marshal(o.row), &fields)
		var created int64
		_ = json.Unmarshal(fields["created_at"], &created)
		name := cell{Text: nameOf(o.row), Note: textIn(fields, "description")}
		details := textCell(cmp.Or(textIn(fields, "key", "role", "identifier_type", "type"), "–"))
		if status := textIn(fields, "status"); status != "" {
			details = statusCell(status)
		}
		l.Rows = append(l.Rows, []cell{name, details, idCell(o.id), timeCell(created)})
	}
	return l
}

func (s *store) organizationCell(id string) cell {
	name, slug := id, ""
	if o := s.organizations.get(id); o != nil {
		name, slug = o.Name, o.Slug
	}
	face := avatarOf(id, name)
	return cell{Text: name, Href: link("organizations/" + url.PathEscape(id)), Avatar: &face, Note: slug}
}

// organizationData is the view of an organization.
type organizationData struct {
	ID, Name string
	Avatar   avatar
	Facts    []fact
	Metadata []metadata
	Members  listing
	Pager    pager
	Listings []listing
}

func (e *Emulator) showOrganization(r *http.Request) (string, any, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	id := r.PathValue("organization_id")
	o := e.store.organizations.get(id)
	if o == nil {
		return "", nil, failure(http.StatusNotFound, "resource_not_found", "not found",
			fmt.Sprintf("The instance has no organization %s.", id))
	}
	data := organizationData{
		ID: id, Name: o.Name, Avatar: avatarOf(id, o.Name), Facts: factsOfOrganization(o, e.store.users[o.CreatedBy]),
		Metadata: []metadata{{"Public metadata", o.PublicMetadata}, {"Private metadata", o.PrivateMetadata}},
		Members: listing{
			Title: "Members", Empty: "The organization has no member.", Columns: []string{"User", "Role", "Member since"},
		},
	}
	members := reversed(e.store.membershipsByOrg.of(id))
	members, data.Pager = pageOf(members, r.URL.Query(), "member", "organizations/"+url.PathEscape(id))
	for _, m := range members {
		user := idCell(m.UserID)
		if a := e.store.users[m.UserID]; a != nil {
			user = userCell(a)
		}
		data.Members.Rows = append(data.Members.Rows, []cell{user, textCell(m.Role), timeCell(m.CreatedAt)})
	}
	invitations := listing{
		Title: "Invitations", Empty: "The organization has no invitation.",
		Columns: []string{"Email address", "Role", "Status", "Created"},
	}
	held := e.store.invitationsByOrg.of(id)
	invitations.Total = len(held)
	for _, i := range slices.Backward(held[max(0, len(held)-rowsPerPage):]) {
		at := i.at(e.Now().UnixMilli())
		invitations.Rows = append(invitations.Rows, []cell{
			textCell(at.EmailAddress), textCell(at.Role), statusCell(at.Status), timeCell(at.CreatedAt),
		})
	}
	data.Listings = []listing{invitations}
	return o.Name, data, nil
}

func factsOfOrganization(o *organization, creator *account) []fact {
	facts := []fact{
		{"Slug", textCell(o.Slug)},
		{"Created", timeCell(o.CreatedAt)},
		{"Last change", timeCell(o.UpdatedAt)},
		{"Members can delete it", textCell(map[bool]string{true: "yes", false: "no"}[o.AdminDeleteEnabled])},
	}
	if o.MaxAllowedMemberships > 0 {
		facts = append(facts, fact{"Limit of members", textCell(thousands(int(o.MaxAllowedMemberships)))})
	}
	if creator != nil {
		facts = append(facts, fact{"Created by", cell{
			Text: nameOf(creator), Href: link("users/" + url.PathEscape(creator.ID)),
		}})
	}
	return facts
}
