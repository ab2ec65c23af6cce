package listidentifiers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	allowType = "clerk_allowlist_identifier"
	blockType = "clerk_blocklist_identifier"
)

func listed(identifier string, more acctest.Values) acctest.Values {
	return acctest.Values{"identifier": identifier}.With(more)
}

// row completes the row of a list. Another identifier is added before the old one is removed.
func row(of acctest.ObjectRow, list, path, prefix string) acctest.ObjectRow {
	of.Identity, of.Imports = []string{"id"}, []string{"{identifier}", "ADA@example.com"}
	of.Create = "POST /v1/" + path
	of.Creates, of.Destroys = []string{of.Create}, []string{"DELETE /v1/" + path + "/{identifier_id}"}
	of.Update, of.Updates = listed("*@Example.com", nil), []string{of.Create, of.Destroys[0]}
	of.Exchange = of.Update
	wrong, failed := "Not an identifier for the list", `Could not create the identifier "ada@example.com" of the `+list
	of.Bad = []acctest.BadInput{
		{
			Name:      "a domain",
			Config:    listed("clerk.dev", nil),
			Attribute: "identifier",
			Summary:   wrong,
			Details:   `"*@clerk.dev"`,
		},
		{
			Name:      "a domain with @",
			Config:    listed("@Clerk.dev", nil),
			Attribute: "identifier",
			Summary:   wrong,
			Details:   `"*@Clerk.dev"`,
		},
		{Name: "an empty text", Config: listed("", nil), Attribute: "identifier", Summary: wrong, Details: "email address"},
		{Name: "a number", Config: listed("12025550123", nil), Attribute: "identifier", Summary: wrong, Details: "E.164"},
		{
			Name:      "an identifier of the list",
			Config:    listed("ada@example.com", nil),
			API:       holdAda,
			Stage:     acctest.Applied,
			Attribute: "identifier",
			Summary:   "The " + list + " has the identifier already",
			Details:   "terraform import " + of.Type + ".NAME 'ada@example.com'|adopt_existing = true",
		},
		{
			Name:    "a plan without the list",
			Config:  listed("ada@example.com", nil),
			API:     acctest.Behaves(needsPlan),
			Stage:   acctest.Applied,
			Summary: failed,
			Details: "does not include the " + list + "|terraform state rm",
		},
	}
	of.BadImports = []acctest.BadInput{
		{
			Name:    "nothing",
			Config:  acctest.Values{"id": ""},
			Stage:   acctest.Planned,
			Summary: "Not a name for the import",
			Details: prefix + "…|the identifier itself",
		},
		{
			Name:    "an unknown id",
			Config:  acctest.Values{"id": prefix + "none"},
			Stage:   acctest.Planned,
			Summary: "No such identifier of the " + list,
			Details: prefix + "none",
		},
		{
			Name:    "an unknown identifier",
			Config:  acctest.Values{"id": "*@none.dev"},
			Stage:   acctest.Planned,
			Summary: "No such identifier of the " + list,
			Details: "*@none.dev",
		},
	}
	return of
}

var needsPlan = emulator.Behaviour{AllowlistNeedsPlan: true, BlocklistNeedsPlan: true}

func holdAda(t *testing.T, instance *acctest.Instance) {
	t.Helper()
	hold(t, instance, "Ada@example.com")
}

func hold(t *testing.T, instance *acctest.Instance, identifiers ...string) {
	t.Helper()
	var all emulator.Seed
	for i, identifier := range identifiers {
		all.AllowlistIdentifiers = append(
			all.AllowlistIdentifiers,
			emulator.SeedListIdentifier{ID: fmt.Sprintf("alid_%d", i), Identifier: identifier},
		)
		all.BlocklistIdentifiers = append(
			all.BlocklistIdentifiers,
			emulator.SeedListIdentifier{ID: fmt.Sprintf("blid_%d", i), Identifier: identifier},
		)
	}
	instance.MustSeed(all)
}

