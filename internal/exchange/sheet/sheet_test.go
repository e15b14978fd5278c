package sheet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"samkarta/internal/access"
	"samkarta/internal/demo"
	"samkarta/internal/exchange"
	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/sheet"
	"samkarta/internal/insats"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

var (
	ctx   = context.Background()
	admin = access.Actor{Account: "admin", Assignments: []access.Assignment{{Role: access.Administrator}}}
	usual = draft.Options{Title: "Kalkylblad", Date: "2019-06-01"}
	kind  = insats.Insatser.Kind
	langs = []*text.Lang{text.Sv, text.En}
)

// desk is a map with a catalogue.
type desk struct {
	testing.TB
	records *record.Service
}

func newDesk(t testing.TB, d *db.DB, documents ...string) *desk {
	k := &desk{t, record.New(d, exchange.Kinds())}
	_, err := demo.Load(ctx, k.records)
	k.must(err)
	for _, document := range documents {
		k.take([]byte(document))
	}
	return k
}

func onSQLite(t *testing.T, documents ...string) *desk {
	return newDesk(t, dbtest.SQLite(t, db.WithClock(func() time.Time { return demo.Day })), documents...)
}

func (k *desk) must(err error) {
	k.Helper()
	if err != nil {
		k.Fatal(err)
	}
}

func (k *desk) view(actor access.Actor) *record.View {
	k.Helper()
	v, err := k.records.View(ctx, actor, "")
	k.must(err)
	return v
}

func (k *desk) take(document []byte) *exchange.Summary {
	k.Helper()
	sum, err := exchange.Import(ctx, k.records, admin, []exchange.File{exchange.Bytes("d.json", document)}, exchange.Options{})
	k.must(err)
	return sum
}

func (k *desk) write(f sheet.Format, l *text.Lang) []byte {
	k.Helper()
	var out bytes.Buffer
	v := k.view(admin)
	k.must(sheet.Write(&out, f, v, l, kind, v.WithEnded(kind)))
	return out.Bytes()
}

func (k *desk) read(l *text.Lang, data []byte) (*draft.Draft, error) {
	k.Helper()
	return sheet.Draft(k.view(admin), l, kind, "katalog", data, usual)
}

// whole is insatser with every field filled in, and with what is hard to write
// in a cell.
const whole = `{"format": "samkarta/1", "source": {"id": "s", "title": "S", "date": "2019-05-01", "kind": "catalogue"}, "kept_by": "finnveden",
	"insatser": [
	{"id": "s/full", "name": "=1+1", "provider": "aneby/ame", "partners": ["af", "fk"], "municipality": "0604", "funder": "finsam", "legal_basis": "sol", "stage": "preparatory",
	 "methods": ["IPS; med stöd", "\"citerat\"", " blank ", "(inga)", "två\nrader", "-minus", "@at"], "purpose": "+Syfte\nmed rader; och \"tecken\"", "content": ["'apostrof", "'=dubbel"], "places": 0,
	 "starts": "2017", "ends": "2019-12", "duration_months_min": 1.5, "duration_months_max": 12, "step": "0604", "status": "running", "valid_from": "2018-02-03", "confirmed": "2019-01", "note": "_x0041_ å ä ö 😀",
	 "evidence": [{"page": 3, "cue": "några ord"}],
	 "eligibility": [{"municipalities": ["0604", "0662"], "residence": "text", "age_min": 18, "age_max": 29, "age_note": "fyllda", "incomes_any": ["sjukpenning", "none"], "incomes_none": ["wage"],
	   "decisions_any": ["sick_note"], "referral_any": ["self", "any_party"], "conditions_any": ["pain"], "conditions_none": ["stress"], "statuses_any": ["homeless"], "statuses_all": ["unemployed"],
	   "enrolled_any": ["employment_service"], "other": "annat"}, {}, {"age_min": 20}],
	 "availability": {"state": "few", "on": "2019-04-30"},
	 "examples": [{"description": "Ung, 19; med \"citat\"", "municipality": "0604", "age": 19, "incomes": ["sjukpenning", "none"], "decisions": ["sick_note"], "conditions": ["pain"], "statuses": ["unemployed", "homeless"],
	   "referral": ["self"], "enrolled": ["employment_service"], "answer": "yes"}, {"description": "Ingen inkomst", "incomes": [], "answer": "depends"}],
	 "results": [{"text": "t", "metric": "to_work", "value": 74.25, "unit": "percent", "of": 200, "period": "2017"}, {"text": "u"}]},
	{"id": "s/bare", "name": "Bar"}, {"id": "s/past", "name": "Förbi", "valid_to": "2018-01-01", "status": "ended"}]}`

