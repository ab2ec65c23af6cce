package userprofileimage_test

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserProfileImage_Create_contentKnownOnlyDuringApply_isUploaded(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	content := picture(t, 1)
	original, copied := file(t, "ada.png", content), filepath.Join(t.TempDir(), "copied.png")
	late := acctest.NewWorkspace(t, instance)
	late.Write(fmt.Sprintf(`
resource "terraform_data" "copy" {
  provisioner "local-exec" {
    command = "cp '%s' '%s'"
  }
}
`, original, copied) + imageOf(id, "source = %q\n  depends_on = [terraform_data.copy]", copied))
	planned := late.Must("plan", "-json")
	if warnings := planned.Warnings(); len(warnings) != 1 || warnings[0].Summary != "The image file is not there yet" {
		t.Errorf("the plan warns of %v", warnings)
	}
	late.Must("apply", "-auto-approve")
	holdsImage(t, instance, id, content)()
	instance.ExpectWrites(uploadImage)

	computed := acctest.NewWorkspace(t, instance)
	computed.Write(fmt.Sprintf("resource \"terraform_data\" \"text\" {\n  input = filebase64(%q)\n}\n", original) +
		imageOf(id, "content_base64 = terraform_data.text.output"))
	computed.Must("apply", "-auto-approve")
	instance.ExpectWrites(uploadImage, uploadImage)
	if plan := computed.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
}

func TestAccUserProfileImage_Create_fileChangedAfterPlanWithConfiguredHash_isAnError(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	planned, changed := picture(t, 1), picture(t, 2)
	path := file(t, "ada.png", planned)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(imageOf(id, "source = %q\n  content_sha256 = %q", path, hashOf(planned)))
	apply := func(summary string) {
		t.Helper()
		result := workspace.Run("apply", "-no-color", "saved.tfplan")
		if result.ExitCode == 0 || !strings.Contains(result.Stderr, summary) ||
			strings.Contains(result.Stderr, "inconsistent") {
			t.Errorf("the apply does not fail with %q: %s", summary, result)
		}
	}
	workspace.Must("plan", "-out=saved.tfplan")
	rewrite(t, path, changed)
	apply("The image does not match content_sha256")
	rewrite(t, path, planned)
	workspace.Must("plan", "-out=saved.tfplan")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	apply("The image file is missing")
	instance.ExpectWrites()
	rewrite(t, path, planned)
	workspace.Must("apply", "-auto-approve")
	holdsImage(t, instance, id, planned)()
	// The same for a file that changes later.
	rewrite(t, path, changed)
	if plan := workspace.Run("plan", "-no-color"); plan.ExitCode == 0 || !strings.Contains(plan.Stderr, hashOf(changed)) {
		t.Errorf("the plan does not name the hash of the file: %s", plan)
	}
	instance.ExpectWrites(uploadImage)
}

func TestAccUserProfileImage_Create_fileChangedAfterPlan_uploadsTheNewContent(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	path := file(t, "ada.png", picture(t, 1))
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(imageOf(id, "source = %q", path))
	for shade := range uint8(2) { // for a new image and for an update
		rewrite(t, path, picture(t, 10+100*shade))
		workspace.Must("plan", "-out=saved.tfplan")
		content := encoded(t, 20+200*shade, func(b *bytes.Buffer, i image.Image) error { return gif.Encode(b, i, nil) })
		rewrite(t, path, content)
		workspace.Must("apply", "saved.tfplan")
		holdsImage(t, instance, id, content)()
		if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
			t.Errorf("the next plan is not empty: %s", plan)
		}
	}
	instance.ExpectWrites(uploadImage, uploadImage)
	// Another path to the same content, which changes then, too.
	same, _ := os.ReadFile(path)
	path = file(t, "moved.png", same)
	workspace.Write(imageOf(id, "source = %q", path))
	workspace.Must("plan", "-out=saved.tfplan")
	rewrite(t, path, picture(t, 4))
	workspace.Must("apply", "saved.tfplan")
	holdsImage(t, instance, id, picture(t, 4))()
	instance.ExpectWrites(uploadImage, uploadImage, uploadImage)
	// A file that is as before when the plan is applied sends nothing.
	held, _ := os.ReadFile(path)
	rewrite(t, path, picture(t, 3))
	workspace.Must("plan", "-out=saved.tfplan")
	rewrite(t, path, held)
	workspace.Must("apply", "saved.tfplan")
	instance.ExpectWrites(uploadImage, uploadImage, uploadImage)
}

func TestAccUserProfileImage_Update_failedUpload_isCompletedByTheNextApply(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	first, second := picture(t, 1), picture(t, 2)
	path := file(t, "ada.png", first)
	config := imageOf(id, "source = %q", path)
	failed := acctest.After(func() {
		rewrite(t, path, second)
		acctest.Faults(t, instance, emulator.FaultRule{Method: "POST", Path: "*", Kind: "status", Status: 400})
	}, acctest.Applies(config, uploadImage))
	failed.ExpectError = regexp.MustCompile("Could not upload the profile image")
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, uploadImage),
		acctest.Then(failed, holdsImage(t, instance, id, first)),
		acctest.Then(
			acctest.After(func() { acctest.Faults(t, instance) }, acctest.Applies(config, uploadImage)),
			holdsImage(t, instance, id, second),
		),
	}, nil)
}

func TestAccUserProfileImage_Create_lostAnswer_uploadsAgain(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"reset_before", "reset_after"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			instance, id := withCountess(t)
			content := largePicture(t, 1, 1<<20)
			acctest.Faults(t, instance, emulator.FaultRule{Method: "POST", Path: "*", Kind: kind, Count: 1})
			instance.Run(t, []acctest.Step{
				acctest.Then(
					acctest.Step{Config: imageOf(id, "source = %q", file(t, "ada.png", content))},
					holdsImage(t, instance, id, content),
				),
			}, nil)
		})
	}
}

func TestAccUserProfileImage_Create_sendsTheFileNameWithoutFolder(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	instance.Run(t, []acctest.Step{
		acctest.Then(
			acctest.Applies(imageOf(id, "source = %q", file(t, "ada \"the\" countess.png", picture(t, 1))), uploadImage),
			func() {
				held, _ := instance.ProfileImage(id)
				if held.FileName != `ada "the" countess.png` || strings.Contains(held.FileName, "/") {
					t.Errorf("the API was told the name %q", held.FileName)
				}
			},
		),
	}, nil)
}