func TestAllowlistIdentifier(t *testing.T) {
	acctest.RunObject(t, row(acctest.ObjectRow{
		Type:        "clerk_allowlist_identifier",
		Config:      listed("ada@example.com", acctest.Values{"notify": true}),
		NotImported: []string{"notify"},
		Another: func(i int) emulator.Seed {
			return emulator.Seed{AllowlistIdentifiers: []emulator.SeedListIdentifier{numbered("alid", i)}}
		},
	}, "allow-list", "allowlist_identifiers", "alid_"))
}

func TestBlocklistIdentifier(t *testing.T) {
	acctest.RunObject(t, row(acctest.ObjectRow{
		Type: "clerk_blocklist_identifier", Config: listed("ada@example.com", nil), IsUnpaged: true,
		Another: func(i int) emulator.Seed {
			return emulator.Seed{BlocklistIdentifiers: []emulator.SeedListIdentifier{numbered("blid", i)}}
		},
	}, "block-list", "blocklist_identifiers", "blid_"))
}

func numbered(prefix string, i int) emulator.SeedListIdentifier {
	return emulator.SeedListIdentifier{
		ID: fmt.Sprintf("%s_%d", prefix, i), Identifier: fmt.Sprintf("user%d@example.com", i),
	}
}

// forBoth runs a test for both lists. ids are the prefixes of their ids.
func forBoth(t *testing.T, test func(t *testing.T, typeName, prefix string)) {
	t.Helper()
	for typeName, prefix := range map[string]string{allowType: "alid_", blockType: "blid_"} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			test(t, typeName, prefix)
		})
	}
}

func TestListIdentifiers_anotherCase_isNoChange(t *testing.T) {
	t.Parallel()
	forBoth(t, func(t *testing.T, typeName, _ string) {
		t.Helper()
		instance := acctest.NewInstance(t)
		p := acctest.NewProtocol(t, instance)
		made := p.Apply(typeName, nil, listed("*@Example.COM", nil))
		acctest.ExpectNone(t, made.Diagnostics)
		instance.ResetLog()
		p.Configure(instance)
		state := p.Refresh(typeName, made.State)
		for _, spelling := range []string{"*@Example.COM", "*@example.com"} {
			config := p.Config(p.Schemas.ResourceSchemas[typeName], listed(spelling, nil))
			if changed := p.PlanUpdate(typeName, state, config); len(changed) > 0 {
				t.Errorf("%s changes %v", spelling, changed)
			}
			p.Configure(instance)
		}
		instance.ExpectWrites()
	})
}

func TestListIdentifiers_Create_ofAnIdentifierOfTheList_adoptsIt(t *testing.T) {
	t.Parallel()
	forBoth(t, func(t *testing.T, typeName, prefix string) {
		t.Helper()
		instance := acctest.NewInstance(t)
		holdAda(t, instance)
		p := acctest.NewProtocol(t, instance)
		made := p.Apply(typeName, nil, listed("ADA@example.com", acctest.Values{"adopt_existing": true}))
		acctest.ExpectNone(t, made.Diagnostics)
		if id := p.Attributes(typeName, made.State)["id"]; id != prefix+"0" {
			t.Errorf("the id is %v", id)
		}
	})
}

// Without the feature, Clerk answers 402 to each request. The objects stay in the state.
func TestListIdentifiers_planOfTheApplicationLost_keepsTheState(t *testing.T) {
	t.Parallel()
	forBoth(t, func(t *testing.T, typeName, _ string) {
		t.Helper()
		instance := acctest.NewInstance(t)
		p := acctest.NewProtocol(t, instance)
		made := p.Apply(typeName, nil, listed("ada@example.com", nil))
		instance.SetBehaviour(needsPlan)
		p.Configure(instance)
		refreshed, err := p.Server.ReadResource(
			t.Context(),
			&tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: made.State},
		)
		if err != nil {
			t.Fatal(err)
		}
		acctest.ExpectOne(t, refreshed.Diagnostics, acctest.IsWarning, "The state keeps what it has", "does not include the")
		if len(p.Attributes(typeName, refreshed.NewState)) == 0 {
			t.Error("the identifier left the state")
		}
		p.Configure(instance)
		acctest.ExpectOne(t, p.Destroy(typeName, made.State).Diagnostics, acctest.IsError, "terraform state rm")
	})
}

