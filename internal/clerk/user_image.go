package clerk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
)

var (
	setUserProfileImage    = repeatable(http.MethodPost, "/users/{user_id}/profile_image")
	deleteUserProfileImage = repeatable(http.MethodDelete, "/users/{user_id}/profile_image").
				mustShow(shows("has no image", func(u *User) bool { return !u.HasImage }))
)

// MaxImageBytes is the maximum size of a profile image.
const MaxImageBytes = 10 << 20

// Image is an image to upload.
type Image struct {
	// Name is the file name, and ContentType is the media type, such as image/png.
	Name, ContentType string
	// Size is the number of bytes from Open.
	Size int64
	// Open opens the content. Each attempt opens and closes it again, so that the image is never completely in memory.
	Open func() (io.ReadCloser, error)
}

// SetUserProfileImage replaces a user's profile image: POST /users/{user_id}/profile_image. Clerk accepts JPEG, PNG,
// GIF and WebP up to MaxImageBytes. A larger image is an *Error with status 413.
func (c *Client) SetUserProfileImage(ctx context.Context, id string, image Image) (*User, error) {
	form, err := newImageForm(image)
	if err != nil {
		return nil, invalidRequest(setUserProfileImage, err)
	}
	return sendForObject[User](ctx, c, setUserProfileImage, request{ids: []string{id}, form: form})
}

// DeleteUserProfileImage removes a user's profile image, so that Clerk uses the default one: DELETE
// /users/{user_id}/profile_image. For a user without an image, the error is an *Error for which IsNotFound is true.
func (c *Client) DeleteUserProfileImage(ctx context.Context, id string) error {
	return sendRemoval[User](ctx, c, deleteUserProfileImage, id)
}

// form is a multipart body with one file, which is read while it is sent.
type form struct {
	contentType  string
	head, tail   []byte
	open         func() (io.ReadCloser, error)
	contentBytes int64
}

func newImageForm(image Image) (*form, error) {
	if image.Open == nil || image.Size < 0 {
		return nil, errors.New("the image has no content")
	}
	var frame bytes.Buffer
	writer := multipart.NewWriter(&frame)
	header := textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition("file", image.Name)},
		"Content-Type":        {image.ContentType},
	}
	if _, err := writer.CreatePart(header); err != nil {
		return nil, fmt.Errorf("framing the image: %w", err)
	}
	head := bytes.Clone(frame.Bytes())
	frame.Reset()
	if err := writer.Close(); err != nil {
		return nil, fmt.Errorf("framing the image: %w", err)
	}
	return &form{
		contentType: writer.FormDataContentType(), head: head, tail: frame.Bytes(),
		open: image.Open, contentBytes: image.Size,
	}, nil
}

// length returns the size of the whole body in bytes.
func (f *form) length() int64 { return int64(len(f.head)) + f.contentBytes + int64(len(f.tail)) }

// body opens the body at its beginning.
func (f *form) body() (io.Reader, error) {
	content, err := f.open()
	if err != nil {
		return nil, err
	}
	return &formBody{
		Reader:  io.MultiReader(bytes.NewReader(f.head), io.LimitReader(content, f.contentBytes), bytes.NewReader(f.tail)),
		content: content,
	}, nil
}

type formBody struct {
	io.Reader
	content io.Closer
}

// Close closes the content. net/http calls it after each attempt.
func (b *formBody) Close() error { return b.content.Close() }
