// Recording draws the output of a terminal as an SVG that plays it. It reads the output from standard input. Lines that
// begin with "$ " are commands. See "make recordings".
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	title := flag.String("title", "", "the title of the window")
	output := flag.String("o", "", "the SVG `file`")
	flag.Parse()
	if err := run(os.Stdin, *title, *output); err != nil {
		fmt.Fprintln(os.Stderr, "recording:", err)
		os.Exit(1)
	}
}

func run(terminal io.Reader, title, file string) error {
	text, err := io.ReadAll(terminal)
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(draw(title, lines(string(text)))), 0o600)
}