// What is written is read again as nothing new: every field of every insats, in
// both formats and both languages, read in either language.
func TestSheetsComeBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		k := newDesk(t, d, whole)
		for _, f := range sheet.Formats() {
			for _, l := range langs {
				for _, reader := range langs {
					d, err := k.read(reader, k.write(f, l))
					k.must(err)
					if n := d.CountAll(draft.Known); !d.IsEmpty() || n != len(k.view(admin).WithEnded(kind)) || n < 130 {
						t.Errorf("%s in %s: %d are known, and new is %.1500s", f.Name, l.Code, n, d.Document())
					}
				}
			}
		}
	})
}

// A catalogue comes whole into a map that has none of it.
func TestSheetsMakeTheCatalogueAnew(t *testing.T) {
	k := onSQLite(t, whole)
	for _, f := range sheet.Formats() {
		data := k.write(f, text.Sv)
		into := onSQLite(t)
		d, err := into.read(text.Sv, data)
		into.must(err)
		into.take(d.Document())
		for _, id := range []string{"s/full", "s/bare", "s/past"} {
			want, err := k.view(admin).Get(kind.Name, id)
			k.must(err)
			got, err := into.view(admin).Get(kind.Name, id)
			k.must(err)
			if diff := cmp.Diff(saying(want), saying(got)); diff != "" {
				t.Errorf("%s: %s: %s", f.Name, id, diff)
			}
		}
	}
}

// saying is what a record says, without where from.
func saying(b record.Body) record.Tree {
	tree := record.TreeOf(b)
	delete(tree, "source")
	for _, e := range list(tree["evidence"]) {
		delete(e.(record.Tree), "source")
	}
	return tree
}

func list(value any) []any { all, _ := value.([]any); return all }

// edit changes cells of a CSV: rows and headings by what they say.
func (k *desk) edit(data []byte, old, new string) []byte {
	k.Helper()
	if !bytes.Contains(data, []byte(old)) {
		k.Fatalf("the sheet does not say %s", old)
	}
	return bytes.Replace(data, []byte(old), []byte(new), 1)
}

// A change in a cell is the only change, keeps the day of confirmation and who
// keeps the record, and a row that is left out ends nothing.
func TestChangesInASheet(t *testing.T) {
	k := onSQLite(t, whole)
	before := k.view(admin)
	csv := "id;namn;antal platser\r\ns/bare;Bar;7\r\n;Ny insats;3\r\n"
	d, err := k.read(text.Sv, []byte(csv))
	k.must(err)
	if d.CountAll(draft.Grown) != 1 || d.CountAll(draft.New) != 1 {
		t.Fatalf("%s", d.Document())
	}
	sum := k.take(d.Document())
	if c := sum.Lists["insatser"]; c.Added != 1 || c.Changed != 1 || c.Ended != 0 {
		t.Errorf("%+v", c)
	}
	was, _ := insats.Insatser.Get(before, "s/bare")
	is, err := insats.Insatser.Get(k.view(admin), "s/bare")
	k.must(err)
	if *is.Places != 7 || is.KeptBy != "finnveden" || !k.view(admin).ConfirmedOn(is).Equal(before.ConfirmedOn(was)) {
		t.Errorf("%+v", is)
	}
	if added, err := insats.Insatser.Get(k.view(admin), "ny-insats"); err != nil || *added.Places != 3 || added.KeptBy != "" {
		t.Errorf("%v %+v", err, added)
	}
	// A column that is there with an empty cell takes the value away.
	d, err = k.read(text.Sv, []byte("id,places,eligibility.age_min,eligibility\ns/bare,,20,\ns/bare,,,2\n"))
	if err == nil {
		k.take(d.Document())
	}
	k.must(err)
	is, _ = insats.Insatser.Get(k.view(admin), "s/bare")
	if is.Places != nil || len(is.Eligibility) != 2 || *is.Eligibility[0].AgeMin != 20 {
		t.Errorf("%+v", is)
	}
}

