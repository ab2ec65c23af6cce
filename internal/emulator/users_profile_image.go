package emulator

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"time"
)

// maxImageBytes is the maximum size of a profile image.
const maxImageBytes = 10 << 20

// ProfileImage is the stored data of an uploaded profile image.
type ProfileImage struct {
	// SHA256 is the digest of the content in hexadecimal. Size is its length in bytes.
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	// ContentType is the media type of the content, not of the request. FileName is the name in the request.
	ContentType string `json:"content_type"`
	FileName    string `json:"file_name"`
}

// setProfileImage handles POST /users/{user_id}/profile_image.
func (c *call) setProfileImage() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	if err := c.upload.check(); err != nil {
		return nil, err
	}
	a := held.clone()
	a.setImage(c.upload.image(), time.UnixMilli(c.now))
	a.UpdatedAt = c.now
	c.store.put(a)
	return c.view(a), nil
}

// check refuses a file that is not an image of an accepted format and size. Only the header of the image is decoded.
func (u *upload) check() error {
	if u.err != nil {
		return u.err
	}
	if err := unprocessable(u.problems...); err != nil {
		return err
	}
	switch {
	case !u.found:
		return failure(http.StatusBadRequest, "form_param_missing", "Image file missing",
			"The request has no image in its part "+fileParam+".")
	case u.size > maxImageBytes:
		return failure(http.StatusRequestEntityTooLarge, "image_too_large", "Image too large",
			"The image is larger than 10MB. Please choose a smaller one.")
	case imageFormats[u.detected] == nil:
		return failure(http.StatusBadRequest, "request_body_invalid", "Unsupported image type",
			"Images of the type "+u.detected+" are not supported.")
	case u.unreadable:
		return failure(http.StatusBadRequest, "request_body_invalid", "Image decode error",
			"The image could not be decoded. Please make sure that it is valid.")
	}
	return nil
}

// image returns the data of the file to store.
func (u *upload) image() *ProfileImage {
	return &ProfileImage{SHA256: u.sha256, Size: u.size, ContentType: u.detected, FileName: u.name}
}

// deleteProfileImage handles DELETE /users/{user_id}/profile_image.
func (c *call) deleteProfileImage() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	if !held.HasImage {
		return nil, imageNotFound()
	}
	a := held.clone()
	a.dropImage(c.instance)
	a.UpdatedAt = c.now
	c.store.put(a)
	return c.view(a), nil
}

// setImage sets the image of the user.
func (a *account) setImage(image *ProfileImage, at time.Time) {
	a.ProfileImage, a.HasImage = image, true
	a.ProfileImageURL, a.ImageURL = newImageURLs(at)
}

// newImageURLs returns the URLs of an uploaded image. Each image has separate URLs, so that caches do not return an old
// one.
func newImageURLs(at time.Time) (source, shown string) {
	source = "https://images.clerk.dev/uploaded/" + newID(imagePrefix, at)
	return source, imageURL(fmt.Sprintf(`{"type":"proxy","src":"%s"}`, source))
}

// dropImage sets the default image.
func (a *account) dropImage(instanceID string) {
	a.ProfileImage, a.HasImage = nil, false
	a.ImageURL, a.ProfileImageURL = defaultImageURL(instanceID, a.ID), defaultProfileImageURL
}

// defaultProfileImageURL returns the profile_image_url of a user without an image.
const defaultProfileImageURL = "https://www.gravatar.com/avatar?d=mp"

func defaultImageURL(instanceID, userID string) string {
	return imageURL(fmt.Sprintf(`{"type":"default","iid":"%s","rid":"%s"}`, instanceID, userID))
}

// imageURL returns the URL of an image that the JSON describes.
func imageURL(described string) string {
	return "https://img.clerk.com/" + base64.RawStdEncoding.EncodeToString([]byte(described))
}
