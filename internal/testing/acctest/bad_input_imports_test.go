package acctest_test

import "github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"

func badImport(id, summary, says string) acctest.BadInput {
	return acctest.BadInput{
		Name:    "import " + id,
		Config:  acctest.Values{"id": id},
		Stage:   acctest.Planned,
		Summary: summary,
		Details: says,
	}
}

var badUserImports = []acctest.BadInput{
	badImport("", "Not a user to import", "names no user"),
	badImport("ada@example.com", "Not a user to import", "email:ada@example.com"),
	badImport("adalove", "Not a user to import", "names no user"),
	badImport("email:", "Not a user to import", "external_id:42"),
	badImport("colour:red", "Not a user to import", "names no user"),
	badImport("user_ada/ban", "Not a user to import", "names no user"),
	badImport("user_", "Not a user to import", "names no user"),
	badImport("email:nobody@example.com", "No such user", "secret_key belongs to the instance"),
	badImport("username:nobody", "No such user", "No user of the instance"),
	badImport("user_nobody", "No such user", `No user of the instance is "user_nobody"`),
}

// badIdentifierImports are names that name no identifier; ada is one of Ada's.
func badIdentifierImports(noun, ada string) []acctest.BadInput {
	return []acctest.BadInput{
		badImport("", "Not a name for the import", "names no "+noun),
		badImport(ada, "Not a name for the import", "idn_…"),
		badImport("user_ada", "Not a name for the import", "user_…/"),
		badImport("user_ada/", "Not a name for the import", "user_…/"),
		badImport("user_grace/"+ada, "No such "+noun, "does not hold the "+noun),
		badImport("user_nobody/"+ada, "Could not look for the "+noun+` "user_nobody/`+ada+`"`, "404"),
		badImport("idn_nothing", "Could not look for the "+noun+` "idn_nothing"`, "404"),
		badImport("idn_nothing/../../users", "Not a name for the import", "names no "+noun),
	}
}

var badMetadataImports = []acctest.BadInput{
	badImport("", "Not metadata to import", "names no user"),
	badImport("ada@example.com", "Not metadata to import", "user_…"),
	badImport("user_nobody", "Could not read metadata of the user user_nobody", "404"),
	badImport("user_ada/../user_grace", "Not metadata to import", "names no user"),
	badImport("user_ada:", "Not a metadata key", "with dots between them"),
	badImport("user_ada:public", "Not a metadata key", "with dots between them"),
	badImport("user_ada:secret.key", "Not a metadata key", "public, private or unsafe"),
	badImport("user_ada:public..team", "Not a metadata key", "with dots between them"),
	badImport(`user_ada:public."team`, "Not a metadata key", "in double quotes"),
	badImport("user_ada:public/~2", "Not a metadata key", "JSON pointer"),
	badImport("user_ada:public.colour", "No such metadata key", "public.colour"),
}

var badImageImports = append(
	badPieceImports("Not a profile image to import", "names no profile image|by the id of the user"),
	badImport("user_ada:", "Not a profile image to import", "the file that was uploaded"),
	badImport("user_nobody", "No such user", `No user of the instance has the id "user_nobody"`),
	badImport("user_grace", "Nothing to import", "The user user_grace has no profile image."),
	acctest.BadInput{
		Name:      "a file that is a folder",
		Config:    acctest.Values{"id": "user_ada:/"},
		Stage:     acctest.Planned,
		Attribute: "source",
		Summary:   "The image is a directory",
		Details:   "Set the path of an image file.",
	},
)

var badTOTPImports = append(
	badPieceImports("Not a TOTP to import", "names no user|by the id of its user"),
	badImport("user_nobody", "No such user", `No user of the instance has the id "user_nobody"`),
	badImport("user_grace", "Nothing to import", "The user user_grace has no TOTP second factor."),
)

// badPieceImports are names of no user.
func badPieceImports(summary, says string) []acctest.BadInput {
	var inputs []acctest.BadInput
	for _, name := range []string{"", "ada@example.com", "user_", "user_ada/x", "user_ada ", "sess_ada"} {
		inputs = append(inputs, badImport(name, summary, says))
	}
	return inputs
}
