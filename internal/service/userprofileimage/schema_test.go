package userprofileimage_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withImage is a configuration of one user with an image.
const email = `email_addresses = ["ada@example.com"]`

func withImage(arguments string) string {
	return acctest.UserConfig(
		email,
	) + "resource \"clerk_user_profile_image\" \"ada\" {\n  user_id = clerk_user.ada.id\n  " + arguments + "\n}\n"
}

// anyUserID has the form of an id.
const anyUserID = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"

func source(path string) string { return `source = "` + path + `"` }

func TestAccUserProfileImage_Plan_invalidImage_isAnError(t *testing.T) {
	folder := t.TempDir()
	tooLarge := largePicture(t, 1, clerk.MaxImageBytes+1)
	block := `resource "clerk_user_profile_image" "it"`
	withImage := func(arguments string) string { return imageOf(anyUserID, "%s", arguments) }
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "no image", Config: withImage(""),
			Phase: acctest.AtValidate, Summary: "The image is missing", At: block, Details: []string{"source", "content_base64"},
		},
		{
			Name: "two images", Config: withImage("source = \"ada.png\"\n  content_base64 = \"aaaa\""),
			Phase: acctest.AtValidate, Summary: "Two images", At: "content_base64", Details: []string{"State one of them."},
		},
		{
			Name:    "a hash that is none",
			Config:  withImage(source(file(t, "ada.png", picture(t, 1))) + "\n  content_sha256 = \"AB\""),
			Phase:   acctest.AtValidate,
			Summary: "Invalid Attribute Value Match",
			At:      "content_sha256",
			Details: []string{"64 characters"},
		},
		{
			Name: "the hash of another image",
			Config: withImage(
				source(file(t, "ada.png", picture(t, 1))) + "\n  content_sha256 = \"" + hashOf(picture(t, 2)) + "\"",
			),
			Phase:   acctest.AtPlan,
			Summary: "The image is not the one in content_sha256",
			At:      "source",
			Details: []string{hashOf(picture(t, 1)), "Nothing was uploaded."},
		},
		{
			Name: "an empty path", Config: withImage(`source = ""`),
			Phase: acctest.AtValidate, Summary: "The path is empty", At: "source", Details: []string{"State the path"},
		},
		{
			Name: "bad base64", Config: withImage(`content_base64 = "no base64!"`),
			Phase: acctest.AtValidate, Summary: "Not base64", At: "content_base64", Details: []string{"filebase64()"},
		},
		{
			Name:    "base64 of a text",
			Config:  withImage(`content_base64 = base64encode("some text")`),
			Phase:   acctest.AtValidate,
			Summary: "Not an image that Clerk takes",
			At:      "content_base64",
			Details: []string{"The image holds text/plain", "PNG, JPEG, GIF and WebP"},
		},
		{
			Name:    "base64 of nothing",
			Config:  withImage(`content_base64 = ""`),
			Phase:   acctest.AtValidate,
			Summary: "The image is empty",
			At:      "content_base64",
			Details: []string{"The image has no content."},
		},
		{
			Name:    "a text with the name of an image",
			Config:  withImage(source(file(t, "ada.png", []byte("some text")))),
			Phase:   acctest.AtPlan,
			Summary: "Not an image that Clerk takes",
			At:      "source",
			Details: []string{"ada.png", "holds text/plain", "by its content"},
		},
		{
			Name:    "an image of another format",
			Config:  withImage(source(file(t, "ada.bmp", append([]byte("BM"), bytes.Repeat([]byte{0}, 64)...)))),
			Phase:   acctest.AtPlan,
			Summary: "Not an image that Clerk takes",
			At:      "source",
			Details: []string{"holds image/bmp"},
		},
		{
			Name: "an empty file", Config: withImage(source(file(t, "ada.png", nil))),
			Phase: acctest.AtPlan, Summary: "The image is empty", At: "source", Details: []string{"has no content."},
		},
		{
			Name:    "a file that is too large",
			Config:  withImage(source(file(t, "ada.png", tooLarge))),
			Phase:   acctest.AtPlan,
			Summary: "The image is too large",
			At:      "source",
			Details: []string{"10485761 bytes", "up to 10485760 bytes (10 MiB)"},
		},
		{
			Name:    "base64 that is too large",
			Config:  withImage("content_base64 = filebase64(\"" + file(t, "ada.png", tooLarge) + "\")"),
			Phase:   acctest.AtValidate,
			Summary: "The image is too large",
			At:      "content_base64",
			Details: []string{"10485761 bytes"},
		},
		{
			Name:    "a directory",
			Config:  withImage(source(folder)),
			Phase:   acctest.AtPlan,
			Summary: "The image is a directory",
			At:      "source",
			Details: []string{folder, "State the path of an image file."},
		},
		{
			Name: "a device", Config: withImage(source("/dev/zero")),
			Phase: acctest.AtPlan, Summary: "The image is no regular file", At: "source", Details: []string{"/dev/zero"},
		},
		{
			Name: "a path through a file", Config: withImage(source(file(t, "ada.png", picture(t, 1)) + "/more.png")),
			Phase: acctest.AtPlan, Summary: "The image cannot be read", At: "source", Details: []string{"not a directory"},
		},
	})
}

func TestAccUserProfileImage_Create_error_isOnTheAttribute(t *testing.T) {
	const summary = "Could not upload the profile image of the user user_…"
	upload := withImage(source(file(t, "ada.png", picture(t, 1))))
	computed := func(value string) string {
		return "resource \"terraform_data\" \"text\" {\n  input = \"" + value + "\"\n}\n" + withImage(
			"content_base64 = terraform_data.text.output",
		)
	}
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:    "a file that never appears",
			Before:  acctest.UserConfig(email),
			Config:  withImage(source(t.TempDir() + "/gone.png")),
			Phase:   acctest.AtApply,
			Summary: "The image file is missing",
			At:      "source",
			Details: []string{"gone.png", "does not exist"},
		},
		{
			Name:          "late text that is no base64",
			Before:        acctest.UserConfig(email),
			Config:        computed("no base64!"),
			PartlyApplied: true,
			Phase:         acctest.AtApply,
			Summary:       "Not base64",
			At:            "content_base64",
			Details:       []string{"filebase64()"},
		},
		{
			Name:          "late text that is no image",
			Before:        acctest.UserConfig(email),
			Config:        computed(base64.StdEncoding.EncodeToString([]byte("text"))),
			PartlyApplied: true,
			Phase:         acctest.AtApply,
			Summary:       "Not an image that Clerk takes",
			At:            "content_base64",
			Details:       []string{"text/plain"},
		},
		{
			Name:    "an image that Clerk cannot decode",
			Before:  acctest.UserConfig(email),
			Config:  withImage(source(file(t, "ada.png", picture(t, 1)[:20]))),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "source",
			Details: []string{"request_body_invalid", "decode"},
		},
		{
			Name:    "an image that Clerk finds too large",
			Before:  acctest.UserConfig(email),
			Change:  acctest.Answers("POST", 413),
			Config:  upload,
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "source",
			Details: []string{"413"},
		},
		{
			Name: "a user who does not exist", Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(email) + imageOf(anyUserID, source(file(t, "ada.png", picture(t, 1)))),
			Phase:  acctest.AtApply, Summary: summary, At: "user_id", Details: []string{"404", "resource_not_found"},
		},
		{
			Name:    "an instance that does not permit it",
			Before:  acctest.UserConfig(email),
			Change:  acctest.Answers("POST", 403),
			Config:  upload,
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      `resource "clerk_user_profile_image" "ada"`,
			Details: []string{"status 403"},
		},
	})
}
