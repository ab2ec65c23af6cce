package userprofileimage

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // registers the format
	"image/jpeg"
	"image/png"
	"io"
)

// counter counts the bytes that are read.
type counter struct {
	reader io.Reader
	bytes  int64
	err    error // of the reader, nil at its end
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.reader.Read(p)
	c.bytes += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// checkHeader reads the header of an image, and returns an error if it is incomplete. It does not decode the pixels,
// because a small file can have very many.
func checkHeader(contentType string, content *counter, size int64) error {
	buffered := bufio.NewReader(content)
	if contentType == "image/webp" {
		return checkWebP(buffered, size)
	}
	_, _, err := image.DecodeConfig(buffered)
	if err != nil && content.err == nil && !isUnsupported(err) { // the caller reports an error of the reader
		return errors.New("it ends too early, or its header is wrong")
	}
	return nil
}

// isUnsupported reports whether an image is of a variant that Go does not decode.
func isUnsupported(err error) bool {
	var ofJPEG jpeg.UnsupportedError
	var ofPNG png.UnsupportedError
	return errors.As(err, &ofJPEG) || errors.As(err, &ofPNG)
}

const (
	// webpHeader is the number of bytes with "RIFF" and the number of bytes that follow.
	webpHeader = 8
	// smallestWebP is smaller than any image: the headers of the file and of its first part.
	smallestWebP = 20
)

func checkWebP(content *bufio.Reader, size int64) error {
	header, err := content.Peek(webpHeader)
	if err != nil || size < smallestWebP {
		return errors.New("it ends too early")
	}
	if declared := webpHeader + int64(binary.LittleEndian.Uint32(header[4:])); declared > size {
		return fmt.Errorf("by its header it has %d bytes, and there are %d", declared, size)
	}
	return nil
}
