package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"samkarta/internal/platform/text"
)

// Flash is a message shown once, on the page after a redirect. It travels in a
// short-lived cookie as a text key with arguments, so that it is shown in the
// language of the page and can say nothing but our own texts.
type Flash struct {
	Kind string   `json:"k"` // success, info, warning or danger
	Key  string   `json:"t"`
	Args []string `json:"a,omitempty"`
	Text string   `json:"-"` // filled when it is shown
}

// Done is the message that something went well.
func Done(key string, args ...string) Flash { return Flash{Kind: "success", Key: key, Args: args} }

// Notice is a message that asks for nothing.
func Notice(key string, args ...string) Flash { return Flash{Kind: "info", Key: key, Args: args} }

const flashCookie = "flash"

// Redirect sends the browser on to another page of the site with 303, which
// makes it ask with GET, and shows the message there.
func Redirect(w http.ResponseWriter, r *http.Request, to string, flash ...Flash) error {
	for _, f := range flash {
		data, err := json.Marshal(f)
		if err != nil {
			return err
		}
		setCookie(w, r, flashCookie, base64.RawURLEncoding.EncodeToString(data), time.Minute)
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// takeFlash reads the message and takes it away. A cookie that is no message
// of ours, or too long to be one, is dropped.
func takeFlash(w http.ResponseWriter, r *http.Request, l *text.Lang) *Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	setCookie(w, r, flashCookie, "", -time.Hour)
	data, err := base64.RawURLEncoding.DecodeString(c.Value)
	var f Flash
	if err != nil || len(data) > 2000 || json.Unmarshal(data, &f) != nil || !l.Has(f.Key) || !kinds[f.Kind] {
		return nil
	}
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = a
	}
	f.Text = l.T(f.Key, args...)
	return &f
}

var kinds = map[string]bool{"success": true, "info": true, "warning": true, "danger": true}
