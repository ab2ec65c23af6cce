package provider_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	clerkprovider "github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// wholeSentences begins with a capital letter, a digit or code, and ends in a full stop.
var wholeSentences = regexp.MustCompile("(?s)^[\\p{Lu}\\d`].*\\.$")

// longestOpening is how many characters the first sentence of a page may have.
const longestOpening = 170

func TestTypes_areIntroducedByOneShortSentence(t *testing.T) {
	t.Parallel()
	for _, d := range everyType(t) {
		text := ""
		if d.function == nil {
			text = d.schema.Description
		} else {
			text = d.function.Description
		}
		opening, _, _ := strings.Cut(strings.SplitAfterN(text, ". ", 2)[0], "\n")
		if length := len([]rune(opening)); length > longestOpening {
			t.Errorf("the %s is introduced by a sentence of %d characters, more than %d: %q", d, length, longestOpening, opening)
		}
	}
}

// namedList is a list of names after a colon.
var namedList = regexp.MustCompile(`:\n(\n  - ` + "`[^`]+`" + `)+$`)

func TestTypes_areDescribedInWholeSentences(t *testing.T) {
	t.Parallel()
	expect := func(text, where string) {
		text = namedList.ReplaceAllString(text, ".")
		if !wholeSentences.MatchString(text) || strings.Contains(text, "  ") {
			t.Errorf("the description of %s is no sequence of whole sentences: %q", where, text)
		}
	}
	for _, d := range everyType(t) {
		if d.function == nil {
			expect(d.schema.Description, "the "+d.String())
			continue
		}
		expect(d.function.Description, "the "+d.String())
		for _, parameter := range d.function.Parameters {
			expect(parameter.Description, "the parameter "+parameter.Name+" of the "+d.String())
		}
	}
	for _, a := range everyAttribute(t) {
		expect(a.Description, a.String())
		if a.DescriptionKind != tfprotov6.StringKindMarkdown {
			t.Errorf("the description of %s is not Markdown", a)
		}
	}
	identities, err := clerkprovider.NewServer("test")().GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range everyType(t) {
		if d.kind != resourceTypes {
			continue
		}
		identity := identities.IdentitySchemas[d.typeName]
		if identity == nil {
			t.Errorf("the %s has no identity", d)
			continue
		}
		for _, a := range identity.IdentityAttributes {
			expect(a.Description, "the identity's "+a.Name+" of the "+d.String())
		}
	}
}

// The words that Terraform and Clerk write otherwise, or that mean an attribute
// which has another name here.
var foreignWords = map[string]string{
	"e_mail":       "email_address",
	"email":        "email_address",
	"emails":       "email_addresses",
	"phone":        "phone_number",
	"phones":       "phone_numbers",
	"wallet":       "web3_wallet",
	"wallets":      "web3_wallets",
	"uid":          "user_id",
	"owner_id":     "user_id",
	"organisation": "organization",
	"org_id":       "organization_id",
	"created":      "created_at",
	"updated":      "updated_at",
	"expires":      "expires_at",
	"expiry":       "expires_at",
	"ttl":          "expires_in_seconds",
	"enabled":      "a name that says what",
	"metadata":     "public_metadata and the like",
	"count":        "total_count",
	"image":        "image_url",
}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func TestTypes_nameAttributesInSnakeCaseAndByOneNameEach(t *testing.T) {
	t.Parallel()
	for _, d := range everyType(t) {
		if !snakeCase.MatchString(d.typeName) || (d.kind != functionTypes) != strings.HasPrefix(d.typeName, "clerk_") {
			t.Errorf("the name of the %s is not one", d)
		}
	}
	for _, a := range everyAttribute(t) {
		if !snakeCase.MatchString(a.Name) {
			t.Errorf("the name %s is not in snake case", a)
		}
		if ours := foreignWords[a.Name]; ours != "" {
			t.Errorf("the name %s is %s elsewhere", a, ours)
		}
		// A request option is write-only because it is not a property of the object.
		isOption := a.shape() == "tftypes.Bool" || strings.Contains(a.String(), "request_options")
		credential := a.WriteOnly && !isOption
		if strings.HasSuffix(a.Name, "_wo") != credential && !strings.HasPrefix(a.place, actionTypes.name) {
			t.Errorf("%s: write-only values, and only they, end in _wo; no state has the arguments of actions", a)
		}
		if strings.HasSuffix(a.Name, "_at") && a.shape() != "tftypes.String" {
			t.Errorf("%s is a time and no text in the format of RFC 3339", a)
		}
		if strings.HasSuffix(a.Name, "_seconds") && a.shape() != "tftypes.Number" {
			t.Errorf("%s is a number of seconds and no number", a)
		}
	}
}

