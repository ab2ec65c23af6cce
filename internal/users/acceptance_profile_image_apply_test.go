package users_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestAccUserProfileImage_contentCanBeKnownAsLateAsInTheApply(t *testing.T) {
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

func TestAccUserProfileImage_fileThatChangesAfterThePlanIsNotUploaded(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	path := file(t, "ada.png", picture(t, 1))
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(imageOf(id, "source = %q", path))
	workspace.Must("plan", "-out=saved.tfplan")
	rewrite(t, path, picture(t, 2))
	if result := workspace.Run("apply", "saved.tfplan"); result.ExitCode == 0 {
		t.Errorf("other content than planned was applied: %s", result)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if result := workspace.Run("apply", "saved.tfplan"); result.ExitCode == 0 {
		t.Errorf("a missing file was applied: %s", result)
	}
	instance.ExpectWrites()
}

func TestAccUserProfileImage_failedUploadIsCompletedByTheNextApply(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	first, second := picture(t, 1), picture(t, 2)
	path := file(t, "ada.png", first)
	config := imageOf(id, "source = %q", path)
	failed := after(func() {
		rewrite(t, path, second)
		faults(t, instance, emulator.FaultRule{Method: "POST", Path: "*", Kind: "status", Status: 400})
	}, applies(config, uploadImage))
	failed.ExpectError = regexp.MustCompile("Could not upload the profile image")
	instance.Run(t, []acctest.Step{
		applies(config, uploadImage),
		then(failed, holdsImage(t, instance, id, first)),
		then(after(func() { faults(t, instance) }, applies(config, uploadImage)), holdsImage(t, instance, id, second)),
	}, nil)
}

func TestAccUserProfileImage_uploadWhoseAnswerIsLostIsSentAgainWhole(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"reset_before", "reset_after"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			instance, id := withCountess(t)
			content := largePicture(t, 1, 1<<20)
			faults(t, instance, emulator.FaultRule{Method: "POST", Path: "*", Kind: kind, Count: 1})
			instance.Run(t, []acctest.Step{
				then(acctest.Step{TestStep: resource.TestStep{Config: imageOf(id, "source = %q", file(t, "ada.png", content))}},
					holdsImage(t, instance, id, content)),
			}, nil)
		})
	}
}

func TestAccUserProfileImage_theFileNameIsSentWithoutItsFolder(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	instance.Run(t, []acctest.Step{
		then(applies(imageOf(id, "source = %q", file(t, "ada \"the\" countess.png", picture(t, 1))), uploadImage), func() {
			if held, _ := instance.ProfileImage(id); held.FileName != `ada "the" countess.png` || strings.Contains(held.FileName, "/") {
				t.Errorf("the API was told the name %q", held.FileName)
			}
		}),
	}, nil)
}
