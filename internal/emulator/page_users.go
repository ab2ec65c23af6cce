package emulator

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// userRow is a user in the table of users.
type userRow struct {
	ID, Name  string
	Avatar    avatar
	Href      string
	Known     []identifierRow
	More      int
	Marks     []mark
	UpdatedAt time.Time
}

// identifierRow is an identifier of a user.
type identifierRow struct {
	Kind, Text, Status, ID string
	Primary, SecondFactor  bool
	// Several is set if the user has other identifiers of the kind.
	Several bool
}

// shownIdentifiers is the maximum number of identifiers in a row of users.
const shownIdentifiers = 3

func newUserRow(u User) userRow {
	name := nameOf(&account{User: u})
	row := userRow{
		ID: u.ID, Name: name, Avatar: avatarOf(u.ID, name), Href: link("users/" + url.PathEscape(u.ID)),
		Known: identifiersOf(u), Marks: marksOf(u), UpdatedAt: stamp(u.UpdatedAt),
	}
	if len(row.Known) > shownIdentifiers {
		row.More = len(row.Known) - shownIdentifiers
		row.Known = row.Known[:shownIdentifiers]
	}
	return row
}

// identifiersOf returns the identifiers of a user, the primary ones first.
func identifiersOf(u User) []identifierRow {
	var primary, others []identifierRow
	add := func(row identifierRow, primaryID *string) {
		if row.Primary = textOf(primaryID) == row.ID && row.ID != ""; row.Primary {
			primary = append(primary, row)
			return
		}
		others = append(others, row)
	}
	for _, email := range u.EmailAddresses {
		add(identifierRow{
			Kind: "Email address", Text: email.EmailAddress, ID: email.ID,
			Status: statusOf(email.Verification, email.Reserved),
		}, u.PrimaryEmailAddressID)
	}
	for _, phone := range u.PhoneNumbers {
		add(identifierRow{
			Kind: "Phone number", Text: phone.PhoneNumber, ID: phone.ID,
			Status: statusOf(phone.Verification, phone.Reserved), SecondFactor: phone.ReservedForSecondFactor,
		}, u.PrimaryPhoneNumberID)
	}
	for _, wallet := range u.Web3Wallets {
		add(identifierRow{
			Kind: "Web3 wallet", Text: wallet.Web3Wallet, ID: wallet.ID, Status: statusOf(wallet.Verification, false),
		}, u.PrimaryWeb3WalletID)
	}
	if u.Username != nil {
		others = append(others, identifierRow{Kind: "Username", Text: *u.Username})
	}
	if u.ExternalID != nil {
		others = append(others, identifierRow{Kind: "External id", Text: *u.ExternalID})
	}
	all := slices.Concat(primary, others)
	kinds := map[string]int{}
	for _, row := range all {
		kinds[row.Kind]++
	}
	for i, row := range all {
		all[i].Several = kinds[row.Kind] > 1
	}
	return all
}

// marksOf returns the status of a user.
func marksOf(u User) []mark {
	var marks []mark
	for _, each := range []struct {
		mark
		has bool
	}{
		{mark{"banned", "bad"}, u.Banned},
		{mark{"locked", "warn"}, u.Locked},
		{mark{"password", "plain"}, u.PasswordEnabled},
		{mark{"two-factor", "plain"}, u.TwoFactorEnabled},
		{mark{"passkey", "plain"}, len(u.Passkeys) > 0},
		{mark{"image", "plain"}, u.HasImage},
	} {
		if each.has {
			marks = append(marks, each.mark)
		}
	}
	return marks
}

// option is an option of a filter.
type option struct {
	Value, Text string
	Selected    bool
}

func options(selected string, pairs ...string) []option {
	var all []option
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, option{pairs[i], pairs[i+1], pairs[i] == selected})
	}
	return all
}

// usersData is the table of users.
type usersData struct {
	Query            string
	Statuses, Orders []option
	Columns          []sortColumn
	Rows             []userRow
	Pager            pager
	Filtered         bool
}

// sortColumn is a heading that sorts the table.
type sortColumn struct {
	Text, Href string
	// Sort is the value of aria-sort, or empty.
	Sort string
}

func (e *Emulator) showUsers(r *http.Request) (string, any, error) {
	query := r.URL.Query()
	search, status, order := query.Get("query"), query.Get("status"), query.Get("order_by")
	if order == "" {
		order = "-updated_at"
	}
	offset, _ := strconv.Atoi(query.Get("offset"))
	found, err := e.userPage(url.Values{
		"query": {search}, "status": {status}, "order_by": {order}, "offset": {query.Get("offset")},
	})
	if err != nil {
		return "", nil, err
	}
	data := usersData{
		Query:    search,
		Pager:    pager{From: offset + 1, To: offset + len(found.Data), Total: found.TotalCount, Noun: "user"},
		Filtered: search != "" || status != "",
		Statuses: options(status, "", "Any status", "banned", "Banned", "locked", "Locked", "password", "With password",
			"two_factor", "Two-factor", "unverified", "With unverified identifier"),
		Orders: options(order, "-updated_at", "Last change", "-created_at", "Newest", "created_at", "Oldest",
			"first_name", "First name", "last_name", "Last name", "email_address", "Email address", "username", "Username"),
	}
	for _, user := range found.Data {
		data.Rows = append(data.Rows, newUserRow(user))
	}
	at := func(offset int) string {
		return link("users", "query", search, "status", status, "order_by", order, "offset", strconv.Itoa(offset))
	}
	if offset > 0 {
		data.Pager.Previous = at(max(0, offset-rowsPerPage))
	}
	if data.Pager.To < data.Pager.Total {
		data.Pager.Next = at(data.Pager.To)
	}
	data.Columns = sortColumns(order, search, status)
	return "Users", data, nil
}

// sortColumns returns the headings of the table of users. A heading of the current order reverses it.
func sortColumns(order, search, status string) []sortColumn {
	var columns []sortColumn
	for _, column := range []struct{ text, property, first string }{
		{"User", "first_name", "first_name"}, {"Identifiers", "email_address", "email_address"}, {"Status", "", ""},
		{"Last change", "updated_at", "-updated_at"},
	} {
		heading, to := sortColumn{Text: column.text}, column.first
		switch order {
		case column.property:
			heading.Sort, to = "ascending", "-"+column.property
		case "-" + column.property:
			heading.Sort, to = "descending", column.property
		}
		if column.property == "" {
			heading.Sort = ""
		} else {
			heading.Href = link("users", "query", search, "status", status, "order_by", to)
		}
		columns = append(columns, heading)
	}
	return columns
}
