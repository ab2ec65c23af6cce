// Command provider-schema writes the schemas of the provider as JSON, in the format of
// "terraform providers schema -json". The documentation is generated from it. The command calls the
// provider in its own process, so the result is complete and the same on every machine. A CLI would
// omit features that its version does not know.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

func main() {
	if err := write(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "provider-schema:", err)
		os.Exit(1)
	}
}

func write(ctx context.Context) error {
	// tfplugindocs looks a provider up by its short name, not by its address.
	schemas, err := read(ctx, path.Base(provider.Address), provider.New("dev")())
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(schemas)
}
