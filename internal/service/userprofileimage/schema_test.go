package userprofileimage_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const email = `email_addresses = ["ada@example.com"]`

// withImage is a configuration of one user with an image.
func withImage(arguments string) string {
	return acctest.UserConfig(
		email,
	) + "resource \"clerk_user_profile_image\" \"ada\" {\n  user_id = clerk_user.ada.id\n  " + arguments + "\n}\n"
}

func imageWith(arguments acctest.Values) acctest.Values {
	return acctest.Values{"user_id": "user_ada"}.With(arguments)
}

// seedAda adds the user user_ada, and then changes the instance.
func seedAda(then func(*testing.T, *acctest.Instance)) func(*testing.T, *acctest.Instance) {
	return func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		body := map[string]any{"email_address": []string{"ada@example.com"}}
		instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: body}}})
		if then != nil {
			then(t, instance)
		}
	}
}

func TestUserProfileImage_Plan_unusableFile_isAnErrorOnTheAttribute(t *testing.T) {
	const incomplete = "The image is incomplete"
	const notAnImage, empty, large = "Not an image that Clerk accepts", "The image is empty", "The image is too large"
	fromFile := func(content []byte) acctest.Values {
		return imageWith(acctest.Values{"source": file(t, "ada.png", content)})
	}
	tooLarge := fromFile(largePicture(t, 1, clerk.MaxImageBytes+1))
	otherHash := fromFile(picture(t, 1))
	otherHash["content_sha256"] = hashOf(picture(t, 2))
	bitmap := append([]byte("BM"), bytes.Repeat([]byte{0}, 64)...)
	inputs := []acctest.BadInput{
		{
			Name:    "another hash",
			Config:  otherHash,
			Summary: "The image does not match content_sha256",
			Details: hashOf(picture(t, 1)),
		},
		{
			Name: "a PNG of eight bytes", Config: fromFile(picture(t, 1)[:8]), Summary: incomplete,
			Details: "ada.png|image/png|ends too early",
		},
		{Name: "a cut header", Config: fromFile(picture(t, 1)[:20]), Summary: incomplete, Details: "Clerk cannot decode it"},
		{
			Name: "a PNG without its last byte", Config: fromFile(picture(t, 1)[:len(picture(t, 1))-1]), Summary: incomplete,
			Details: "ends too early",
		},
		{Name: "a cut GIF", Config: fromFile([]byte("GIF89a")), Summary: incomplete, Details: "image/gif"},
		{Name: "a cut JPEG", Config: fromFile([]byte("\xff\xd8\xff\xe0")), Summary: incomplete, Details: "image/jpeg"},
		{
			Name:    "a cut WebP",
			Config:  fromFile([]byte("RIFF\xff\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x00")),
			Summary: incomplete,
			Details: "by its header it has 263 bytes, and there are 21",
		},
		{Name: "a WebP of 16 bytes", Config: fromFile([]byte("RIFF\x00\x00\x00\x00WEBPVP8L")), Summary: incomplete,
			Details: "ends too early"},
		{Name: "a text", Config: fromFile([]byte("some text")), Summary: notAnImage, Details: "ada.png|text/plain"},
		{Name: "another format", Config: fromFile(bitmap), Summary: notAnImage, Details: "image/bmp"},
		{Name: "an empty file", Config: fromFile(nil), Summary: empty, Details: "has no content."},
		{Name: "a large file", Config: tooLarge, Summary: large, Details: "10485761 bytes|up to 10485760 bytes (10 MiB)"},
		{Name: "a directory", Config: imageWith(acctest.Values{"source": t.TempDir()}), Summary: "The image is a directory",
			Details: "the path of an image file"},
		{
			Name:    "a device",
			Config:  imageWith(acctest.Values{"source": "/dev/zero"}),
			Summary: "The image is not a regular file",
			Details: "/dev/zero",
		},
		{
			Name:    "a path through a file",
			Config:  imageWith(acctest.Values{"source": file(t, "ada.png", picture(t, 1)) + "/more.png"}),
			Summary: "The image cannot be read",
			Details: "not a directory",
		},
	}
	for n := range inputs {
		inputs[n].Stage, inputs[n].Attribute = acctest.Planned, "source"
	}
	acctest.RunBadInputs(t, "resource clerk_user_profile_image", inputs)
}

