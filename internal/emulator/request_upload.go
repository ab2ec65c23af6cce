package emulator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"golang.org/x/image/webp"
)

// fileParam is the part of a form that holds the file.
const fileParam = "file"

// imageFormats are the image formats that can be uploaded, by media type, each
// with what reads its header.
var imageFormats = map[string]func(io.Reader) (image.Config, error){
	"image/gif":  gif.DecodeConfig,
	"image/jpeg": jpeg.DecodeConfig,
	"image/png":  png.DecodeConfig,
	"image/webp": webp.DecodeConfig,
}

// upload is what is known of a file that came as multipart/form-data. The content
// went by and is not kept.
type upload struct {
	// err says why there is no form, nil if there is one.
	err error
	// problems are the parts that do not belong in the form.
	problems []problem
	// found says whether the form has a file.
	found bool
	// name and declared are the file name and the media type as they were sent.
	name, declared string
	// detected is the media type that the first bytes show.
	detected string
	// unreadable says that the content is not what its first bytes promise.
	unreadable bool
	size       int64
	sha256     string
}

// readUpload reads the form of a request to its end, however long it is: a client
// hears the answer only when it has sent everything.
func readUpload(r *http.Request) *upload {
	u := &upload{}
	u.err = u.readForm(r)
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		u.err = brokenBody(err)
	}
	return u
}

func (u *upload) readForm(r *http.Request) error {
	given := r.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(given); err != nil || media != "multipart/form-data" {
		return unsupportedContentType(given, "multipart/form-data")
	}
	form, err := r.MultipartReader()
	if err != nil {
		return formInvalid()
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil || u.readPart(part) != nil {
			return formInvalid()
		}
	}
}

// readPart reads a part of the form. A file is a part with a file name.
func (u *upload) readPart(part *multipart.Part) error {
	switch {
	case part.FormName() != fileParam:
		u.problems = append(u.problems, unknownParam(part.FormName()))
	case part.FileName() == "":
	case u.found:
		u.problems = append(u.problems, repeated(fileParam))
	default:
		return u.readFile(part)
	}
	return nil
}

func (u *upload) readFile(part *multipart.Part) error {
	u.found, u.name, u.declared = true, part.FileName(), part.Header.Get("Content-Type")
	first := make([]byte, 512) // as much as DetectContentType looks at
	read, _ := io.ReadFull(part, first)
	first = first[:read]
	u.detected = http.DetectContentType(first)

	digest := sha256.New()
	content := io.TeeReader(io.MultiReader(bytes.NewReader(first), part), io.MultiWriter(digest, (*byteCount)(&u.size)))
	if decode := imageFormats[u.detected]; decode != nil {
		_, err := decode(content)
		u.unreadable = err != nil
	}
	_, err := io.Copy(io.Discard, content)
	u.sha256 = hex.EncodeToString(digest.Sum(nil))
	return err
}

// byteCount counts what is written to it.
type byteCount int64

func (n *byteCount) Write(p []byte) (int, error) {
	*n += byteCount(len(p))
	return len(p), nil
}

// logged returns what the log shows of the form, nothing if it has no file.
func (u *upload) logged() json.RawMessage {
	if !u.found {
		return nil
	}
	return marshal(map[string]any{
		fileParam: map[string]any{"name": u.name, "size": u.size, "content_type": u.declared},
	})
}

func formInvalid() error {
	return failure(http.StatusBadRequest, "request_body_invalid", "Request body invalid",
		"The request body is not a multipart form.")
}
