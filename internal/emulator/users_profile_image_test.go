package emulator

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"path/filepath"
	"strings"
	"testing"
)

func digestOf(content string) string {
	digest := sha256.Sum256([]byte(content))
	return hex.EncodeToString(digest[:])
}

func TestProfileImage_everyFormat_isAcceptedByContent(t *testing.T) {
	for media, content := range testImages(t) {
		t.Run(media, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"username":"adalove"}`)
			got := api.upload(user.ID, formPart{"file", "ada.bin", "application/octet-stream", content})
			if after := got.user(); !after.HasImage || after.ImageURL == user.ImageURL {
				t.Errorf("got %d %s", got.status, got.body)
			}
			kept, has := api.ProfileImage(user.ID)
			want := ProfileImage{SHA256: digestOf(content), Size: int64(len(content)), ContentType: media, FileName: "ada.bin"}
			if !has || kept != want {
				t.Errorf("kept %+v, want %+v", kept, want)
			}
		})
	}
}

// An upload of the same content has a new URL, so that caches do not return an old image.
func TestProfileImage_everyUpload_hasANewURL(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove"}`).ID
	part := formPart{"file", "ada.png", "image/png", testImages(t)["image/png"]}
	first := api.upload(id, part).user()
	api.AdvanceClock(1e9)
	second := api.upload(id, part).user()
	if first.ImageURL == second.ImageURL || second.UpdatedAt != first.UpdatedAt+1000 {
		t.Errorf("first %s, then %s", marshal(first), marshal(second))
	}
	described, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(second.ImageURL, "https://img.clerk.com/"))
	if err != nil ||
		!strings.HasPrefix(string(described), `{"type":"proxy","src":"https://images.clerk.dev/uploaded/img_`) {
		t.Errorf("the URL describes %s, %v", described, err)
	}
	if second.ProfileImageURL == first.ProfileImageURL || !strings.Contains(string(described), second.ProfileImageURL) {
		t.Errorf("profile_image_url is %s", second.ProfileImageURL)
	}
}

func TestProfileImage_delete_restoresTheDefault(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	path := "/v1/users/" + user.ID + "/profile_image"
	api.refused("DELETE", path, "", 404, "image_not_found")
	api.upload(user.ID, formPart{"file", "ada.png", "image/png", testImages(t)["image/png"]}).mustBe(200)
	after := api.ok("DELETE", path, "null").user()
	if after.HasImage || after.ImageURL != user.ImageURL || after.ProfileImageURL != user.ProfileImageURL {
		t.Errorf("got %s", marshal(after))
	}
	if _, has := api.ProfileImage(user.ID); has {
		t.Error("the image is still there")
	}
	api.refused("DELETE", path, "", 404, "image_not_found")
	api.refused("DELETE", "/v1/users/user_none/profile_image", "", 404, "resource_not_found")
}

func TestProfileImage_invalidRequest_isRefused(t *testing.T) {
	images := testImages(t)
	dot := images["image/png"]
	padded := func(size int) string { return dot + strings.Repeat("x", size-len(dot)) }
	file := func(content string) []formPart { return []formPart{{"file", "ada.png", "image/png", content}} }
	for name, test := range map[string]struct {
		parts   []formPart
		status  int
		problem string
	}{
		"largest":           {file(padded(maxImageBytes)), 200, ""},
		"one byte too many": {file(padded(maxImageBytes + 1)), 413, "image_too_large"},
		"no part":           {nil, 400, "form_param_missing"},
		"no file name":      {[]formPart{{"file", "", "", dot}}, 400, "form_param_missing"},
		"text":              {file("not an image"), 400, "request_body_invalid"},
		"empty":             {file(""), 400, "request_body_invalid"},
		"bitmap":            {file("BM" + strings.Repeat("\x00", 60)), 400, "request_body_invalid"},
		"SVG":               {file(`<svg xmlns="http://www.w3.org/2000/svg"/>`), 400, "request_body_invalid"},
		"cut off PNG":       {file(dot[:12]), 400, "request_body_invalid"},
		"cut off GIF":       {file(images["image/gif"][:8]), 400, "request_body_invalid"},
		"cut off JPEG":      {file(images["image/jpeg"][:20]), 400, "request_body_invalid"},
		"cut off WebP":      {file(images["image/webp"][:24]), 400, "request_body_invalid"},
		"part of another name": {
			append(file(dot), formPart{"image", "ada.png", "image/png", dot}),
			422,
			"form_param_unknown image",
		},
		"two files": {append(file(dot), file(dot)...), 422, "form_param_duplicate file"},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"username":"adalove"}`)
			got := api.upload(user.ID, test.parts...)
			if test.problem == "" {
				got.mustBe(test.status)
				return
			}
			got.mustBe(test.status, test.problem)
			if _, has := api.ProfileImage(user.ID); has || api.get(user.ID).HasImage {
				t.Error("a refused image was kept")
			}
		})
	}
}

func TestProfileImage_isInTheDataFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	id := first.create(`{"username":"adalove"}`).ID
	user := first.upload(id, formPart{"file", "ada.png", "image/png", testImages(t)["image/png"]}).user()
	kept, _ := first.ProfileImage(id)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := startKept(t, path)
	if again, _ := second.ProfileImage(id); again != kept || second.get(id).ImageURL != user.ImageURL {
		t.Errorf("kept %+v, then %+v", kept, again)
	}
}

func TestChangeUser_imageFlagAndURL_changeTheImage(t *testing.T) {
	for name, test := range map[string]struct {
		change      func(*User)
		image, kept bool
	}{
		"something else": {func(u *User) { u.FirstName = filled("Ada") }, true, true},
		"taken away":     {func(u *User) { u.HasImage = false }, false, false},
		"another one":    {func(u *User) { u.ImageURL = "https://img.clerk.com/other" }, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			fresh := api.create(`{"username":"adalove"}`)
			user := api.upload(fresh.ID, formPart{"file", "ada.png", "image/png", testImages(t)["image/png"]}).user()
			if err := api.ChangeUser(user.ID, test.change); err != nil {
				t.Fatal(err)
			}
			after := api.get(user.ID)
			if _, kept := api.ProfileImage(user.ID); kept != test.kept || after.HasImage != test.image {
				t.Errorf("kept %v of %s", kept, marshal(after))
			}
			if !test.image && after.ImageURL != fresh.ImageURL {
				t.Errorf("the URL is %s", after.ImageURL)
			}
		})
	}

	api := startTest(t, Config{})
	fresh := api.create(`{"username":"adalove"}`)
	if err := api.ChangeUser(fresh.ID, func(u *User) { u.HasImage = true }); err != nil {
		t.Fatal(err)
	}
	if after := api.get(fresh.ID); after.ImageURL == fresh.ImageURL {
		t.Error("an image that came has the URL of the default")
	}
}
