package clerk_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// pixel is a GIF with one pixel.
const pixel = "GIF89a\x01\x00\x01\x00\x00\x00\x00;\x00"

func imageOf(name, content string) clerk.Image {
	return clerk.Image{
		Name:        name,
		ContentType: "image/png",
		Size:        int64(len(content)),
		Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(content)), nil
		},
	}
}

// imageForm returns the body for an upload. name is the escaped file name.
func imageForm(name, content string) string {
	return "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n" +
		"Content-Type: image/png\r\n\r\n" + content + "\r\n--boundary--\r\n"
}

// source is the content of an image. It records the reads.
type source struct {
	content        string
	opened, closed int
	read, largest  int // total and largest read in bytes
}

func (s *source) image() clerk.Image {
	return clerk.Image{
		Name:        "ada.png",
		ContentType: "image/png",
		Size:        int64(len(s.content)),
		Open: func() (io.ReadCloser, error) {
			s.opened++
			return &sourceReader{source: s, rest: strings.NewReader(s.content)}, nil
		},
	}
}

type sourceReader struct {
	source *source
	rest   *strings.Reader
}

func (r *sourceReader) Read(p []byte) (int, error) {
	n, err := r.rest.Read(p)
	r.source.read += n
	r.source.largest = max(r.source.largest, len(p))
	return n, err
}

func (r *sourceReader) Close() error {
	r.source.closed++
	return nil
}

func TestClient_SetUserProfileImage_readsTheImageInPieces(t *testing.T) {
	content := &source{content: strings.Repeat("x", 5<<20)}
	var length int64
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		length = r.ContentLength
		answerAny(w, r)
	})
	if _, err := s.client(t).SetUserProfileImage(background(), "user_1", content.image()); err != nil {
		t.Fatal(err)
	}
	if want := int64(len(imageForm("ada.png", content.content))); length < want {
		t.Errorf("the request says that it has %d bytes, want at least %d", length, want)
	}
	if content.opened != content.closed || content.read != len(content.content) || content.largest > 64<<10 {
		t.Errorf(
			"opened %d times, closed %d times, read %d bytes, up to %d at once; "+
				"want all closed, the content once, at most 64 KiB",
			content.opened,
			content.closed,
			content.read,
			content.largest,
		)
	}
}

func TestClient_SetUserProfileImage_retry_startsAtTheBeginning(t *testing.T) {
	content := &source{content: strings.Repeat("x", 1<<20)}
	s := newServer(t, script(hangUp, refuse(http.StatusServiceUnavailable, "service_unavailable"), answerAny))
	if _, err := s.client(t).SetUserProfileImage(background(), "user_1", content.image()); err != nil {
		t.Fatal(err)
	}
	requests := s.received()
	if len(requests) != 3 || content.opened != content.closed {
		t.Errorf(
			"%d attempts, opened %d times, closed %d times; want three attempts and all closed",
			len(requests),
			content.opened,
			content.closed,
		)
	}
	for i, r := range requests {
		if r.body != imageForm("ada.png", content.content) {
			t.Errorf("attempt %d did not send the whole image", i+1)
		}
	}
}

func TestClient_SetUserProfileImage_imageThatCannotBeOpened_sendsNothing(t *testing.T) {
	cause := errors.New("the disk is gone")
	s := newServer(t, answerAny)
	for name, image := range map[string]clerk.Image{
		"open fails": {Name: "a", Size: 1, Open: func() (io.ReadCloser, error) { return nil, cause }},
		"no content": {Name: "a", Size: 1},
	} {
		_, err := s.client(t).SetUserProfileImage(background(), "user_1", image)
		if err == nil || name == "open fails" && !errors.Is(err, cause) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if n := len(s.received()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestClient_SetUserProfileImage_shorterFile_fails(t *testing.T) {
	image := imageOf("ada.png", "some content")
	image.Size += 10
	s := httptest.NewServer(http.HandlerFunc(answerAny))
	t.Cleanup(s.Close)
	client := newClient(t, clerk.WithURL(s.URL), clerk.WithMaxRetries(0))
	if _, err := client.SetUserProfileImage(background(), "user_1", image); err == nil {
		t.Error("an image with fewer bytes than promised was uploaded")
	}
}

func TestClient_SetUserProfileImage_longerFile_sendsTheAnnouncedSize(t *testing.T) {
	image := imageOf("ada.png", "some content")
	image.Size = int64(len("some"))
	s := newServer(t, answerAny)
	if _, err := s.client(t).SetUserProfileImage(background(), "user_1", image); err != nil {
		t.Fatal(err)
	}
	if got := s.last().body; got != imageForm("ada.png", "some") {
		t.Errorf("sent %q", got)
	}
}
