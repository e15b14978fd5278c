package siteweb_test

import "testing"

// A sheet that is in order goes to the trial; one that is not is told of by its
// cells, and one that says nothing new as such. Only those who may import may.
func TestSheetIsReadIn(t *testing.T) {
	a := demo(t)
	send := func(who, content string) (status int, body, location string) {
		got := a.sendForm("/importera/kalkylblad", who, map[string]file{"files": {"blad.csv", content}})
		return got.Status, got.Body, got.Header.Get("Location")
	}
	for content, words := range map[string]string{
		"id;namn;kommun\n;A;Ankeborg\n": "rad 2, kolumn C (kommun)",
		"id\nlund/fontanhuset\n":        "inget som kartan inte redan har",
		"":                              "inga rader",
	} {
		a.sendForm("/importera/kalkylblad", "admin", map[string]file{"files": {"blad.csv", content}}).Is(422, words)
	}
	status, body, to := send("admin", "id;namn;kommun\n;Ny insats;Aneby\n")
	if status != 303 {
		t.Fatalf("%d %.400s", status, body)
	}
	a.Get(to, "admin").Is(200, "Det här skulle ändras", "Ny insats")
	a.sendForm(to, "admin", nil)
	a.work(to, "admin")
	if !a.has("insats", "ny-insats") {
		t.Error("what was taken in is not on the map")
	}
	a.Get("/importera/kalkylblad", "developer").Is(200, "Läs in ett kalkylblad", "Hämta som XLSX")
	if status, _, _ := send("reader", "namn\nA\n"); status != 403 {
		t.Errorf("a reader may send a sheet: %d", status)
	}
}
