package images

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// pathValidator refuses texts that other programs take for the path of a file, and that name no file here.
type pathValidator struct{ textAttribute string }

// Path accepts the path of a file. textAttribute is the attribute for an image as base64 text, "" for none.
func Path(textAttribute string) validator.String { return pathValidator{textAttribute} }

func (pathValidator) Description(context.Context) string { return "must be the path of a file" }

func (v pathValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v pathValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	source := req.ConfigValue.ValueString()
	scheme, rest, isURL := strings.Cut(source, "://")
	if prefix, path, found := strings.Cut(source, ":"); found && !isURL && isScheme(prefix) {
		scheme, rest, isURL = prefix, path, true
	}
	var summary, detail string
	switch {
	case strings.EqualFold(scheme, "file") && isURL:
		summary = "A URL instead of a path"
		if onHost, found := strings.CutPrefix(rest, "localhost/"); found {
			rest = "/" + onHost
		}
		detail = fmt.Sprintf("%q is a URL, and %s is the path of a file. Write %q.", source, req.Path, rest)
	case strings.EqualFold(scheme, "data") && isURL:
		summary = "A data URL instead of a path"
		detail = fmt.Sprintf("The text is a data URL, and %s is the path of a file.", req.Path)
		if v.textAttribute != "" {
			detail += fmt.Sprintf(" Set %s to the base64 text after the comma.", v.textAttribute)
		}
	case isURL && !strings.ContainsAny(scheme, `/\`):
		summary = "A URL instead of a path"
		detail = fmt.Sprintf("%q is a URL, and %s is the path of a file. Download the image first.", source, req.Path)
		if v.textAttribute != "" {
			detail += fmt.Sprintf(" Or read it with the data source http, and set %s to its response_body_base64.",
				v.textAttribute)
		}
	case source == "~" || strings.HasPrefix(source, "~/") || strings.HasPrefix(source, `~\`):
		summary = "A path with ~"
		detail = fmt.Sprintf("Terraform does not read ~ in %q as your home folder. Write pathexpand(%[1]q).", source)
	default:
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, summary, detail)
}

// isScheme reports whether the text before a colon is the scheme of a URL that needs no slashes.
func isScheme(text string) bool {
	return strings.EqualFold(text, "file") || strings.EqualFold(text, "data")
}
