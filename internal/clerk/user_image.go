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

// MaxImageBytes is the largest profile image that Clerk takes.
const MaxImageBytes = 10 << 20

// Image is an image to upload.
type Image struct {
	// Name is the file name to send, and ContentType its media type, such as image/png.
	Name, ContentType string
	// Size is how many bytes Open yields.
	Size int64
	// Open opens the content from its beginning. Every attempt reads it anew and closes it, so that no more than a
	// buffer of it is in memory.
	Open func() (io.ReadCloser, error)
}

// SetUserProfileImage replaces a user's profile image: POST /users/{user_id}/profile_image. Clerk takes JPEG, PNG, GIF
// and WebP up to MaxImageBytes; a larger one is an *Error with status 413.
func (c *Client) SetUserProfileImage(ctx context.Context, id string, image Image) (*User, error) {
	form, err := newImageForm(image)
	if err != nil {
		return nil, invalidRequest(setUserProfileImage, err)
	}
	return sendForObject[User](ctx, c, setUserProfileImage, request{ids: []string{id}, form: form})
}

// DeleteUserProfileImage removes a user's profile image, so that the default one shows again:
// DELETE /users/{user_id}/profile_image. A user without one is an *Error for which IsNotFound is true.
func (c *Client) DeleteUserProfileImage(ctx context.Context, id string) error {
	return sendRemoval[User](ctx, c, deleteUserProfileImage, id)
}

// form is a multipart body with one file, which is read from its source as it is sent.
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

// length is the size of the whole body in bytes.
func (f *form) length() int64 { return int64(len(f.head)) + f.contentBytes + int64(len(f.tail)) }

// body opens the body from its beginning.
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

// Close closes the content; net/http calls it after every attempt.
func (b *formBody) Close() error { return b.content.Close() }