// The lists have no filter: all pages are read, also from a server that returns pages where the specification has none.
func TestListIdentifiers_refresh_moreThanAPage_losesNone(t *testing.T) {
	t.Parallel()
	identifiers := make([]string, 520)
	for i := range identifiers {
		identifiers[i] = fmt.Sprintf("user%d@example.com", i)
	}
	for name, test := range map[string]struct {
		behaviour emulator.Behaviour
		requests  int
	}{
		"whole":                    {emulator.Behaviour{EmptyInvitationID: "empty"}, 3},
		"pages":                    {emulator.Behaviour{BlocklistPaged: true, EmptyInvitationID: "null"}, 4},
		"whole list without pages": {emulator.Behaviour{UnpagedListsWhole: true}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			forBoth(t, func(t *testing.T, typeName, prefix string) {
				t.Helper()
				var instance *acctest.Instance
				if test.behaviour.BlocklistPaged { // the specification has neither pages here nor a null id
					instance = acctest.NewUncheckedInstance(t)
				} else {
					instance = acctest.NewInstance(t)
				}
				instance.SetBehaviour(test.behaviour)
				hold(t, instance, identifiers...)
				p := acctest.NewProtocol(t, instance)
				for i := range identifiers {
					if 20 <= i && i < 500 && i%13 != 0 {
						continue // both pages are read, and the query below reads all identifiers
					}
					p.Import(typeName, p.IdentityOf(typeName, acctest.Values{"id": fmt.Sprintf("%s%d", prefix, i)}))
				}
				if reads := instance.Reads(); len(reads) > test.requests {
					t.Errorf("%d requests were sent: %v", len(reads), reads)
				}
				if all := p.Listed(typeName, acctest.ListQuery{}); len(all) != len(identifiers) {
					t.Errorf("the list has %d identifiers", len(all))
				}
			})
		})
	}
}

func TestAllowlistIdentifier_notify_isUsedOnlyAtCreation(t *testing.T) {
	t.Parallel()
	for _, revokes := range []bool{false, true} {
		instance := acctest.NewInstance(t)
		instance.SetBehaviour(emulator.Behaviour{AllowlistDeleteRevokes: revokes})
		p := acctest.NewProtocol(t, instance)
		made := p.Apply(allowType, nil, listed("ada@example.com", acctest.Values{"notify": true}))
		if id := fmt.Sprint(p.Attributes(allowType, made.State)["invitation_id"]); !strings.HasPrefix(id, "inv_") {
			t.Errorf("the invitation is %s", id)
		}
		instance.ResetLog()
		p.Configure(instance)
		quiet := p.Apply(allowType, made.State, listed("ada@example.com", acctest.Values{"notify": false}))
		acctest.ExpectNone(t, quiet.Diagnostics)
		instance.ExpectWrites()
		p.Configure(instance)
		acctest.ExpectNone(t, p.Destroy(allowType, quiet.State).Diagnostics)
	}
}

func TestListIdentifierTypes_badInput_isOneError(t *testing.T) {
	failing := func(list string) []acctest.BadInput {
		return []acctest.BadInput{{
			Name: "an API that fails", API: acctest.Answers("GET", 500), Stage: acctest.Planned,
			Summary: "Could not list the identifiers of the " + list, Details: "status 500",
		}}
	}
	t.Run("allow-list", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_allowlist_identifier", failing("allow-list"))
	})
	t.Run("block-list", func(t *testing.T) {
		acctest.RunBadInputs(t, "list clerk_blocklist_identifier", failing("block-list"))
	})
}