// shapesByPlace are the names that mean the same in two shapes, with the reason.
var shapesByPlace = map[string]struct{ exception, reason string }{
	"email_addresses": {
		"data source clerk_user",
		"the configuration is a set of addresses; the data source returns all attributes of each",
	},
	"phone_numbers": {"data source clerk_user", "as email_addresses"},
	"web3_wallets":  {"data source clerk_user", "as email_addresses"},
}

func TestTypes_giveTheSameNameTheSameTypeEverywhere(t *testing.T) {
	t.Parallel()
	first := map[string]attribute{}
	for _, a := range everyAttribute(t) {
		// A list resource has the filters of a data source.
		by, known := shapesByPlace[a.Name]
		if known && (strings.HasPrefix(a.place, by.exception) || strings.HasPrefix(a.place, "list resource")) {
			continue
		}
		before, seen := first[a.Name]
		if !seen {
			first[a.Name] = a
			continue
		}
		if before.shape() != a.shape() {
			t.Errorf("%s is a %s, and %s is a %s", a, a.shape(), before, before.shape())
		}
		if before.Sensitive != a.Sensitive {
			t.Errorf("%s and %s are not both sensitive", a, before)
		}
	}
	for name, by := range shapesByPlace {
		if !slices.ContainsFunc(
			everyAttribute(t),
			func(a attribute) bool { return a.Name == name && strings.HasPrefix(a.place, by.exception) },
		) {
			t.Errorf("the exception for %s of the %s (%s) is not needed any more", name, by.exception, by.reason)
		}
	}
}

// secretWords are words in the names of secrets. notSecret are names with such a word
// that are not secret. otherSecrets are secrets without such a word.
var (
	secretWords = regexp.MustCompile(
		`password|secret|token|jwt|digest|private|backup_code|otp|credential|(^|_)code$|_key$`,
	)
	notSecret = map[string]string{
		"password_enabled":           "whether there is one",
		"password_hasher":            "the name of an algorithm",
		"password_last_updated_at":   "a time",
		"password_wo_version":        "a number of one's own",
		"password_digest_wo_version": "a number of one's own",
		"totp_secret_wo_version":     "a number of one's own",
		"secret_wo_version":          "a number of one's own",
		"backup_codes_wo_version":    "a number of one's own",
		"totp_enabled":               "whether there is one",
		"backup_code_enabled":        "whether there are some",
		"skip_password_checks":       "an option",
		"skip_password_requirement":  "an option",
		"publishable_key":            "meant for browsers",
		"role_set_key":               "the key of a set of roles",
	}
	otherSecrets = map[string]string{
		"url": "the link of a token signs its holder in", "uri": "the address of an authenticator app holds the TOTP secret",
	}
)

// secret reports whether who reads the attribute could do harm with it.
func (a attribute) secret() bool {
	if a.NestedType != nil || notSecret[a.Name] != "" || a.Name == "code" && strings.HasSuffix(a.place, "/error") {
		return false
	}
	return secretWords.MatchString(a.Name) || otherSecrets[a.Name] != ""
}

// Terraform's time grows with the square of the sensitive values: 600 memberships with two of them took it 20 s.
func TestTypes_lists_haveNoSensitiveAttributes(t *testing.T) {
	t.Parallel()
	inLists := map[string]bool{}
	for _, a := range everyAttribute(t) {
		if inLists[a.place] && a.Sensitive {
			t.Errorf("%s is sensitive in a list: put it into a map beside the list", a)
		}
		if a.NestedType != nil && (inLists[a.place] || a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeSingle) {
			inLists[a.place+"/"+a.Name] = true
		}
	}
}

func TestTypes_markSecretsAndNothingElseAsSensitive(t *testing.T) {
	t.Parallel()
	for _, a := range everyAttribute(t) {
		// The schema of an action has no such mark: there, write-only keeps a value out of everything.
		marked := a.Sensitive || strings.HasPrefix(a.place, actionTypes.name) && a.WriteOnly && a.secret()
		if a.secret() && !marked {
			t.Errorf("%s is a secret and not marked as sensitive; if it is none, say so in notSecret", a)
		}
		if a.Sensitive && !a.secret() {
			t.Errorf("%s is marked as sensitive, which hides it from plans; if it is a secret, say so in otherSecrets", a)
		}
	}
	for name := range notSecret {
		named := func(a attribute) bool { return a.Name == name }
		if !secretWords.MatchString(name) || !slices.ContainsFunc(everyAttribute(t), named) {
			t.Errorf("notSecret need not name %s", name)
		}
	}
}
