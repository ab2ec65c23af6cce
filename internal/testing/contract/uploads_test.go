package contract_test

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
	"testing"
)

func TestCheckRequest_checksUploads(t *testing.T) {
	spec := library(t)
	for name, test := range map[string]struct {
		part, media string
		want        []string
	}{
		"GIF":          {part: "file", media: "image/gif"},
		"JPEG":         {part: "file", media: "image/jpeg"},
		"PNG":          {part: "file", media: "image/png"},
		"WebP":         {part: "file", media: "image/webp"},
		"bytes":        {part: "file", media: "application/octet-stream"},
		"another name": {part: "image", media: "image/png", want: []string{"POST /books/{book_id}/cover", "request body"}},
	} {
		t.Run(name, func(t *testing.T) {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			part, err := form.CreatePart(textproto.MIMEHeader{
				"Content-Disposition": {multipart.FileContentDisposition(test.part, "cover")},
				"Content-Type":        {test.media},
			})
			if err == nil {
				_, err = part.Write([]byte("\x89PNG\xff\x00"))
			}
			if err != nil || form.Close() != nil {
				t.Fatal("the form cannot be written")
			}
			r := request("POST", "/v1/books/b1/cover", "")
			r.Header.Set("Content-Type", form.FormDataContentType())
			expect(t, spec.CheckRequest(r, body.Bytes()), test.want)
		})
	}
}

func TestCheckRequest_refusesAnUploadThatIsNoForm(t *testing.T) {
	r := request("POST", "/v1/books/b1/cover", "")
	r.Header.Set("Content-Type", "image/png")
	expect(t, library(t).CheckRequest(r, []byte("\x89PNG")), []string{"request body"})
}
