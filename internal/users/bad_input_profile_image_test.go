package users_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// withImage is a configuration of one user with an image.
func withImage(arguments string) string {
	return theUser(email) + "resource \"clerk_user_profile_image\" \"ada\" {\n  user_id = clerk_user.ada.id\n  " + arguments + "\n}\n"
}

// anyUserID has the form of an id.
const anyUserID = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"

func source(path string) string { return `source = "` + path + `"` }

func TestAccUserProfileImage_whatIsNoImageIsRefusedByThePlan(t *testing.T) {
	folder := t.TempDir()
	tooLarge := largePicture(t, 1, clerk.MaxImageBytes+1)
	block := `resource "clerk_user_profile_image" "it"`
	withImage := func(arguments string) string { return imageOf(anyUserID, "%s", arguments) }
	runAll(t, []badInput{
		{
			name: "no image", config: withImage(""),
			phase: atValidate, summary: "The image is missing", at: block, says: []string{"source", "content_base64"},
		},
		{
			name: "two images", config: withImage("source = \"ada.png\"\n  content_base64 = \"aaaa\""),
			phase: atValidate, summary: "Two images", at: "content_base64", says: []string{"State one of them."},
		},
		{
			name: "a hash that is none", config: withImage(source(file(t, "ada.png", picture(t, 1))) + "\n  content_sha256 = \"AB\""),
			phase: atValidate, summary: "Invalid Attribute Value Match", at: "content_sha256", says: []string{"64 characters"},
		},
		{
			name: "the hash of another image", config: withImage(source(file(t, "ada.png", picture(t, 1))) + "\n  content_sha256 = \"" + hashOf(picture(t, 2)) + "\""),
			phase: atPlan, summary: "The image is not the one in content_sha256", at: "source", says: []string{hashOf(picture(t, 1)), "Nothing was uploaded."},
		},
		{
			name: "an empty path", config: withImage(`source = ""`),
			phase: atValidate, summary: "The path is empty", at: "source", says: []string{"State the path"},
		},
		{
			name: "bad base64", config: withImage(`content_base64 = "no base64!"`),
			phase: atValidate, summary: "Not base64", at: "content_base64", says: []string{"filebase64()"},
		},
		{
			name: "base64 of a text", config: withImage(`content_base64 = base64encode("some text")`),
			phase: atValidate, summary: "Not an image that Clerk takes", at: "content_base64", says: []string{"The image holds text/plain", "PNG, JPEG, GIF and WebP"},
		},
		{
			name: "base64 of nothing", config: withImage(`content_base64 = ""`),
			phase: atValidate, summary: "The image is empty", at: "content_base64", says: []string{"The image has no content."},
		},
		{
			name: "a text with the name of an image", config: withImage(source(file(t, "ada.png", []byte("some text")))),
			phase: atPlan, summary: "Not an image that Clerk takes", at: "source", says: []string{"ada.png", "holds text/plain", "by its content"},
		},
		{
			name: "an image of another format", config: withImage(source(file(t, "ada.bmp", append([]byte("BM"), bytes.Repeat([]byte{0}, 64)...)))),
			phase: atPlan, summary: "Not an image that Clerk takes", at: "source", says: []string{"holds image/bmp"},
		},
		{
			name: "an empty file", config: withImage(source(file(t, "ada.png", nil))),
			phase: atPlan, summary: "The image is empty", at: "source", says: []string{"has no content."},
		},
		{
			name: "a file that is too large", config: withImage(source(file(t, "ada.png", tooLarge))),
			phase: atPlan, summary: "The image is too large", at: "source", says: []string{"10485761 bytes", "up to 10485760 bytes (10 MiB)"},
		},
		{
			name: "base64 that is too large", config: withImage("content_base64 = filebase64(\"" + file(t, "ada.png", tooLarge) + "\")"),
			phase: atValidate, summary: "The image is too large", at: "content_base64", says: []string{"10485761 bytes"},
		},
		{
			name: "a directory", config: withImage(source(folder)),
			phase: atPlan, summary: "The image is a directory", at: "source", says: []string{folder, "State the path of an image file."},
		},
		{
			name: "a device", config: withImage(source("/dev/zero")),
			phase: atPlan, summary: "The image is no regular file", at: "source", says: []string{"/dev/zero"},
		},
		{
			name: "a path through a file", config: withImage(source(file(t, "ada.png", picture(t, 1)) + "/more.png")),
			phase: atPlan, summary: "The image cannot be read", at: "source", says: []string{"not a directory"},
		},
	})
}

func TestAccUserProfileImage_failuresOfTheApplyAreReportedOnTheAttribute(t *testing.T) {
	const summary = "Could not upload the profile image of the user user_…"
	upload := withImage(source(file(t, "ada.png", picture(t, 1))))
	computed := func(value string) string {
		return "resource \"terraform_data\" \"text\" {\n  input = \"" + value + "\"\n}\n" + withImage("content_base64 = terraform_data.text.output")
	}
	runAll(t, []badInput{
		{
			name: "a file that never appears", before: theUser(email), config: withImage(source(t.TempDir() + "/gone.png")),
			phase: atApply, summary: "The image file is missing", at: "source", says: []string{"gone.png", "does not exist"},
		},
		{
			name: "late text that is no base64", before: theUser(email), config: computed("no base64!"), partly: true,
			phase: atApply, summary: "Not base64", at: "content_base64", says: []string{"filebase64()"},
		},
		{
			name: "late text that is no image", before: theUser(email), config: computed(base64.StdEncoding.EncodeToString([]byte("text"))), partly: true,
			phase: atApply, summary: "Not an image that Clerk takes", at: "content_base64", says: []string{"text/plain"},
		},
		{
			name: "an image that Clerk cannot decode", before: theUser(email), config: withImage(source(file(t, "ada.png", picture(t, 1)[:20]))),
			phase: atApply, summary: summary, at: "source", says: []string{"request_body_invalid", "decode"},
		},
		{
			name: "an image that Clerk finds too large", before: theUser(email), given: answers("POST", 413), config: upload,
			phase: atApply, summary: summary, at: "source", says: []string{"413"},
		},
		{
			name: "a user who does not exist", before: theUser(email),
			config: theUser(email) + imageOf(anyUserID, source(file(t, "ada.png", picture(t, 1)))),
			phase:  atApply, summary: summary, at: "user_id", says: []string{"404", "resource_not_found"},
		},
		{
			name: "an instance that does not permit it", before: theUser(email), given: answers("POST", 403), config: upload,
			phase: atApply, summary: summary, at: `resource "clerk_user_profile_image" "ada"`, says: []string{"status 403"},
		},
	})
}
