package recordweb_test

import (
	"net/http"
	"testing"
)

func TestSmoke(t *testing.T) {
	a := newApp(t)
	for _, path := range []string{"/ny/forum", "/ny/association", "/ny/party", "/ny/unit", "/ny/target_group", "/ny/agreement", "/ny/relation", "/ny/contact_path", "/ny/statement", "/ny/source",
		"/andra/forum/aneby/fua", "/avsluta/unit/aneby/ame", "/bekrafta", "/historik/forum/aneby/fua", "/andringar"} {
		t.Run(path, func(t *testing.T) { a.get("admin", path).is(http.StatusOK) })
	}
}
