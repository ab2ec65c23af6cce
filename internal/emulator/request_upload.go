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

// fileParam is the name of the part with the file.
const fileParam = "file"

// maxFormField is the maximum length of a part of a form without a file. The rest is ignored.
const maxFormField = 1 << 10

// imageFormats are the accepted image formats by media type, with the decoders of their headers.
var imageFormats = map[string]func(io.Reader) (image.Config, error){
	"image/gif":  gif.DecodeConfig,
	"image/jpeg": jpeg.DecodeConfig,
	"image/png":  png.DecodeConfig,
	"image/webp": webp.DecodeConfig,
}

// upload describes a file in a multipart/form-data body. The content is not stored.
type upload struct {
	// err is the reason why the form is invalid, or nil.
	err error
	// fields are the accepted parts of the form without a file.
	fields map[string]string
	// problems are the unexpected parts of the form.
	problems []problem
	// found reports whether the form has a file.
	found bool
	// name and declared are the file name and the media type from the request.
	name, declared string
	// detected is the media type of the content, determined by its first bytes.
	detected string
	// unreadable reports that the content cannot be decoded as the detected type.
	unreadable bool
	size       int64
	sha256     string
}

// readUpload reads the whole form, because a client reads the answer only after it has sent everything.
func readUpload(r *http.Request, fields []string) *upload {
	u := &upload{fields: map[string]string{}}
	for _, name := range fields {
		u.fields[name] = ""
	}
	u.err = u.readForm(r)
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		u.err = brokenBody(err)
	}
	return u
}

func (u *upload) readForm(r *http.Request) error {
	contentType := r.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(contentType); err != nil || media != "multipart/form-data" {
		return unsupportedContentType(contentType, "multipart/form-data")
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

// readPart reads a part of the form. A part with a file name is a file.
func (u *upload) readPart(part *multipart.Part) error {
	name := part.FormName()
	_, isField := u.fields[name]
	switch {
	case isField:
		value, err := io.ReadAll(io.LimitReader(part, maxFormField))
		u.fields[name] = string(value)
		return err
	case name != fileParam:
		u.problems = append(u.problems, unknownParam(name))
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
	first := make([]byte, 512) // the length that DetectContentType uses
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

// byteCount counts the bytes that are written to it.
type byteCount int64

func (n *byteCount) Write(p []byte) (int, error) {
	*n += byteCount(len(p))
	return len(p), nil
}

// logged returns the form for the log, or nil without a file.
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
