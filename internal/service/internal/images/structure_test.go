package images

import (
	"bytes"
	"errors"
	"image"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// completeImages returns an image of each format, by its type.
func completeImages(t testing.TB) map[string][]byte {
	t.Helper()
	pixels := image.NewPaletted(image.Rect(0, 0, 40, 30), palette.WebSafe)
	for i := range pixels.Pix {
		pixels.Pix[i] = byte(i * i % 200)
	}
	images := map[string][]byte{"image/webp": []byte("RIFF\x0e\x00\x00\x00WEBPVP8L\x01\x00\x00\x00\x2f\x00")}
	for format, encode := range map[string]func(io.Writer) error{
		"image/png":  func(w io.Writer) error { return png.Encode(w, pixels) },
		"image/jpeg": func(w io.Writer) error { return jpeg.Encode(w, pixels, nil) },
		"image/gif": func(w io.Writer) error {
			return gif.EncodeAll(w, &gif.GIF{Image: []*image.Paletted{pixels, pixels}, Delay: []int{1, 1}})
		},
	} {
		var encoded bytes.Buffer
		if err := encode(&encoded); err != nil {
			t.Fatal(err)
		}
		images[format] = encoded.Bytes()
	}
	return images
}

func check(format string, content []byte) error {
	return checkStructure(format, &counter{reader: bytes.NewReader(content)}, int64(len(content)))
}

func TestCheckStructure_eachCutOfAnImage_isAnError(t *testing.T) {
	t.Parallel()
	for format, complete := range completeImages(t) {
		for end := range complete {
			if check(format, complete[:end]) == nil {
				t.Errorf("%d of %d bytes of %s are accepted", end, len(complete), format)
				break
			}
		}
	}
}

func TestCheckStructure_completeImage_isAccepted(t *testing.T) {
	t.Parallel()
	images := completeImages(t)
	// A JPEG with a preview in its metadata, filled markers and a restart has the end of an image inside.
	photo := images["image/jpeg"]
	preview := append([]byte{0xff, 0xe1, 0x00, 0x06, 0xff, 0xd8, 0xff, 0xd9, 0xff}, 0xff)
	images["image/jpeg "] = append(append(bytes.Clone(photo[:2]), preview...), photo[3:]...)
	for format, complete := range images {
		format = strings.TrimSpace(format)
		for name, content := range map[string][]byte{"alone": complete, "with more after its end": append(bytes.Clone(complete), 0, 1)} {
			if err := check(format, content); err != nil {
				t.Errorf("%s %s: %v", format, name, err)
			}
		}
	}
}

func TestCheckStructure_wrongStructure_isAnError(t *testing.T) {
	t.Parallel()
	images := completeImages(t)
	picture, photo, animation := images["image/png"], images["image/jpeg"], images["image/gif"]
	for name, test := range map[string]struct {
		format  string
		content []byte
	}{
		"a PNG without a header":      {"image/png", append(bytes.Clone(picture[:8]), picture[33:]...)},
		"a JPEG without an image":     {"image/jpeg", append(bytes.Clone(photo[:2]), 0xff, 0xd9)},
		"a GIF with an unknown block": {"image/gif", append(bytes.Clone(animation[:13]), 0x2c, 0x7a)},
	} {
		if check(test.format, test.content) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestCheckStructure_errorOfTheReader_isNotAboutTheImage(t *testing.T) {
	t.Parallel()
	content := &counter{reader: io.MultiReader(
		bytes.NewReader(completeImages(t)["image/png"][:40]), iotest.ErrReader(errors.New("input/output error")),
	)}
	if err := checkStructure("image/png", content, 100); err != nil {
		t.Errorf("the error is %v", err)
	}
	if content.err == nil {
		t.Error("the error of the reader is lost")
	}
}
