package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// FuzzImport_namesSomethingOrIsRefused imports every resource by any name: whatever
// it is, only reads of known operations come of it.
func FuzzImport_namesSomethingOrIsRefused(f *testing.F) {
	instance := acctest.NewUncheckedInstance(f)
	if err := instance.Seed(emulator.Seed{Users: []emulator.SeedUser{
		{
			ID: "user_ada",
			Body: map[string]any{
				"email_address":             []string{"ada@example.com"},
				"public_metadata":           map[string]any{"team": map[string]any{"name": 1}},
				"skip_password_requirement": true,
			},
		},
	}}); err != nil {
		f.Fatal(err)
	}
	p := acctest.NewProtocol(f, instance, acctest.Values{"max_retries": 0, "rate_limit": 100_000})
	types := slices.Sorted(maps.Keys(p.Schemas.ResourceSchemas))
	for _, name := range []string{
		"user_ada", "email:ada@example.com", "phone:+1", "username:", "user_ada/ada@example.com", "idn_1", "user_ada:public.team.name,private.x",
		"user_ada:/dev/null", "user_../../x", "user_a%2fb", "idn_\x00", "external_id:a&b=c", "user_ada:public..", "user_é",
	} {
		for i := range types {
			f.Add(uint8(i), name)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, name string) {
		typeName := types[int(which)%len(types)]
		instance.ResetLog()
		problems := acctest.Errors(p.In(t).TryImport(typeName, name))
		for _, problem := range problems {
			if strings.TrimSpace(problem.Summary) == "" || strings.TrimSpace(problem.Detail) == "" ||
				strings.Contains(problem.Detail, "Value Conversion") {
				t.Errorf("%s %q: the error says nothing: %q %q", typeName, name, problem.Summary, problem.Detail)
			}
		}
		for _, request := range instance.Requests() {
			if request.Method != "GET" || request.Pattern == "" {
				t.Errorf("%s %q: the import sent %s %s", typeName, name, request.Method, request.Path)
			}
		}
	})
}