func TestUserProfileImage_Validate_unusableContent_isAnErrorOnTheAttribute(t *testing.T) {
	acctest.RunBadInputs(t, "resource clerk_user_profile_image", []acctest.BadInput{
		{
			Name: "a short hash", Config: imageWith(acctest.Values{"source": "ada.png", "content_sha256": "AB"}),
			Attribute: "content_sha256", Summary: "Not a SHA-256 hash", Details: "64 characters",
		},
		{
			Name: "a file URL without slashes", Config: imageWith(acctest.Values{"source": "file:/a.png"}),
			Attribute: "source", Summary: "A URL instead of a path", Details: `Write "/a.png".`,
		},
		{
			Name: "a file URL with a host", Config: imageWith(acctest.Values{"source": "file://localhost/a.png"}),
			Attribute: "source", Summary: "A URL instead of a path", Details: `Write "/a.png".`,
		},
		{
			Name: "a data URL", Config: imageWith(acctest.Values{"source": "data:image/png;base64,iVBORw0KGgo="}),
			Attribute: "source", Summary: "A data URL instead of a path", Details: "content_base64",
		},
		{
			Name: "a file URL", Config: imageWith(acctest.Values{"source": "file://a.png"}),
			Attribute: "source", Summary: "A URL instead of a path", Details: `Write "a.png"`,
		},
		{
			Name: "a URL", Config: imageWith(acctest.Values{"source": "https://example.com/a.png"}),
			Attribute: "source", Summary: "A URL instead of a path", Details: "response_body_base64",
		},
		{
			Name: "a home folder", Config: imageWith(acctest.Values{"source": "~/a.png"}),
			Attribute: "source", Summary: "A path with ~", Details: `pathexpand("~/a.png")`,
		},
		{
			Name: "empty base64", Config: imageWith(acctest.Values{"content_base64": ""}),
			Attribute: "content_base64", Summary: "The image is empty", Details: "has no content.",
		},
		{
			Name:      "large base64",
			Config:    imageWith(acctest.Values{"content_base64": base64Of(largePicture(t, 1, clerk.MaxImageBytes+1))}),
			Attribute: "content_base64", Summary: "The image is too large", Details: "10485761 bytes",
		},
	})
}

func TestUserProfileImage_Create_failedUpload_isAnErrorOnTheAttribute(t *testing.T) {
	whole := imageWith(acctest.Values{"source": file(t, "ada.png", picture(t, 1))})
	inputs := []acctest.BadInput{
		{Name: "400", Config: whole, API: seedAda(acctest.Answers("POST", 400)), Attribute: "source", Details: "400"},
		{Name: "413", Config: whole, API: seedAda(acctest.Answers("POST", 413)), Attribute: "source", Details: "413"},
		{Name: "403", Config: whole, API: seedAda(acctest.Answers("POST", 403)), Details: "status 403"},
	}
	for n := range inputs {
		inputs[n].Stage, inputs[n].Summary = acctest.Applied, "Could not upload the profile image of the user user_ada"
	}
	inputs = append(inputs, acctest.BadInput{
		Name: "a missing file", Config: imageWith(acctest.Values{"source": t.TempDir() + "/gone.png"}), API: seedAda(nil),
		Stage: acctest.Applied, Attribute: "source", Summary: "The image file is missing", Details: "gone.png|does not exist",
		Warning: "The image file is not there yet",
	})
	acctest.RunBadInputs(t, "resource clerk_user_profile_image", inputs)
}

// The plan does not know the content, so that only the apply can check it.
func TestAccUserProfileImage_contentFromAnotherResource_isCheckedDuringApply(t *testing.T) {
	computed := func(value string) string {
		return "resource \"terraform_data\" \"text\" {\n  input = \"" + value + "\"\n}\n" + withImage(
			"content_base64 = terraform_data.text.output",
		)
	}
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "not base64", Before: acctest.UserConfig(email), Config: computed("no base64!"), PartlyApplied: true,
			Phase: acctest.AtApply, Summary: "Not base64", At: "content_base64", Details: []string{"filebase64()"},
		},
		{
			Name:          "not an image",
			Before:        acctest.UserConfig(email),
			Config:        computed(base64Of([]byte("text"))),
			PartlyApplied: true,
			Phase:         acctest.AtApply,
			Summary:       "Not an image that Clerk accepts",
			At:            "content_base64",
			Details:       []string{"text/plain"},
		},
	})
}

func base64Of(content []byte) string { return base64.StdEncoding.EncodeToString(content) }
