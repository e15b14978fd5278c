package forumweb_test
import ("net/http";"os";"testing")
func TestLook(t *testing.T) { if os.Getenv("LOOK") == "" { t.Skip() }; s := newSite(t); http.ListenAndServe("127.0.0.1:8431", s.handler) }
