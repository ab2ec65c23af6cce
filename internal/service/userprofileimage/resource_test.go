package userprofileimage_test

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	uploadImage = "POST /v1/users/{user_id}/profile_image"
	deleteImage = "DELETE /v1/users/{user_id}/profile_image"
)

// withCountess is an instance that holds one user, made by others.
func withCountess(t *testing.T) (instance *acctest.Instance, userID string) {
	t.Helper()
	instance = acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{"username": "countess"})
}

func imageOf(userID, argument string, values ...any) string {
	return fmt.Sprintf(
		"resource \"clerk_user_profile_image\" \"it\" {\n  user_id = %q\n  "+argument+"\n}\n",
		append([]any{userID}, values...)...)
}

func holdsImage(t *testing.T, instance *acctest.Instance, userID string, content []byte) func() {
	return func() {
		t.Helper()
		held, ok := instance.ProfileImage(userID)
		if ok != (content != nil) || ok && held.SHA256 != hashOf(content) {
			t.Errorf("the API holds the image %+v, want one with the hash %s", held, hashOf(content))
		}
	}
}

func expectImage(attribute string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("clerk_user_profile_image.it", tfjsonpath.New(attribute), want)
}

func TestAccUserProfileImage_CreateReadDelete_sendOneRequestEach(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	content := picture(t, 1)
	config := imageOf(id, "source = %q", file(t, "ada.png", content))
	created := acctest.Applies(config, uploadImage)
	created.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectUnknownValue("clerk_user_profile_image.it", tfjsonpath.New("content_sha256")),
		plancheck.ExpectUnknownValue("clerk_user_profile_image.it", tfjsonpath.New("image_url")),
	}
	created.StateChecks = []statecheck.StateCheck{
		expectImage("id", knownvalue.StringExact(id)),
		expectImage("content_sha256", knownvalue.StringExact(hashOf(content))),
		expectImage("content_type", knownvalue.StringExact("image/png")),
		expectImage("image_url", knownvalue.StringFunc(func(url string) error {
			if held := instance.OnlyUser().ImageURL; url != held {
				return fmt.Errorf("the API holds the address %s", held)
			}
			return nil
		})),
	}
	refreshed := acctest.Step{RefreshState: true, Writes: acctest.None, Then: func() {
		if reads := instance.Reads(); len(reads) != 1 || reads[0] != "GET /v1/users/{user_id}" {
			t.Errorf("a refresh of one image read %v, want one GET of the user", reads)
		}
	}}
	instance.Run(t, []acctest.Step{
		acctest.Then(created, holdsImage(t, instance, id, content)),
		acctest.Applies(config),
		refreshed,
	}, func() {
		if user := instance.OnlyUser(); user.HasImage {
			t.Error("the destroy left the image")
		}
	})
}

func TestAccUserProfileImage_Create_contentDecidesTheType(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	var steps []acctest.Step
	for contentType, content := range pictures(t) {
		step := acctest.Applies(imageOf(id, "source = %q", file(t, "picture.txt", content)), uploadImage)
		step.StateChecks = []statecheck.StateCheck{expectImage("content_type", knownvalue.StringExact(contentType))}
		steps = append(steps, acctest.Then(step, func() {
			holdsImage(t, instance, id, content)()
			if held, _ := instance.ProfileImage(id); held.ContentType != contentType {
				t.Errorf("the API holds %s as %s", contentType, held.ContentType)
			}
		}))
	}
	instance.Run(t, steps, nil)
}

