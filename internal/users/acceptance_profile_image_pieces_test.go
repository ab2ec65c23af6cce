package users_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

func imageValues(t *testing.T, userID string, shade uint8) acctest.Values {
	t.Helper()
	return acctest.Values{"user_id": userID, "content_base64": base64.StdEncoding.EncodeToString(picture(t, shade))}
}

func TestAccUserProfileImage_rename_withoutMoved_failsThePlan(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withCountess(t)
		run := newCalls(t, instance, "clerk_user_profile_image")
		held := run.create(instance, imageValues(t, id, 1))
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.plan(held, nil).Diagnostics...) },
			func() { found = append(found, run.plan(object{}, imageValues(t, id, 1)).Diagnostics...) },
		)
		expectOne(t, found, isError, "the profile image of the user "+id, "renamed", "from = clerk_user_profile_image.OLD_NAME")
	})
}

func TestAccUserProfileImage_oneImageInTwoResources_warnsThePlan(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := newCalls(t, instance, "clerk_user_profile_image")
	expectNone(t, run.plan(object{}, imageValues(t, id, 1)).Diagnostics)
	expectOne(t, run.plan(object{}, imageValues(t, id, 2)).Diagnostics, isWarning, "profile image of the user "+id)
}

func TestAccUserProfileImage_destroyedInAnApply_keepsTheImageOfAnotherResource(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := newCalls(t, instance, "clerk_user_profile_image")
	held := run.create(instance, imageValues(t, id, 1))
	destroy := run.plan(held, nil)
	run.Configure(instance)
	created := run.plan(object{}, imageValues(t, id, 2))
	_, diagnostics := run.apply(destroy)
	expectOne(t, diagnostics, isWarning, "The profile image was kept", id)
	holdsImage(t, instance, id, picture(t, 1))()
	_, diagnostics = run.apply(created)
	expectNone(t, diagnostics)
	holdsImage(t, instance, id, picture(t, 2))()
}

func TestAccUserProfileImage_replace_uploadsWithoutRemoving(t *testing.T) {
	t.Parallel()
	replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withCountess(t)
		content := picture(t, 1)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(imageOf(id, "source = %q\n  %s", file(t, "ada.png", content), lifecycle))
		workspace.Must("apply", "-auto-approve")
		instance.ResetLog()
		expectSuccess(t, replace(workspace))
		instance.ExpectWrites(uploadImage)
		holdsImage(t, instance, id, content)()
		workspace.Must("destroy", "-auto-approve")
		holdsImage(t, instance, id, nil)()
	})
}

func TestAccUserProfileImage_userBehindDataSourceWithDependsOn_sendsNothingForTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	content := picture(t, 1)
	source := fmt.Sprintf("source = %q", file(t, "ada.png", content))
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(behindData(1, "countess", "clerk_user_profile_image", source))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(behindData(2, "countess", "clerk_user_profile_image", source))
	expectUpdates(t, workspace, "clerk_user_profile_image.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	workspace.Write(behindData(3, "admiral", "clerk_user_profile_image", source))
	expectUpdates(t, workspace, "clerk_user_profile_image.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(uploadImage, deleteImage)
	holdsImage(t, instance, id, nil)()
	holdsImage(t, instance, admiral, content)()
}

// Two resources exchange their users. The one that is applied second must not remove what the first one has uploaded.
func TestAccUserProfileImage_usersAreExchanged_keepsBothImages(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, countess := withCountess(t)
		admiral := instance.Hold(map[string]any{"username": "admiral"})
		run := newCalls(t, instance, "clerk_user_profile_image")
		one := run.create(instance, imageValues(t, countess, 1))
		two := run.create(instance, imageValues(t, admiral, 2))
		run.Configure(instance)
		moves := func(held object, values acctest.Values) func() {
			return func() {
				_, diagnostics := run.apply(run.plan(held, values))
				expectNone(t, diagnostics)
			}
		}
		inOrder(moves(one, imageValues(t, admiral, 1)), moves(two, imageValues(t, countess, 2)))
		holdsImage(t, instance, admiral, picture(t, 1))()
		holdsImage(t, instance, countess, picture(t, 2))()
	})
}

func TestAccUserProfileImage_anotherUser_whenTheOldUserIsGone_getsTheImage(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := newCalls(t, instance, "clerk_user_profile_image")
	held := run.create(instance, imageValues(t, countess, 1))
	instance.DeleteUser(countess)
	run.Configure(instance)
	_, diagnostics := run.apply(run.plan(held, imageValues(t, admiral, 1)))
	expectNone(t, diagnostics)
	holdsImage(t, instance, admiral, picture(t, 1))()
}
