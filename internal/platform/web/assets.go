package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

//go:embed templates
var templates embed.FS

// manifest tells under which name, with a hash of its content, a built file is
// kept: main.css → main-2XK5J7QD.css.
var manifest, manifestErr = readManifest()

// icons are the drawings of templates/icons by name, for {{icon "search"}}.
var icons = readIcons()

func readManifest() (map[string]string, error) {
	data, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, fmt.Errorf("the built files are missing: run make assets: %w", err)
	}
	var m map[string]string
	return m, json.Unmarshal(data, &m)
}

func readIcons() map[string]template.HTML {
	all := map[string]template.HTML{}
	names, _ := fs.Glob(templates, "templates/icons/*.svg")
	for _, name := range names {
		data, err := templates.ReadFile(name)
		if err != nil {
			panic(err) // the files are part of the program
		}
		all[strings.TrimSuffix(path.Base(name), ".svg")] = template.HTML(strings.TrimSpace(string(data)))
	}
	return all
}

func assetsFault() error { return manifestErr }

// Asset gives the address of a built file such as main.css.
func Asset(name string) string {
	if hashed := manifest[name]; hashed != "" {
		name = hashed
	}
	return "/assets/" + name
}

// serveAsset serves a built file, compressed if the browser takes that. The
// name holds a hash of the content, so the browser may keep it for ever.
func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	data, err := dist.ReadFile("dist/" + name)
	if err != nil || name == "manifest.json" {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	if zip, err := dist.ReadFile("dist/" + name + ".gz"); err == nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = zip
	}
	h.Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

// TagOf makes an entity tag of what is sent. It is weak, for the same content
// may be sent compressed and not.
func TagOf(body []byte) string {
	h := fnv.New64a()
	h.Write(body)
	return fmt.Sprintf(`W/"%016x"`, h.Sum64())
}

// NotModified sets the tag and, if the browser has that version already,
// answers 304 and returns true: there is nothing more to write then.
func NotModified(w http.ResponseWriter, r *http.Request, tag string) bool {
	w.Header().Set("ETag", tag)
	for _, known := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		known = strings.TrimSpace(known)
		if known == "*" || known != "" && strings.TrimPrefix(known, "W/") == strings.TrimPrefix(tag, "W/") {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}