// What several keep becomes a source for each.
func TestSheetOfSeveralKeepers(t *testing.T) {
	k := onSQLite(t, whole)
	d, err := k.read(text.Sv, []byte("id\tplaces\ns/bare\t7\nlund/fontanhuset\t8\n\"\"\t\n"))
	k.must(err)
	k.take(d.Document())
	for id, keeper := range map[string]string{"s/bare": "finnveden", "lund/fontanhuset": "kavlinge-lomma"} {
		x, err := insats.Insatser.Get(k.view(admin), id)
		k.must(err)
		if x.KeptBy != keeper || *x.Places == 0 || !strings.HasPrefix(x.Source, "kalkylblad/") {
			t.Errorf("%s: %+v", id, x)
		}
	}
}

// faults are what is wrong with a sheet: where, and what.
func (k *desk) faults(actor access.Actor, l *text.Lang, data []byte) []string {
	k.Helper()
	o := usual
	if !actor.IsAdministrator() {
		o.KeptBy = "finnveden"
	}
	_, err := sheet.Draft(k.view(actor), l, kind, "katalog.csv", data, o)
	var f *fault.Fault
	if !errors.As(err, &f) {
		k.Fatalf("%s is taken: %v", data, err)
	}
	var all []string
	for _, field := range f.Fields {
		all = append(all, field.Path+": "+l.T(field.Key, field.Args...))
	}
	return all
}

