package userprofileimage_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserProfileImage_Import_withFile_plansNoChange(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	path := file(t, "ada.png", picture(t, 1))
	calls := acctest.NewCalls(t, instance, "clerk_user_profile_image")
	config := acctest.Values{"user_id": id, "source": path}
	calls.ExpectImport(instance, calls.Create(instance, config), config, []string{id + ":" + path})
	acctest.ExpectOne(t, calls.TryImport("clerk_user_profile_image", id+":"+path+".gone"), acctest.IsError,
		"The image file is missing")
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
