package userprofileimage_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserProfileImage_Import_plansNoChange(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	content := picture(t, 1)
	path := file(t, "ada.png", content)
	config := imageOf(id, "source = %q", path)
	imports := func(name, message string) acctest.Step {
		step := acctest.Step{TestStep: resource.TestStep{
			ResourceName:    "clerk_user_profile_image.it",
			ImportState:     true,
			ImportStateKind: resource.ImportBlockWithID,
			ImportStateId:   name,
		}, Writes: acctest.None}
		if message != "" {
			step.ImportStateKind, step.ExpectError = resource.ImportCommandWithID, regexp.MustCompile(message)
		}
		step.Config = config
		return step
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, uploadImage),
		imports(id+":"+path, ""),
		imports(id+":"+path+".gone", "The image file is missing"),
		imports(id+":", "Not a profile image to import"),
		imports("countess", "Not a profile image to import"),
	}, nil)
}

func TestAccUserProfileImage_Import_withoutFile_uploadsItOnce(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(imageOf(id, "source = %q", file(t, "ada.png", picture(t, 1))))
	workspace.Must("apply", "-auto-approve")
	workspace.Must("state", "rm", "clerk_user_profile_image.it")
	workspace.Must("import", "clerk_user_profile_image.it", id)
	held, _ := workspace.Resource("clerk_user_profile_image.it")
	if held["source"] != nil || held["content_sha256"] != nil || held["image_url"] != instance.OnlyUser().ImageURL {
		t.Errorf("the import made up %v", held)
	}
	instance.ResetLog()
	workspace.Must("apply", "-auto-approve")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(uploadImage)
}