// Everything that is wrong is told at once, with its row and column and how to
// mend it.
func TestFaultsNameTheirCell(t *testing.T) {
	k := onSQLite(t, whole)
	developer := access.Actor{Account: "dev", Assignments: []access.Assignment{{Role: access.Developer, Association: "finnveden"}}}
	for _, c := range []struct {
		sheet string
		want  []string
	}{
		{"id;namn;utförare;kommun;steg mot arbete;antal platser;startar\n;A;Nowhere;Ankeborg;x;många;igår\n", []string{
			"rad 2, kolumn C (utförare): Det finns ingen part eller enhet ”Nowhere”", "rad 2, kolumn D (kommun): Det finns ingen kommun ”Ankeborg”",
			"rad 2, kolumn E (steg mot arbete): ”x” är inget av orden. Skriv ett av: social", "rad 2, kolumn F (antal platser): ”många” är inget tal", "rad 2, kolumn G (startar): ”igår” är inget datum"}},
		{"id;namn;utförare\n;A;Arbetsmarknadsenheten\n", []string{"rad 2, kolumn C (utförare): Flera heter ”Arbetsmarknadsenheten”. Skriv id för den som menas: ", "(Arbetsmarknadsenheten, "}},
		{"id;namn;gurka\n;A;B\n", []string{"rad 1, kolumn C: ", "”gurka” känns inte igen", "lägsta ålder"}},
		{"id;namn;namn\n;A;B\n", []string{"”namn” finns två gånger"}},
		{"id;namn;\n;A;B\n", []string{"rad 2, kolumn C: Kolumnen saknar rubrik"}},
		{"hej\nA\n", []string{"rad 1, kolumn A"}},
		{"antal platser\n3\n", []string{"Första raden ska ha rubriker"}},
		{"", []string{"inga rader"}},
		{"id;namn\n;\"A\n", []string{"går inte att läsa som CSV"}},
		{"id;namn\n;A\x00\n", []string{"varken XLSX eller text"}},
		{"\xd0\xcf\x11\xe0\xa1", []string{"äldre arbetsbok"}},
		{"PK\x03\x04gurka", []string{"går inte att läsa som XLSX"}},
		{"id;namn;lägsta ålder\ns/full;=1+1;3\n", []string{"rad 2: Kolumnen ”Vem som kan delta – kommuner” saknas"}},
		{"id;namn;eligibility.age_min;eligibility.age_max\n;A;30;20\n", []string{"rad 2, kolumn D (eligibility.age_max): "}},
		{"id;namn;eligibility.incomes_any;eligibility.incomes_none\n;A;Lön;wage\n", []string{"rad 2, kolumn D (eligibility.incomes_none): Ingen kan"}},
		{"id;namn;antal platser\nx/y;A;3\nx/y;B;4\n", []string{"rad 3, kolumn B (namn): Rad 2 säger ”A” om samma insats", "rad 3, kolumn C"}},
		{"id;namn;vem som kan delta\n;A;1\n;A;1\n;A;noll\n;A;0\n", []string{"rad 3, kolumn C", "finns två gånger", "”noll” är inget tal", "”0” är inget nummer"}},
		{"id;namn;antal platser\n;A;-3\n", []string{"rad 2, kolumn C (antal platser): "}},
		{"id;antal platser\n;3\n", []string{"rad 2: "}},
		{"id;namn\nÅ Ä;A\n", []string{"rad 2, kolumn A (id): "}},
		{"id;namn\n;Bar\n", []string{"rad 2: Det finns redan en insats hos samma utförare som heter ”Bar”. Skriv dess id (s/bare)"}},
	} {
		got := strings.Join(k.faults(admin, text.Sv, []byte(c.sheet)), "\n")
		for _, words := range c.want {
			if !strings.Contains(got, words) {
				t.Errorf("%q: does not say %q but\n%.900s", c.sheet, words, got)
			}
		}
		if strings.Contains(got, "⟦") {
			t.Errorf("a text lacks: %s", got)
		}
	}
	if got := k.faults(developer, text.Sv, []byte("id;antal platser\nlund/fontanhuset;3\n")); !strings.Contains(got[0], "rad 2: ") || !strings.Contains(got[0], "hålls av någon annan") {
		t.Errorf("%v", got)
	}
}

