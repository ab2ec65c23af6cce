package userprofileimage_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func imageValues(t *testing.T, userID string, shade uint8) acctest.Values {
	t.Helper()
	return acctest.Values{"user_id": userID, "content_base64": base64.StdEncoding.EncodeToString(picture(t, shade))}
}

func TestAccUserProfileImage_Plan_renameWithoutMoved_fails(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withCountess(t)
		run := acctest.NewCalls(t, instance, "clerk_user_profile_image")
		held := run.Create(instance, imageValues(t, id, 1))
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.Plan(held, nil).Diagnostics...) },
			func() { found = append(found, run.Plan(acctest.Object{}, imageValues(t, id, 1)).Diagnostics...) },
		)
		acctest.ExpectOne(
			t,
			found,
			acctest.IsError,
			"the profile image of the user "+id,
			"renamed",
			"from = clerk_user_profile_image.OLD_NAME",
		)
	})
}

func TestAccUserProfileImage_Plan_oneImageInTwoResources_warns(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := acctest.NewCalls(t, instance, "clerk_user_profile_image")
	acctest.ExpectNone(t, run.Plan(acctest.Object{}, imageValues(t, id, 1)).Diagnostics)
	acctest.ExpectOne(
		t,
		run.Plan(acctest.Object{}, imageValues(t, id, 2)).Diagnostics,
		acctest.IsWarning,
		"profile image of the user "+id,
	)
}

func TestAccUserProfileImage_Delete_imageOfAnotherResource_isKept(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := acctest.NewCalls(t, instance, "clerk_user_profile_image")
	held := run.Create(instance, imageValues(t, id, 1))
	destroy := run.Plan(held, nil)
	run.Configure(instance)
	created := run.Plan(acctest.Object{}, imageValues(t, id, 2))
	_, diagnostics := run.Apply(destroy)
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "The profile image was kept", id)
	holdsImage(t, instance, id, picture(t, 1))()
	_, diagnostics = run.Apply(created)
	acctest.ExpectNone(t, diagnostics)
	holdsImage(t, instance, id, picture(t, 2))()
}

func TestAccUserProfileImage_Plan_replace_uploadsWithoutRemoving(t *testing.T) {
	t.Parallel()
	acctest.Replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withCountess(t)
		content := picture(t, 1)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(imageOf(id, "source = %q\n  %s", file(t, "ada.png", content), lifecycle))
		workspace.Must("apply", "-auto-approve")
		instance.ResetLog()
		acctest.ExpectSuccess(t, replace(workspace))
		instance.ExpectWrites(uploadImage)
		holdsImage(t, instance, id, content)()
		workspace.Must("destroy", "-auto-approve")
		holdsImage(t, instance, id, nil)()
	})
}

func TestAccUserProfileImage_Update_userIDUnknownDuringPlan_sendsNothingForTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	content := picture(t, 1)
	source := fmt.Sprintf("source = %q", file(t, "ada.png", content))
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(acctest.BehindDataSource(1, "countess", "clerk_user_profile_image", source))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(acctest.BehindDataSource(2, "countess", "clerk_user_profile_image", source))
	acctest.ExpectUpdate(t, workspace, "clerk_user_profile_image.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	workspace.Write(acctest.BehindDataSource(3, "admiral", "clerk_user_profile_image", source))
	acctest.ExpectUpdate(t, workspace, "clerk_user_profile_image.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(uploadImage, deleteImage)
	holdsImage(t, instance, id, nil)()
	holdsImage(t, instance, admiral, content)()
}

// Two resources exchange their users. The one that is applied second must not remove what the first one has uploaded.
func TestAccUserProfileImage_Update_usersAreExchanged_keepsBothImages(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, countess := withCountess(t)
		admiral := instance.Hold(map[string]any{"username": "admiral"})
		run := acctest.NewCalls(t, instance, "clerk_user_profile_image")
		one := run.Create(instance, imageValues(t, countess, 1))
		two := run.Create(instance, imageValues(t, admiral, 2))
		run.Configure(instance)
		moves := func(held acctest.Object, values acctest.Values) func() {
			return func() {
				_, diagnostics := run.Apply(run.Plan(held, values))
				acctest.ExpectNone(t, diagnostics)
			}
		}
		inOrder(moves(one, imageValues(t, admiral, 1)), moves(two, imageValues(t, countess, 2)))
		holdsImage(t, instance, admiral, picture(t, 1))()
		holdsImage(t, instance, countess, picture(t, 2))()
	})
}

func TestAccUserProfileImage_Update_anotherUserAfterDeletionOfTheOld_getsTheImage(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := acctest.NewCalls(t, instance, "clerk_user_profile_image")
	held := run.Create(instance, imageValues(t, countess, 1))
	instance.DeleteUser(countess)
	run.Configure(instance)
	_, diagnostics := run.Apply(run.Plan(held, imageValues(t, admiral, 1)))
	acctest.ExpectNone(t, diagnostics)
	holdsImage(t, instance, admiral, picture(t, 1))()
}
