package emulator

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// maxFilterValues is the maximum number of values of a filter of users or organizations.
const maxFilterValues = 100

// userFilter selects users. All of its conditions must match.
type userFilter struct {
	// ids are the only users to check; nil means all users.
	ids     map[string]bool
	matches []func(*account) bool
}

func (f *userFilter) accepts(a *account) bool {
	for _, matches := range f.matches {
		if !matches(a) {
			return false
		}
	}
	return true
}

// candidates returns the users to check, if the filter selects them by an index.
func (f *userFilter) candidates(s *store) (named []*account, known bool) {
	if f.ids == nil {
		return nil, false
	}
	for id := range f.ids {
		if a := s.users[id]; a != nil {
			named = append(named, a)
		}
	}
	return named, true
}

func (f *userFilter) only(ids []string) {
	allowed := map[string]bool{}
	for _, id := range ids {
		if f.ids == nil || f.ids[id] {
			allowed[id] = true
		}
	}
	f.ids = allowed
}

func (f *userFilter) require(matches func(*account) bool) { f.matches = append(f.matches, matches) }

// parseUserFilter decodes the filters of GET /users and GET /users/count.
func parseUserFilter(query url.Values, s *store) (*userFilter, []problem) {
	f := &userFilter{}
	problems := tooManyValues(query, "email_address", "phone_number", "username", "web3_wallet", "user_id", "external_id",
		"organization_id", "provider_user_id")
	f.filterByIdentifier(query, s)
	f.filterByText(query)
	problems = append(problems, f.filterByState(query)...)
	problems = append(problems, f.filterByProvider(query)...)
	return f, problems
}

func (f *userFilter) filterByIdentifier(query url.Values, s *store) {
	for _, lookup := range []struct {
		name  string
		index index
		fold  func(string) string
	}{
		{"email_address", s.emails, foldEmail},
		{"phone_number", s.phones, phoneKind.fold},
		{"username", s.usernames, foldUsername},
		{"web3_wallet", s.wallets, foldWallet},
	} {
		if values := query[lookup.name]; len(values) > 0 {
			var ids []string
			for _, value := range values {
				ids = append(ids, lookup.index[lookup.fold(value)]...)
			}
			f.only(ids)
		}
	}
	f.filterBySigned(query["user_id"], func(id string) []string { return []string{id} })
	f.filterBySigned(query["external_id"], func(id string) []string { return s.externalIDs[id] })
	f.filterBySigned(query["organization_id"], func(id string) []string {
		return answers(s.membershipsByOrg.of(id), func(m *membership) string { return m.UserID })
	})
}

// filterBySigned includes the values with "+" or no sign, and excludes the values with "-".
func (f *userFilter) filterBySigned(values []string, lookup func(string) []string) {
	wanted, unwanted := signed(values)
	if len(wanted) > 0 {
		var ids []string
		for _, value := range wanted {
			ids = append(ids, lookup(value)...)
		}
		f.only(ids)
	}
	if len(unwanted) > 0 {
		excluded := map[string]bool{}
		for _, value := range unwanted {
			for _, id := range lookup(value) {
				excluded[id] = true
			}
		}
		f.require(func(a *account) bool { return !excluded[a.ID] })
	}
}

func signed(values []string) (wanted, unwanted []string) {
	for _, value := range values {
		if without, found := strings.CutPrefix(value, "-"); found {
			unwanted = append(unwanted, without)
			continue
		}
		wanted = append(wanted, strings.TrimPrefix(value, "+"))
	}
	return wanted, unwanted
}

func (f *userFilter) filterByText(query url.Values) {
	for name, texts := range map[string]func(*account) []string{
		"email_address_query": emailTexts,
		"phone_number_query":  phoneTexts,
		"username_query":      usernameTexts,
		"name_query":          nameTexts,
		"query": func(a *account) []string {
			return slices.Concat(emailTexts(a), phoneTexts(a), usernameTexts(a), walletTexts(a), []string{a.ID}, nameTexts(a))
		},
	} {
		if wanted := query.Get(name); wanted != "" {
			f.require(func(a *account) bool { return containsFold(wanted, texts(a)...) })
		}
	}
}

func emailTexts(a *account) (texts []string) {
	for _, email := range a.EmailAddresses {
		texts = append(texts, email.EmailAddress)
	}
	return texts
}

func phoneTexts(a *account) (texts []string) {
	for _, phone := range a.PhoneNumbers {
		texts = append(texts, phone.PhoneNumber)
	}
	return texts
}

func walletTexts(a *account) (texts []string) {
	for _, wallet := range a.Web3Wallets {
		texts = append(texts, wallet.Web3Wallet)
	}
	return texts
}

func usernameTexts(a *account) []string { return []string{textOf(a.Username)} }

func nameTexts(a *account) []string {
	first, last := textOf(a.FirstName), textOf(a.LastName)
	return []string{first, last, strings.TrimSpace(first + " " + last)}
}

func textOf(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func (f *userFilter) filterByState(query url.Values) []problem {
	var problems []problem
	if query.Has("banned") {
		banned, valid := map[string]bool{"true": true, "false": false}[query.Get("banned")]
		if !valid {
			problems = append(problems, notAllowedValue("banned", "true", "false"))
		}
		f.require(func(a *account) bool { return a.Banned == banned })
	}
	for _, date := range []struct {
		name string
		of   func(*account) *int64
	}{
		{"created_at", func(a *account) *int64 { return &a.CreatedAt }},
		{"last_active_at", func(a *account) *int64 { return a.LastActiveAt }},
		{"last_sign_in_at", func(a *account) *int64 { return a.LastSignInAt }},
	} {
		for suffix, agrees := range map[string]func(at, bound int64) bool{
			"_before": func(at, bound int64) bool { return at < bound },
			"_after":  func(at, bound int64) bool { return at > bound },
			"_since":  func(at, bound int64) bool { return at >= bound },
		} {
			name := date.name + suffix
			if !query.Has(name) || suffix == "_since" && date.name != "last_active_at" {
				continue
			}
			bound, err := strconv.ParseInt(query.Get(name), 10, 64)
			if err != nil {
				problems = append(problems, about(name, "form_param_invalid_date", "is invalid",
					"%s must be a time in Unix milliseconds.", name))
			}
			f.require(func(a *account) bool { at := date.of(a); return at != nil && agrees(*at, bound) })
		}
	}
	return problems
}

func (f *userFilter) filterByProvider(query url.Values) []problem {
	provider, ids := query.Get("provider"), query["provider_user_id"]
	switch {
	case provider == "" && len(ids) == 0:
		return nil
	case provider == "":
		return []problem{needs("provider", "provider_user_id")}
	case len(ids) == 0:
		return []problem{needs("provider_user_id", "provider")}
	}
	f.require(func(a *account) bool {
		return slices.ContainsFunc(a.ExternalAccounts, func(x ExternalAccount) bool {
			return x.Provider == provider && slices.Contains(ids, x.ProviderUserID)
		})
	})
	return nil
}
