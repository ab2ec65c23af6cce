// Package images examines image files before they are uploaded.
package images

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// imageExtensions are the content types that Clerk takes as a image,
// each with the extension of a file name.
var imageExtensions = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

// sniffedBytes is the number of bytes that show the type of a content.
const sniffedBytes = 512

// Content is an image that was looked at: its bytes stay where they are.
type Content struct {
	clerk.Image
	// SHA256 is the hash of the content in hexadecimal.
	SHA256 string
}

// Problem says why a content cannot become a image.
type Problem struct {
	Summary, Detail string
	// missing says that the file is not there, or not there yet.
	missing bool
}

// Error implements error.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// IsMissing reports whether an image cannot be had because its file is not there.
func IsMissing(err error) bool {
	var problem *Problem
	return errors.As(err, &problem) && problem.missing
}

// File looks at the file with the path, and reads it once from end to end.
func File(name string) (*Content, error) {
	label := fmt.Sprintf("The file %q", name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Problem{
			"The image file is missing",
			label + " does not exist. A relative path begins in the folder in which Terraform runs.",
			true,
		}
	case err != nil:
		return nil, unreadable(label, err)
	case info.IsDir():
		return nil, &Problem{
			Summary: "The image is a directory",
			Detail:  fmt.Sprintf("%q is a directory. Set the path of an image file.", name),
		}
	case !info.Mode().IsRegular():
		return nil, &Problem{
			Summary: "The image is not a regular file",
			Detail:  fmt.Sprintf("%q is a device, a pipe or a socket. Set the path of an image file.", name),
		}
	}
	content, err := examine(label, info.Size(), func() (io.ReadCloser, error) {
		return os.Open(name) //nolint:gosec // reading the file that the configuration names is what source is for
	})
	if err != nil {
		return nil, err
	}
	content.Name = filepath.Base(name)
	return content, nil
}

// Text looks at an image that is base64 text.
func Text(text string) (*Content, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, &Problem{
			Summary: "Not base64",
			Detail:  "The image is not valid base64. Make it with filebase64(), or set the path of a file.",
		}
	}
	content, err := examine("The image", int64(len(decoded)), func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(decoded)), nil
	})
	if err != nil {
		return nil, err
	}
	content.Name = "image" + imageExtensions[content.ContentType]
	return content, nil
}

// examine refuses content that is not a valid image, and hashes other content.
// label is the beginning of the error.
func examine(label string, size int64, open func() (io.ReadCloser, error)) (*Content, error) {
	if size > clerk.MaxImageBytes {
		return nil, &Problem{
			Summary: "The image is too large",
			Detail: fmt.Sprintf(
				"%s has %d bytes, and Clerk takes images of up to %d bytes (10 MiB).",
				label,
				size,
				clerk.MaxImageBytes,
			),
		}
	}
	reader, err := open()
	if err != nil {
		return nil, unreadable(label, err)
	}
	defer func() { _ = reader.Close() }()
	first := make([]byte, sniffedBytes)
	read, err := io.ReadFull(reader, first)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, unreadable(label, err)
	}
	if read == 0 {
		return nil, &Problem{Summary: "The image is empty", Detail: label + " has no content."}
	}
	contentType := http.DetectContentType(first[:read])
	if _, ok := imageExtensions[contentType]; !ok {
		return nil, &Problem{
			Summary: "Not an image that Clerk accepts",
			Detail: fmt.Sprintf(
				"The content of %s is %s, whatever its file name is. Clerk accepts PNG, JPEG, GIF and WebP.",
				label,
				contentType,
			),
		}
	}
	digest := sha256.New()
	whole := &counter{reader: io.TeeReader(io.MultiReader(bytes.NewReader(first[:read]), reader), digest)}
	if err := checkStructure(contentType, whole, size); err != nil {
		return nil, &Problem{
			Summary: "The image is incomplete",
			Detail: fmt.Sprintf(
				"%s begins like %s, and is not a complete image: %s. Clerk cannot decode it. Set a complete image file.",
				label, contentType, err,
			),
		}
	}
	if _, err := io.Copy(io.Discard, whole); err != nil {
		return nil, unreadable(label, err)
	}
	return &Content{
		Image:  clerk.Image{ContentType: contentType, Size: whole.bytes, Open: open},
		SHA256: hex.EncodeToString(digest.Sum(nil)),
	}, nil
}

func unreadable(label string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return &Problem{Summary: "The image cannot be read", Detail: fmt.Sprintf("%s cannot be read: %s.", label, err)}
}
