package userprofileimage_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// picture returns a small PNG of one shade.
func picture(t *testing.T, shade uint8) []byte {
	t.Helper()
	return encoded(t, shade, func(b *bytes.Buffer, i image.Image) error { return png.Encode(b, i) })
}

func encoded(t *testing.T, shade uint8, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	drawn := image.NewGray(image.Rect(0, 0, 2, 2))
	drawn.Set(0, 0, color.Gray{Y: shade})
	var content bytes.Buffer
	if err := encode(&content, drawn); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// largePicture is a PNG of exactly this many bytes.
func largePicture(t *testing.T, seed uint8, size int) []byte {
	t.Helper()
	content := make([]byte, size)
	var key [32]byte
	key[0] = seed
	_, _ = rand.NewChaCha8(key).Read(content)
	copy(content, picture(t, seed))
	return content
}

// pictures has one picture of each format, by media type.
func pictures(t *testing.T) map[string][]byte {
	t.Helper()
	webp, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"image/png":  picture(t, 1),
		"image/jpeg": encoded(t, 1, func(b *bytes.Buffer, i image.Image) error { return jpeg.Encode(b, i, nil) }),
		"image/gif":  encoded(t, 1, func(b *bytes.Buffer, i image.Image) error { return gif.Encode(b, i, nil) }),
		"image/webp": webp,
	}
}

// file writes a file into a folder of its own and returns its path.
func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	rewrite(t, path, content)
	return path
}

func rewrite(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func hashOf(content []byte) string {
	digest := sha256.Sum256(content)
	return hex.EncodeToString(digest[:])
}
