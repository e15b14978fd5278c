package page

import "net/http"

// TodayURL is the address of a page as it is today, with all else that it was
// asked for.
func TodayURL(r *http.Request) string {
	q := r.URL.Query()
	q.Set("dag", "")
	return r.URL.Path + "?" + q.Encode()
}
