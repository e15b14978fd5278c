// Command bundle builds the front-end files of the program: it reads the style
// sheets, the scripts and the drawings of platform/web and the scripts of the
// areas, bundles them with esbuild, and writes them to platform/web/dist with
// a hash of their content in the name, compressed beside it, and a manifest
// that tells which name is which.
//
//	go run ./tools/bundle
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	web   = "internal/platform/web"
	built = web + "/dist"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() error {
	entries, err := entryPoints()
	if err != nil {
		return err
	}
	result := api.Build(options(entries))
	if len(result.Errors) > 0 {
		return errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	files, err := hashed(result.OutputFiles)
	if err != nil {
		return err
	}
	return write(files)
}

// entryPoints are main.css and main.ts, the drawings that are files of their
// own, and every script of an area: insightweb/network.ts becomes network.js.
func entryPoints() ([]api.EntryPoint, error) {
	paths := []string{web + "/css/main.css", web + "/ts/main.ts", web + "/img/favicon.svg"}
	areas, err := filepath.Glob("internal/*/*web/*.ts")
	if err != nil {
		return nil, err
	}
	var all []api.EntryPoint
	seen := map[string]string{}
	for _, path := range append(paths, areas...) {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if was := seen[name+filepath.Ext(path)]; was != "" {
			return nil, fmt.Errorf("%s and %s have the same name", was, path)
		}
		seen[name+filepath.Ext(path)] = path
		all = append(all, api.EntryPoint{InputPath: path, OutputPath: name})
	}
	return all, nil
}

func options(entries []api.EntryPoint) api.BuildOptions {
	return api.BuildOptions{
		EntryPointsAdvanced: entries,
		Outdir:              built,
		EntryNames:          "[name]-[hash]",
		AssetNames:          "[name]-[hash]",
		Bundle:              true,
		Format:              api.FormatESModule,
		Target:              api.ES2022,
		Charset:             api.CharsetUTF8,
		MinifyWhitespace:    true,
		MinifySyntax:        true,
		MinifyIdentifiers:   true,
		LegalComments:       api.LegalCommentsEndOfFile,
		Loader:              map[string]api.Loader{".woff2": api.LoaderFile, ".svg": api.LoaderCopy},
	}
}

// hashed names each file as the manifest does: its name without the hash.
func hashed(outputs []api.OutputFile) (map[string]api.OutputFile, error) {
	all := map[string]api.OutputFile{}
	hash := regexp.MustCompile(`-[A-Z0-9]{8}\.`)
	for _, f := range outputs {
		plain := hash.ReplaceAllString(filepath.Base(f.Path), ".")
		if was, twice := all[plain]; twice {
			return nil, fmt.Errorf("%s and %s have the same name", was.Path, f.Path)
		}
		all[plain] = f
	}
	return all, nil
}

// write replaces what was built before, the manifest last, so that a build
// that was broken off is seen and done again.
func write(files map[string]api.OutputFile) error {
	if err := os.RemoveAll(built); err != nil {
		return err
	}
	if err := os.MkdirAll(built, 0o755); err != nil {
		return err
	}
	manifest := map[string]string{}
	for plain, f := range files {
		manifest[plain] = filepath.Base(f.Path)
		if err := writeBoth(f); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(built+"/manifest.json", append(data, '\n'), 0o644)
}

// writeBoth writes a file and, if it is no font, which is compressed already,
// a compressed one beside it.
func writeBoth(f api.OutputFile) error {
	path := filepath.Join(built, filepath.Base(f.Path))
	if err := os.WriteFile(path, f.Contents, 0o644); err != nil {
		return err
	}
	if strings.HasSuffix(path, ".woff2") {
		return nil
	}
	var zip bytes.Buffer
	w, err := gzip.NewWriterLevel(&zip, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(f.Contents); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", zip.Bytes(), 0o644)
}
