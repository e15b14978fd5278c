package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

type hsdsPage struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	First      bool `json:"first_page"`
	Last       bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []map[string]any
}

func hsdsGet(path string) request { return request{method: "GET", path: "/hsds" + path} }

func TestHsdsPages(t *testing.T) {
	w := demoWorld(t)
	all := answer[hsdsPage](t, w, hsdsGet("/services?per_page=50"))
	if all.TotalItems != 136 || all.TotalPages != 3 || all.PageNumber != 1 || all.Size != 50 || !all.First || all.Last || all.Empty || len(all.Contents) != 50 {
		t.Errorf("%+v", all)
	}
	last := answer[hsdsPage](t, w, hsdsGet("/services?per_page=50&page=3"))
	if last.Size != 36 || last.First || !last.Last {
		t.Errorf("%+v", last)
	}
	if past := answer[hsdsPage](t, w, hsdsGet("/services?page=9")); !past.Empty || past.Size != 0 || past.Contents == nil {
		t.Errorf("%+v", past)
	}
	minimal := answer[hsdsPage](t, w, hsdsGet("/services?minimal=true"))
	if minimal.Size != 136 || len(minimal.Contents[0]) != 2 || minimal.Contents[0]["modified_date"] == "" {
		t.Errorf("%+v", minimal.Contents[0])
	}
	full := answer[hsdsPage](t, w, hsdsGet("/services?full=true&search=fontänhuset"))
	if full.TotalItems == 0 || full.Contents[0]["attributes"] == nil || all.Contents[0]["attributes"] != nil {
		t.Errorf("%+v", full)
	}
	lines := w.ask(hsdsGet("/services?format=ndjson"))
	if n := strings.Count(lines.Body.String(), "\n"); n != 136 || lines.Header().Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("%d lines, %v", n, lines.Header())
	}
}

func TestHsdsFilters(t *testing.T) {
	w := demoWorld(t)
	count := func(path string) int { return answer[hsdsPage](t, w, hsdsGet(path)).TotalItems }
	taxonomies := answer[hsdsPage](t, w, hsdsGet("/taxonomies"))
	var stage map[string]any
	for _, x := range taxonomies.Contents {
		if x["name"] == "insats_stage" {
			stage = x
		}
	}
	terms := answer[hsdsPage](t, w, hsdsGet("/taxonomy_terms?search=education&taxonomy_id="+stage["id"].(string)))
	if terms.TotalItems != 1 || terms.Contents[0]["code"] != "education" {
		t.Fatalf("%+v", terms)
	}
	term := terms.Contents[0]["id"].(string)
	want := answer[page](t, w, get("/insatser?stage=education")).Total
	if got := count("/services?taxonomy_term_id=" + term); got != want || got == 0 {
		t.Errorf("%d services are of the stage, not %d", got, want)
	}
	if got := count("/services?taxonomy_id=" + stage["id"].(string)); got <= want || got > 136 {
		t.Errorf("%d services say a stage", got)
	}
	organizations := answer[hsdsPage](t, w, hsdsGet("/organizations?search=lunds+kommun"))
	if organizations.TotalItems == 0 {
		t.Fatal("no organization is found")
	}
	one := organizations.Contents[0]["id"].(string)
	if n := count("/services?organization_id=" + one); n == 0 || n == 136 {
		t.Errorf("%d services", n)
	}
	if n := count("/services?modified_after=2100-01-01"); n != 0 || count("/services?modified_after=2000-01-01T00:00:00Z") != 136 {
		t.Errorf("%d services are of the time to come", n)
	}
	if n := count("/taxonomy_terms?parent_id=" + term); n != 0 || count("/taxonomy_terms?top_only=true") < 80 {
		t.Errorf("%d terms are under another", n)
	}
	if n := count("/service_at_locations?organization_id=" + one); n == 0 || n >= count("/service_at_locations") {
		t.Errorf("%d places", n)
	}
}

