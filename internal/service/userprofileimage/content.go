package userprofileimage

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

// imageExtensions are the content types that Clerk takes as a profile image,
// each with the extension of a file name.
var imageExtensions = map[string]string{
	"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}

// sniffedBytes is the number of bytes that show the type of a content.
const sniffedBytes = 512

// imageContent is an image that was looked at: its bytes stay where they are.
type imageContent struct {
	clerk.Image
	// sha256 is the hash of the content in hexadecimal.
	sha256 string
}

// imageProblem says why a content cannot become a profile image.
type imageProblem struct {
	summary, detail string
	// missing says that the file is not there, or not there yet.
	missing bool
}

// Error implements error.
func (p *imageProblem) Error() string { return p.summary + ": " + p.detail }

// isMissing reports whether an image cannot be had because its file is not there.
func isMissing(err error) bool {
	var problem *imageProblem
	return errors.As(err, &problem) && problem.missing
}

// imageFile looks at the file with the path, and reads it once from end to end.
func imageFile(name string) (*imageContent, error) {
	label := fmt.Sprintf("The file %q", name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &imageProblem{
			"The image file is missing",
			label + " does not exist. A relative path begins in the folder in which Terraform runs.",
			true,
		}
	case err != nil:
		return nil, unreadable(label, err)
	case info.IsDir():
		return nil, &imageProblem{
			summary: "The image is a directory",
			detail:  fmt.Sprintf("%q is a directory. Set source to the path of an image file.", name),
		}
	case !info.Mode().IsRegular():
		return nil, &imageProblem{
			summary: "The image is not a regular file",
			detail:  fmt.Sprintf("%q is a device, a pipe or a socket. Set source to the path of an image file.", name),
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

// imageText looks at an image that is base64 text.
func imageText(text string) (*imageContent, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, &imageProblem{
			summary: "Not base64",
			detail:  "The image is not valid base64. Make it with filebase64(), or set source to the path of a file.",
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

// examine refuses content that is not a valid profile image, and hashes other content.
// label is the beginning of the error.
func examine(label string, size int64, open func() (io.ReadCloser, error)) (*imageContent, error) {
	if size > clerk.MaxImageBytes {
		return nil, &imageProblem{
			summary: "The image is too large",
			detail: fmt.Sprintf(
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
		return nil, &imageProblem{summary: "The image is empty", detail: label + " has no content."}
	}
	contentType := http.DetectContentType(first[:read])
	if _, ok := imageExtensions[contentType]; !ok {
		return nil, &imageProblem{
			summary: "Not an image that Clerk accepts",
			detail: fmt.Sprintf(
				"The content of %s is %s, whatever its file name is. Clerk accepts PNG, JPEG, GIF and WebP.",
				label,
				contentType,
			),
		}
	}
	digest := sha256.New()
	whole := &counter{reader: io.TeeReader(io.MultiReader(bytes.NewReader(first[:read]), reader), digest)}
	if err := checkStructure(contentType, whole, size); err != nil {
		return nil, &imageProblem{
			summary: "The image is incomplete",
			detail: fmt.Sprintf(
				"%s begins like %s, and is not a complete image: %s. Clerk cannot decode it. Set a complete image file.",
				label, contentType, err,
			),
		}
	}
	if _, err := io.Copy(io.Discard, whole); err != nil {
		return nil, unreadable(label, err)
	}
	return &imageContent{
		Image:  clerk.Image{ContentType: contentType, Size: whole.bytes, Open: open},
		sha256: hex.EncodeToString(digest.Sum(nil)),
	}, nil
}

func unreadable(label string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return &imageProblem{summary: "The image cannot be read", detail: fmt.Sprintf("%s cannot be read: %s.", label, err)}
}
