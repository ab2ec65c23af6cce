package images

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
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

var (
	errEndsEarly = errors.New("it ends too early")
	errStructure = errors.New("its structure is wrong")
)

// checkStructure returns an error for an image that is cut. It follows the lengths in the image to its end, and does
// not decode the pixels: a small file can have very many. It ignores what follows the end.
func checkStructure(contentType string, content *counter, size int64) error {
	image := bufio.NewReader(content)
	var err error
	switch contentType {
	case "image/png":
		err = checkPNG(image)
	case "image/jpeg":
		err = checkJPEG(image)
	case "image/gif":
		err = checkGIF(image)
	case "image/webp":
		err = checkWebP(image, size)
	}
	if content.err != nil {
		return nil //nolint:nilerr // the caller reports an error of the reader
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errEndsEarly
	}
	return err
}

// skip reads over bytes.
func skip(image *bufio.Reader, count int64) error {
	_, err := io.CopyN(io.Discard, image, count)
	return err
}

// checkPNG follows the chunks of a PNG from IHDR to IEND.
func checkPNG(image *bufio.Reader) error {
	const signature, checksum = 8, 4
	if err := skip(image, signature); err != nil {
		return err
	}
	for first := true; ; first = false {
		var chunk [8]byte // the length of the data and the type
		if _, err := io.ReadFull(image, chunk[:]); err != nil {
			return err
		}
		if name := string(chunk[4:]); first != (name == "IHDR") {
			return errStructure
		}
		if err := skip(image, int64(binary.BigEndian.Uint32(chunk[:]))+checksum); err != nil {
			return err
		}
		if string(chunk[4:]) == "IEND" {
			return nil
		}
	}
}

// The markers of a JPEG that this file distinguishes.
const (
	jpegMarker          = 0xff
	jpegStuffed         = 0x00 // a byte of the image that is equal to a marker
	jpegRestart         = 0xd0 // to 0xd7
	jpegStart           = 0xd8
	jpegEnd             = 0xd9
	jpegScan            = 0xda
	jpegTemporary       = 0x01
	jpegSegmentOverhead = 2 // the length of a segment includes its own two bytes
)

// checkJPEG follows the segments of a JPEG to its end. After each scan, it searches for the next marker.
func checkJPEG(image *bufio.Reader) error {
	for scanned := false; ; {
		marker, err := nextMarker(image)
		switch {
		case err != nil:
			return err
		case marker == jpegEnd && !scanned:
			return errStructure
		case marker == jpegEnd:
			return nil
		case marker == jpegStuffed, marker == jpegStart, marker == jpegTemporary, marker&0xf8 == jpegRestart:
			continue // without data
		}
		var length [jpegSegmentOverhead]byte
		if _, err := io.ReadFull(image, length[:]); err != nil {
			return err
		}
		if err := skip(image, int64(binary.BigEndian.Uint16(length[:]))-jpegSegmentOverhead); err != nil {
			return err
		}
		scanned = scanned || marker == jpegScan
	}
}

// nextMarker reads to the next marker of a JPEG. Any number of bytes 0xff can precede it.
func nextMarker(image *bufio.Reader) (byte, error) {
	for {
		if _, err := image.ReadSlice(jpegMarker); errors.Is(err, bufio.ErrBufferFull) {
			continue
		} else if err != nil {
			return 0, err
		}
		marker, err := image.ReadByte()
		for err == nil && marker == jpegMarker {
			marker, err = image.ReadByte()
		}
		return marker, err
	}
}

// The parts of a GIF.
const (
	gifExtension = 0x21
	gifImage     = 0x2c
	gifEnd       = 0x3b
)

// checkGIF follows the blocks of a GIF to its trailer.
func checkGIF(image *bufio.Reader) error {
	const header, flags = 13, 10
	if err := skipWithColors(image, header, flags); err != nil {
		return err
	}
	for {
		block, err := image.ReadByte()
		if err != nil {
			return err
		}
		switch block {
		case gifEnd:
			return nil
		case gifExtension:
			err = skip(image, 1) // the kind of extension
		case gifImage:
			const descriptor, flags = 9, 8
			if err = skipWithColors(image, descriptor, flags); err == nil {
				err = skip(image, 1) // the size of codes
			}
		default:
			return errStructure
		}
		if err == nil {
			err = skipSubBlocks(image)
		}
		if err != nil {
			return err
		}
	}
}

// skipWithColors reads over a part of a GIF, and over the color table that its flags announce.
func skipWithColors(image *bufio.Reader, length, flags int) error {
	part := make([]byte, length)
	if _, err := io.ReadFull(image, part); err != nil {
		return err
	}
	if part[flags]&0x80 == 0 {
		return nil
	}
	return skip(image, 3<<(part[flags]&7+1))
}

// skipSubBlocks reads over data of a GIF to its end, a block without bytes.
func skipSubBlocks(image *bufio.Reader) error {
	for {
		length, err := image.ReadByte()
		if err != nil || length == 0 {
			return err
		}
		if err := skip(image, int64(length)); err != nil {
			return err
		}
	}
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
		return errEndsEarly
	}
	if declared := webpHeader + int64(binary.LittleEndian.Uint32(header[4:])); declared > size {
		return fmt.Errorf("by its header it has %d bytes, and there are %d", declared, size)
	}
	return nil
}