// Every thing that a list names is there with its id, and what the API says of
// itself leads to its description.
func TestHsdsOneByOne(t *testing.T) {
	w := demoWorld(t)
	for _, list := range []string{"services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"} {
		for _, x := range answer[hsdsPage](t, w, hsdsGet("/"+list+"?per_page=5")).Contents {
			if one := answer[map[string]any](t, w, hsdsGet("/"+list+"/"+x["id"].(string))); one["id"] != x["id"] {
				t.Errorf("%s: %v", list, one)
			}
		}
		w.refuses(t, http.StatusNotFound, hsdsGet("/"+list+"/7a1b7f5e-0000-4000-8000-000000000000"))
	}
	for _, path := range []string{"", "/"} {
		info := answer[map[string]string](t, w, hsdsGet(path))
		if info["version"] != "3.0" || !strings.HasSuffix(info["openapi_url"], "/api/v1/openapi.json") || !strings.HasPrefix(info["profile"], "http://") {
			t.Errorf("%v", info)
		}
	}
	tag := w.ask(hsdsGet("/services")).Header().Get("ETag")
	if rec := w.ask(hsdsGet("/services").with("If-None-Match", tag)); tag == "" || rec.Code != http.StatusNotModified {
		t.Errorf("%q %d", tag, rec.Code)
	}
	w.refuses(t, 422, hsdsGet("/services?postcode=22100"), "query.postcode")
	w.refuses(t, 422, hsdsGet("/services?per_page=0"), "query.per_page")
	w.refuses(t, 422, hsdsGet("/services?modified_after=igår"), "query.modified_after")
	w.refuses(t, 422, hsdsGet("/services?format=xml"), "query.format", "ndjson")
	w.refuses(t, 404, hsdsGet("/gurka"))
}

// What an association does not publish is not in it either.
func TestHsdsShowsWhatIsPublished(t *testing.T) {
	w := demoWorld(t)
	answer[map[string]any](t, w, patch("/publication/kavlinge-lomma", `{"kinds": {"insats": false}}`).as("administrator"))
	public, whole := answer[hsdsPage](t, w, hsdsGet("/services")), answer[hsdsPage](t, w, hsdsGet("/services").as("administrator"))
	if public.TotalItems >= whole.TotalItems || public.TotalItems == 0 || whole.TotalItems != 136 {
		t.Errorf("the public sees %d of %d", public.TotalItems, whole.TotalItems)
	}
}

// The catalogue goes out as a sheet and comes back as a draft; so does a service.
func TestSheetsAndDrafts(t *testing.T) {
	w := demoWorld(t)
	for _, format := range []string{"csv", "xlsx"} {
		rec := w.ask(get("/insatser." + format + "?municipality=Lund"))
		if rec.Code != 200 || !strings.HasSuffix(rec.Header().Get("Content-Disposition"), `.`+format+`"`) || rec.Header().Get("ETag") == "" {
			t.Fatalf("%s: %d %v", format, rec.Code, rec.Header())
		}
		sent, err := json.Marshal(map[string]any{"files": []map[string]any{{"name": "k." + format, "bytes": rec.Body.Bytes()}}})
		if err != nil {
			t.Fatal(err)
		}
		got := answer[map[string]any](t, w, post("/drafts", string(sent)).as("administrator"))
		if made := got["made"].([]any); len(made) < 30 || made[0].(map[string]any)["outcome"] != "known" {
			t.Errorf("%s: %.300v", format, got)
		}
	}
	w.refuses(t, 422, get("/insatser.csv?stage=x"), "query.stage")
	service := w.ask(hsdsGet("/services?full=true&per_page=3")).Body.String()
	sent, _ := json.Marshal(map[string]any{"files": []map[string]any{{"name": "s.json", "content": service}}})
	if got := answer[map[string]any](t, w, post("/drafts", string(sent)).as("administrator")); len(got["made"].([]any)) != 3 {
		t.Errorf("%v", got)
	}
	graph, _ := json.Marshal(map[string]any{"node": "unit", "party": "af", "files": []map[string]any{{"name": "n.csv", "content": "id,label\na,Något nytt\n"}}})
	got := answer[map[string]any](t, w, post("/drafts", string(graph)).as("administrator"))
	document, _ := json.Marshal(got["document"])
	answer[map[string]any](t, w, post("/import?dry_run=true", string(document)).as("administrator"))
	bad, _ := json.Marshal(map[string]any{"files": []map[string]any{{"name": "k.csv", "content": "id;namn;kommun\n;A;Ankeborg\n"}}})
	w.refuses(t, 422, post("/drafts", string(bad)).as("administrator"), "rad 2, kolumn C (kommun)", "Ankeborg")
	w.refuses(t, 422, post("/drafts", `{"files": []}`).as("administrator"))
	w.refuses(t, 401, post("/drafts", string(bad)))
}
