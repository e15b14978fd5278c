package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samkarta/internal/exchange/draft"
	"samkarta/internal/exchange/drafts"
	"samkarta/internal/platform/text"
	"samkarta/internal/record"
)

// DraftsPath is where files of other programs are read as drafts, and
// LargestDraft how many bytes may be sent there.
const (
	DraftsPath   = prefix + "/drafts"
	LargestDraft = 96 << 20
)

// drafts makes the operation that reads files of other programs.
func (s *Service) drafts(api huma.API) {
	if s.MayImport == nil {
		return
	}
	send(api, huma.Operation{OperationID: "draft", Method: http.MethodPost, Path: DraftsPath, Tags: []string{"exchange"}, Security: signedIn,
		Summary: "Read files of other programs as a draft",
		Description: "Files of a network (GraphML, or CSV of nodes and of edges), services of HSDS 3.0 in JSON, or the catalogue in a spreadsheet. Nothing is stored: " +
			"the document of the draft is taken in at POST " + ImportPath + ", which can be tried first.",
		MaxBodyBytes: LargestDraft, BodyReadTimeout: 5 * time.Minute,
		Errors: []int{http.StatusUnauthorized, http.StatusForbidden}}, bodyOf[DraftQuestion](api, "DraftQuestion"), s.askDraft)
}

// DraftQuestion is files that are to be read as a draft, and what they do not
// say.
type DraftQuestion struct {
	Files        []DraftFile `json:"files"`
	KeptBy       string      `json:"kept_by,omitempty" doc:"Association that is to keep what is new; empty is common"`
	Title        string      `json:"title,omitempty" doc:"Of the source; the name of the first file if it is left out"`
	Publisher    string      `json:"publisher,omitempty"`
	Date         record.Date `json:"date,omitempty" doc:"When what it says was true; today if it is left out"`
	Node         string      `json:"node,omitempty" enum:"unit,party,forum" doc:"What nodes of a network become that do not say what they are"`
	Tie          string      `json:"tie,omitempty" enum:"contact_path,relation" doc:"Likewise of edges between actors"`
	Party        string      `json:"party,omitempty" doc:"Party of units that do not say whose they are"`
	Municipality string      `json:"municipality,omitempty" doc:"Code of that of forums that do not say"`
}

// DraftFile is one file.
type DraftFile struct {
	Name    string `json:"name"`
	Content string `json:"content,omitempty" doc:"Of a file that is a text"`
	Bytes   []byte `json:"bytes,omitempty" doc:"Of another file, such as XLSX, in base64"`
}

// Draft is what files would be on the map.
type Draft struct {
	Document json.RawMessage `json:"document" doc:"A samkarta/1 document for the import"`
	DraftTold
}

// DraftTold is what became of what files say.
type DraftTold struct {
	Source string       `json:"source" doc:"Id of the source of the document"`
	Made   []draft.Made `json:"made"`
	Left   []DraftLeft  `json:"left_out"`
	Seats  int          `json:"new_seats"`
	Ties   int          `json:"new_ties"`
}

// DraftLeft is what was left out, and why.
type DraftLeft struct {
	draft.Left
	Why string `json:"why"`
}

// DraftToldOf tells what became of what files say.
func DraftToldOf(l *text.Lang, d *draft.Draft) DraftTold {
	told := DraftTold{Source: d.Source.ID, Made: list(d.Made), Left: []DraftLeft{}, Seats: d.Seats, Ties: d.Ties}
	for _, left := range d.Left {
		told.Left = append(told.Left, DraftLeft{left, l.T(left.Key, left.Args...)})
	}
	return told
}

type draftInput struct {
	RawBody []byte
}

type draftAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Draft
}

func (s *Service) askDraft(ctx context.Context, in *draftInput) (*draftAnswer, error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	if err := s.MayImport(c.actor); err != nil {
		return nil, c.problem(err)
	}
	q, err := readBody[DraftQuestion](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	v, err := s.Records.View(ctx, c.actor, "")
	if err != nil {
		return nil, c.problem(err)
	}
	d, err := drafts.Read(v, c.lang, q.files(), draft.Options{KeptBy: q.KeptBy, Title: q.Title, Publisher: q.Publisher, Date: q.Date,
		Node: q.Node, Tie: q.Tie, Party: q.Party, Municipality: q.Municipality})
	if err != nil {
		return nil, c.problem(err)
	}
	return &draftAnswer{CacheControl: "no-store", Body: Draft{d.Document(), DraftToldOf(c.lang, d)}}, nil
}

func (q *DraftQuestion) files() []drafts.File {
	files := make([]drafts.File, len(q.Files))
	for i, f := range q.Files {
		files[i] = drafts.File{Name: f.Name, Data: f.Bytes}
		if len(f.Bytes) == 0 {
			files[i].Data = []byte(f.Content)
		}
	}
	return files
}