func TestAccUserProfileImage_Update_otherContentUploadsOtherPathDoesNot(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	first, second := picture(t, 1), picture(t, 2)
	path := file(t, "ada.png", first)
	inPlace := acctest.After(
		func() { rewrite(t, path, second) },
		acctest.Applies(imageOf(id, "source = %q", path), uploadImage),
	)
	inPlace.PlanChecks = []plancheck.PlanCheck{
		acctest.OnlyChanges{"content_sha256", "content_type", "image_url"},
	}
	moved := acctest.Applies(imageOf(id, "source = %q", file(t, "moved.png", second)))
	moved.PlanChecks = []plancheck.PlanCheck{
		acctest.OnlyChanges{"source", "content_sha256", "content_type", "image_url"},
	}
	text := base64.StdEncoding.EncodeToString(second)
	instance.Run(t, []acctest.Step{
		acctest.Then(acctest.Applies(imageOf(id, "source = %q", path), uploadImage), holdsImage(t, instance, id, first)),
		acctest.Then(inPlace, holdsImage(t, instance, id, second)),
		moved,
		acctest.Applies(imageOf(id, "content_base64 = %q", text)),
		acctest.Then(
			acctest.Applies(imageOf(id, "content_base64 = filebase64(%q)", file(t, "old.png", first)), uploadImage),
			holdsImage(t, instance, id, first),
		),
	}, nil)
}

func TestAccUserProfileImage_Update_anotherUser_getsTheImage(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	content := picture(t, 1)
	path := file(t, "ada.png", content)
	instance.Run(t, []acctest.Step{
		acctest.Applies(imageOf(countess, "source = %q", path), uploadImage),
		acctest.Then(acctest.Applies(imageOf(admiral, "source = %q", path), uploadImage, deleteImage), func() {
			holdsImage(t, instance, countess, nil)()
			holdsImage(t, instance, admiral, content)()
		}),
	}, nil)
}

func TestAccUserProfileImage_Create_existingImage_isReplaced(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	instance.Change(
		"countess",
		func(u *emulator.User) { u.HasImage, u.ImageURL = true, "https://img.clerk.com/of-the-user" },
	)
	content := picture(t, 1)
	instance.Run(t, []acctest.Step{
		acctest.Then(
			acctest.Applies(imageOf(id, "source = %q", file(t, "ada.png", content)), uploadImage),
			holdsImage(t, instance, id, content),
		),
	}, nil)
}

func TestAccUserProfileImage_Read_replacedOrRemovedImage_isUploadedAgain(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	content := picture(t, 1)
	config := imageOf(id, "source = %q", file(t, "ada.png", content))
	change := func(has bool, url string) func() {
		return func() {
			instance.Change("countess", func(u *emulator.User) { u.HasImage, u.ImageURL = has, url })
		}
	}
	drifted := acctest.After(change(true, "https://img.clerk.com/of-somebody-else"), acctest.Applies(config, uploadImage))
	drifted.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectResourceAction("clerk_user_profile_image.it", plancheck.ResourceActionUpdate),
	}
	removed := acctest.After(change(false, "https://img.clerk.com/default"), acctest.Applies(config, uploadImage))
	removed.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectResourceAction("clerk_user_profile_image.it", plancheck.ResourceActionCreate),
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, uploadImage),
		acctest.Then(drifted, holdsImage(t, instance, id, content)),
		acctest.Then(removed, holdsImage(t, instance, id, content)),
	}, nil)
}

func TestAccUserProfileImage_Read_deletedUser_plansACreate(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	config := imageOf(id, "source = %q", file(t, "ada.png", picture(t, 1)))
	gone := acctest.After(func() { instance.DeleteUser(id) }, acctest.Applies(config, uploadImage))
	gone.ExpectError = regexp.MustCompile(`(?s)Could not upload the profile image.*404`)
	instance.Run(t, []acctest.Step{acctest.Applies(config, uploadImage), gone}, nil)
}

func TestAccUserProfileImage_Delete_missingImage_succeeds(t *testing.T) {
	t.Parallel()
	for name, vanish := range map[string]func(*acctest.Instance, string){
		"image": func(i *acctest.Instance, _ string) {
			i.Change("countess", func(u *emulator.User) { u.HasImage = false })
		},
		"user": func(i *acctest.Instance, id string) { i.DeleteUser(id) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, id := withCountess(t)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(imageOf(id, "source = %q", file(t, "ada.png", picture(t, 1))))
			workspace.Must("apply", "-auto-approve")
			vanish(instance, id)
			workspace.Must("destroy", "-auto-approve", "-refresh=false")
		})
	}
}
