package chaos

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// attribute is an attribute of clerk_user that can be set, changed, cleared and
// omitted at any time.
type attribute struct {
	name string
	// random makes a value to state.
	random func(w *world) any
	// clears is the value that clears it, nil where there is none.
	clears any
	// held reads the value from the instance, in the form that normal gives to a
	// configured value.
	held   func(emulator.User) any
	normal func(any) any
}

var attributes = []attribute{
	{
		"external_id",
		func(w *world) any { return sprintf("external-%d", w.number()) },
		"",
		func(u emulator.User) any { return text(u.ExternalID) },
		asIs,
	},
	{"first_name", (*world).name, "", func(u emulator.User) any { return text(u.FirstName) }, asIs},
	{"last_name", (*world).name, "", func(u emulator.User) any { return text(u.LastName) }, asIs},
	{"locale", (*world).locale, "", func(u emulator.User) any { return text(u.Locale) }, asIs},
	{
		"legal_accepted_at",
		(*world).past,
		"",
		func(u emulator.User) any { return milliseconds(u.LegalAcceptedAt) },
		instant,
	},
	{"created_at", (*world).past, nil, func(u emulator.User) any { return milliseconds(&u.CreatedAt) }, instant},
	{"banned", (*world).flag, nil, func(u emulator.User) any { return u.Banned }, asIs},
	{"locked", (*world).flag, nil, func(u emulator.User) any { return u.Locked }, asIs},
	{"delete_self_enabled", (*world).flag, nil, func(u emulator.User) any { return u.DeleteSelfEnabled }, asIs},
	{
		"create_organization_enabled",
		(*world).flag,
		nil,
		func(u emulator.User) any { return u.CreateOrganizationEnabled },
		asIs,
	},
	{"create_organizations_limit", func(w *world) any { return w.IntN(9) }, nil, limit, asIs},
	{"bypass_client_trust", (*world).flag, nil, func(u emulator.User) any { return u.BypassClientTrust }, asIs},
	{
		"public_metadata",
		(*world).metadata,
		"{}",
		func(u emulator.User) any { return compact(u.PublicMetadata) },
		metadataObject,
	},
	{
		"private_metadata",
		(*world).privateMetadata,
		"{}",
		func(u emulator.User) any { return compact(u.PrivateMetadata) },
		metadataObject,
	},
	{
		"unsafe_metadata",
		(*world).metadata,
		"{}",
		func(u emulator.User) any { return compact(u.UnsafeMetadata) },
		metadataObject,
	},
}

// options are the attributes of request_options that only accompany requests.
var options = []string{
	"skip_password_checks", "skip_password_requirement", "skip_legal_checks", "skip_user_requirement",
	signOutOption, "notify_primary_email_address_changed",
}

const signOutOption = "sign_out_of_other_sessions"

func isMetadata(name string) bool { return strings.HasSuffix(name, "_metadata") }

func (w *world) name() any {
	return []string{"Ada", "Grace", "Renée", "李", "O'Brien", "Anne-Marie", "Ünal \"Ü\""}[w.IntN(7)]
}

func (w *world) locale() any { return []string{"en-US", "de-CH", "ja"}[w.IntN(3)] }

func (w *world) flag() any { return w.IntN(2) == 0 }

// past is a time, written in one of two offsets.
func (w *world) past() any {
	at := time.Date(1995, 3, 14, 9, 26, 53, 0, time.UTC).Add(time.Duration(w.IntN(100_000)) * time.Second)
	return at.In(time.FixedZone("", w.IntN(2)*3600)).Format(time.RFC3339)
}

// metadata is an object in a spelling of its own.
func (w *world) metadata() any {
	return sprintf(
		`{ "plan": %q, "seats": %d, "nested": {"list": [1, null, "x"], "flag": %v} }`,
		w.name(),
		w.IntN(1000),
		w.flag(),
	)
}

func (w *world) privateMetadata() any { return sprintf(`{"note": %q}`, w.privateNote()) }

func asIs(value any) any { return value }

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

func milliseconds(value *int64) any {
	if value == nil {
		return ""
	}
	return *value
}

func instant(value any) any {
	if value == "" {
		return ""
	}
	at, err := time.Parse(time.RFC3339, value.(string))
	if err != nil {
		panic(err)
	}
	return at.UnixMilli()
}

func limit(u emulator.User) any {
	if u.CreateOrganizationsLimit == nil {
		return -1
	}
	return int(*u.CreateOrganizationsLimit)
}

func metadataObject(value any) any { return compact(json.RawMessage(value.(string))) }

// compact writes an object in one spelling.
func compact(raw json.RawMessage) string {
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil {
		panic(err)
	}
	written, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	return string(written)
}

// folded writes identifiers in one spelling and order.
func folded(values []string) []string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = strings.ToLower(value)
	}
	slices.Sort(texts)
	return texts
}
