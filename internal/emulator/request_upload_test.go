package emulator

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"runtime"
	"strings"
	"testing"
)

// testImages has the smallest image of each format, by media type.
func testImages(t *testing.T) map[string]string {
	t.Helper()
	dot := image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.White})
	images := map[string]string{"image/webp": webpDot(t)}
	for media, encode := range map[string]func(io.Writer) error{
		"image/png":  func(w io.Writer) error { return png.Encode(w, dot) },
		"image/gif":  func(w io.Writer) error { return gif.Encode(w, dot, nil) },
		"image/jpeg": func(w io.Writer) error { return jpeg.Encode(w, dot, nil) },
	} {
		var content bytes.Buffer
		if err := encode(&content); err != nil {
			t.Fatal(err)
		}
		images[media] = content.String()
	}
	return images
}

func webpDot(t *testing.T) string {
	t.Helper()
	content, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// formPart is a part of a form. With a file name, it is a file.
type formPart struct{ name, fileName, contentType, content string }

// form returns the body of a form and its content type.
func form(t *testing.T, parts ...formPart) (body, contentType string) {
	t.Helper()
	var out strings.Builder
	writer := multipart.NewWriter(&out)
	for _, part := range parts {
		header := textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf("form-data; name=%q", part.name)}}
		if part.fileName != "" {
			header.Set("Content-Disposition", multipart.FileContentDisposition(part.name, part.fileName))
		}
		if part.contentType != "" {
			header.Set("Content-Type", part.contentType)
		}
		w, err := writer.CreatePart(header)
		if err == nil {
			_, err = io.WriteString(w, part.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String(), writer.FormDataContentType()
}

func (a *testAPI) upload(userID string, parts ...formPart) answer {
	a.t.Helper()
	body, contentType := form(a.t, parts...)
	return a.request("POST", "/v1/users/"+userID+"/profile_image", body, "Content-Type", contentType)
}

func TestProfileImage_invalidForm_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	path := "/v1/users/" + api.create(`{"username":"adalove"}`).ID + "/profile_image"
	dot := testImages(t)["image/png"]
	whole, contentType := form(t, formPart{"file", "ada.png", "image/png", dot})
	for name, test := range map[string]struct {
		body, contentType string
		status            int
		problem           string
	}{
		"the bare image": {dot, "image/png", 415, "unsupported_content_type"},
		"JSON":           {`{"file":"x"}`, "application/json", 415, "unsupported_content_type"},
		"no boundary":    {whole, "multipart/form-data", 400, "request_body_invalid"},
		"cut off":        {whole[:len(whole)-len(dot)], contentType, 400, "request_body_invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			api := &testAPI{api.Server, t}
			api.request("POST", path, test.body, "Content-Type", test.contentType).mustBe(test.status, test.problem)
		})
	}
	api.upload("user_none", formPart{"file", "ada.png", "image/png", dot}).mustBe(404, "resource_not_found")
	api.request("POST", path, whole, "Content-Type", contentType, "Authorization", "Bearer no").
		mustBe(401, "clerk_key_invalid")
}

func TestProfileImage_log_hasTheFileWithoutContent(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove"}`).ID
	api.ResetLog()
	dot := testImages(t)["image/png"]
	api.upload(id, formPart{"file", "ada.png", "image/png", dot}).mustBe(200)
	log := api.Requests()
	want := fmt.Sprintf(`{"file":{"content_type":"image/png","name":"ada.png","size":%d}}`, len(dot))
	if len(log) != 1 || log[0].Operation() != "POST /v1/users/{user_id}/profile_image" || string(log[0].Body) != want ||
		log[0].Status != 200 {
		t.Errorf("logged %s", marshal(log))
	}
}

// An upload must need only the memory of a buffer.
func TestProfileImage_upload_needsLittleMemory(t *testing.T) {
	body, contentType := form(t, formPart{"file", "ada.png", "image/png",
		testImages(t)["image/png"] + strings.Repeat("x", maxImageBytes-1000)})
	request := httptest.NewRequest(http.MethodPost, "/v1/users/user_1/profile_image", strings.NewReader(body))
	request.Header.Set("Content-Type", contentType)

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := readUpload(request, nil)
	runtime.ReadMemStats(&after)
	if got.err != nil || got.size < maxImageBytes-1000 {
		t.Fatalf("read %+v", got)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > maxImageBytes/10 {
		t.Errorf("an upload of %d bytes took %d bytes of memory", len(body), took)
	}
}