// The separators and encodings that spreadsheets write are known.
func TestTextsOfSpreadsheets(t *testing.T) {
	k := onSQLite(t)
	plain := "id;namn;vem som kan delta – kommuner;kortast, i månader\r\n;Åäö;Lund;1,5\r\n"
	latin, err := charmap.Windows1252.NewEncoder().String(plain)
	k.must(err)
	wide := []byte{0xff, 0xfe}
	for _, r := range strings.ReplaceAll(plain, ";", "\t") {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{
		"semicolons": []byte(plain), "mark": []byte("\ufeff" + plain), "windows": []byte(latin), "tabs in UTF-16": wide,
		"sep": []byte("sep=;\r\n" + plain), "commas": []byte("id,Name,eligibility.municipalities,duration_months_min\n,Åäö,1281,1.5\n"),
		"english": []byte("ID,NAME,Municipalities,Shortest in months\n,Åäö,Lund,1.5\n"),
	} {
		d, err := k.read(text.Sv, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := string(d.Document()); !strings.Contains(got, `"Åäö"`) || !strings.Contains(got, `"1281"`) || !strings.Contains(got, "1.5") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What a person writes in a workbook comes as it was meant: days, codes and
// numbers; what looks like a formula is a text, and stays one.
func TestWorkbook(t *testing.T) {
	k := onSQLite(t, whole)
	book, err := excelize.OpenReader(bytes.NewReader(k.write(sheet.XLSX, text.Sv)))
	k.must(err)
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Insatser", "Så fyller du i", "Ord"}) {
		t.Errorf("%v", got)
	}
	if shown, _ := book.GetSheetVisible("Ord"); shown {
		t.Error("the words are shown")
	}
	rows, err := book.GetRows("Insatser")
	k.must(err)
	for i, row := range rows {
		for j := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, _ := book.GetCellFormula("Insatser", at); formula != "" {
				t.Errorf("%s has the formula %s", at, formula)
			}
		}
	}
	all, err := book.GetDataValidations("Insatser")
	k.must(err)
	if len(all) < 4 {
		t.Errorf("%d columns have words to choose among", len(all))
	}
	panes, err := book.GetPanes("Insatser")
	k.must(err)
	if !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v", panes)
	}
	own := excelize.NewFile()
	for at, value := range map[string]any{"A1": "id", "B1": "Namn", "C1": "Startar", "D1": "Kommun", "E1": "Antal platser", "F1": "Lägsta ålder", "G1": "Slutar",
		"B2": "Ny", "C2": time.Date(2019, 2, 3, 0, 0, 0, 0, time.UTC), "D2": 604, "E2": 12.0, "F2": 18, "G2": 2020} {
		k.must(own.SetCellValue("Sheet1", at, value))
	}
	var out bytes.Buffer
	k.must(own.Write(&out))
	d, err := k.read(text.Sv, out.Bytes())
	k.must(err)
	var got struct{ Insatser []map[string]any }
	k.must(json.Unmarshal(d.Document(), &got))
	want := map[string]any{"id": "ny", "name": "Ny", "starts": "2019-02-03", "municipality": "0604", "places": 12.0, "ends": "2020", "eligibility": []any{map[string]any{"age_min": 18.0}}}
	if diff := cmp.Diff([]map[string]any{want}, got.Insatser); diff != "" {
		t.Error(diff)
	}
}

// A file that becomes very much when it is unpacked, or has a row at the end of
// all rows, is refused or read in no time.
func TestHostileWorkbooks(t *testing.T) {
	k := onSQLite(t)
	far := excelize.NewFile()
	k.must(far.SetCellStr("Sheet1", "A1", "namn"))
	k.must(far.SetCellStr("Sheet1", "XFD1048576", "x"))
	var out bytes.Buffer
	k.must(far.Write(&out))
	if got := k.faults(admin, text.Sv, out.Bytes()); !strings.Contains(got[0], "fler än 300 kolumner") {
		t.Errorf("%v", got)
	}
	if got := k.faults(admin, text.Sv, bomb(t)); !strings.Contains(got[0], "går inte att läsa som XLSX") {
		t.Errorf("%v", got)
	}
	many := "namn\n" + strings.Repeat("A\n", 50_001)
	if got := k.faults(admin, text.Sv, []byte(many)); !strings.Contains(got[0], "fler än 50000 rader") {
		t.Errorf("%v", got)
	}
	if got := k.faults(admin, text.Sv, bytes.Repeat([]byte("x"), sheet.Largest+1)); !strings.Contains(got[0], "större än 16 MB") {
		t.Errorf("%v", got)
	}
}

// No word of the vocabularies is taken for another in either language.
func TestWordsAreToldApart(t *testing.T) {
	k := onSQLite(t, whole)
	for _, path := range []string{"funder", "legal_basis", "insats_stage", "insats_status", "income", "decision", "referral", "condition", "person_status"} {
		column := map[string]string{"insats_stage": "stage", "insats_status": "status", "income": "eligibility.incomes_any", "decision": "eligibility.decisions_any",
			"referral": "eligibility.referral_any", "condition": "eligibility.conditions_any", "person_status": "eligibility.statuses_any"}[path]
		if column == "" {
			column = path
		}
		for _, word := range record.Vocabulary(path) {
			for _, said := range []string{word, text.Sv.T(path + "." + word), strings.ToUpper(text.En.T(path + "." + word))} {
				d, err := k.read(text.En, fmt.Appendf(nil, "name\t%s\nNy\t\"%s\"\n", column, strings.ReplaceAll(said, `"`, `""`)))
				if err != nil || !strings.Contains(string(d.Document()), `"`+word+`"`) {
					t.Errorf("%s for %s: %v", said, word, err)
				}
			}
		}
	}
}
