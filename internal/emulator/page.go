package emulator

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
)

// pagePrefix is the path of all parts of the page, except for the overview at /.
const pagePrefix = "/_emulator/page/"

//go:embed page
var pageFiles embed.FS

// pageTemplates has one set of templates for each file of page, each with the layout and the shared parts.
var pageTemplates = parsePageTemplates()

func parsePageTemplates() map[string]*template.Template {
	shared := template.Must(template.New("").Funcs(pageFuncs).ParseFS(pageFiles, "page/layout.html", "page/parts.html"))
	parsed := map[string]*template.Template{}
	for _, name := range []string{
		"overview", "users", "user", "organizations", "organization", "requests", "request", "changes", "controls", "problem",
	} {
		set := template.Must(template.Must(shared.Clone()).ParseFS(pageFiles, "page/"+name+".html"))
		parsed[name] = set
	}
	return parsed
}

// view is a part of the page.
type view struct {
	// Title is the title, and Section the entry of the navigation.
	Title, Section string
	// Origin is the address of the emulator.
	Origin string
	Stats  Stats
	// Data is the data of the template.
	Data any
}

func isPage(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) &&
		(r.URL.Path == "/" || strings.HasPrefix(r.URL.Path, pagePrefix))
}

// routePage returns the handler of the page.
func (e *Emulator) routePage() *http.ServeMux {
	mux := http.NewServeMux()
	for _, part := range []struct {
		path, template, section string
		show                    func(r *http.Request) (title string, data any, err error)
	}{
		{"/{$}", "overview", "overview", e.showOverview},
		{pagePrefix + "users", "users", "users", e.showUsers},
		{pagePrefix + "users/{user_id}", "user", "users", e.showUser},
		{pagePrefix + "organizations", "organizations", "organizations", e.showOrganizations},
		{pagePrefix + "organizations/{organization_id}", "organization", "organizations", e.showOrganization},
		{pagePrefix + "requests", "requests", "requests", e.showRequests},
		{pagePrefix + "requests/{request_id}", "request", "requests", e.showRequest},
		{pagePrefix + "changes", "changes", "changes", e.showChanges},
		{pagePrefix + "controls", "controls", "controls", e.showControls},
		{pagePrefix, "problem", "", noSuchPage},
	} {
		mux.HandleFunc("GET "+part.path, func(w http.ResponseWriter, r *http.Request) {
			title, data, err := part.show(r)
			e.writePage(w, r, part.template, view{Title: title, Section: part.section, Data: data}, err)
		})
	}
	for name, contentType := range map[string]string{
		"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml",
	} {
		mux.HandleFunc("GET "+pagePrefix+name, func(w http.ResponseWriter, _ *http.Request) {
			protectPage(w.Header())
			content, err := pageFiles.ReadFile(path.Join("page", name))
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", contentType)
			_, _ = w.Write(content)
		})
	}
	return mux
}

func noSuchPage(r *http.Request) (string, any, error) {
	return "", nil, failure(http.StatusNotFound, "resource_not_found", "not found",
		fmt.Sprintf("The emulator has no page %s.", r.URL.Path))
}

// writePage writes the page, or the error instead.
func (e *Emulator) writePage(w http.ResponseWriter, r *http.Request, name string, v view, err error) {
	status := http.StatusOK
	if err != nil {
		name, v.Title = "problem", "Not found"
		var failed *apiError
		status = http.StatusInternalServerError
		v.Data = err.Error()
		if errors.As(err, &failed) {
			status = failed.status
			v.Data = failed.problems[0].LongMessage
		}
		if status != http.StatusNotFound {
			v.Title = "Invalid request"
		}
	}
	v.Origin, v.Stats = "http://"+r.Host, e.Stats()
	var content bytes.Buffer
	if err := pageTemplates[name].ExecuteTemplate(&content, "layout", v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	protectPage(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = content.WriteTo(w)
}

// protectPage sets the headers that limit what the page can do in a browser. Names and metadata of users are hostile
// input, and no other site may show the page in a frame.
func protectPage(header http.Header) {
	header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
}
