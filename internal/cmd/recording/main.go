// Recording draws the texts in the folder recordings as SVG that play them. Lines that begin with "$ " are commands.
// "make recordings" records the texts and draws them.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// folder has the texts and the drawings, relative to the repository.
const folder = "internal/cmd/recording/recordings"

// titles are the recordings and the titles of their windows.
var titles = map[string]string{
	"demo":            "make demo",
	"getting-started": "Getting started",
	"adopting-users":  "Adopting existing users",
}

func main() {
	for name := range titles {
		svg, err := drawing(folder, name)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name+".svg"), []byte(svg), 0o600)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "recording:", err)
			os.Exit(1)
		}
	}
}

// drawing draws the text with this name.
func drawing(folder, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(folder, name+".txt"))
	return draw(titles[name], lines(string(text))), err
}
