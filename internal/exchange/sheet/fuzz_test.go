package sheet_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"samkarta/internal/demo"
	"samkarta/internal/exchange/sheet"
	"samkarta/internal/platform/db"
	"samkarta/internal/platform/db/dbtest"
	"samkarta/internal/platform/fault"
	"samkarta/internal/platform/text"
)

// FuzzRead reads whatever somebody sends: it becomes a draft whose document can
// be written, or all that is wrong is told; it never breaks.
func FuzzRead(f *testing.F) {
	k := newDesk(f, dbtest.SQLite(f, db.WithClock(func() time.Time { return demo.Day })))
	v := k.view(admin)
	for _, seed := range []string{"id;namn;antal platser\n;A;3\n", "id,Name,eligibility.age_min,eligibility\nx,A,3,2\nx,,4,1\n", "sep=;\nnamn;metoder\nA;\"a; \"\"b\"\"\"\n", "\xff\xfea\x00"} {
		f.Add([]byte(seed))
	}
	var out bytes.Buffer
	if err := sheet.Write(&out, sheet.XLSX, v, text.Sv, kind, v.All(kind)[:2]); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := sheet.Draft(v, text.Sv, kind, "f", data, usual)
		var wrong *fault.Fault
		switch {
		case err == nil && len(d.Document()) == 0:
			t.Error("there is no document")
		case err != nil && (!errors.As(err, &wrong) || wrong.Kind != fault.Invalid):
			t.Errorf("%v", err)
		}
	})
}
