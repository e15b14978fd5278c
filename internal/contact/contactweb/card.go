package contactweb

import (
	"samkarta/internal/contact"
	"samkarta/internal/page"
	"samkarta/internal/party"
	"samkarta/internal/platform/web"
	"samkarta/internal/record"
)

// wayCard is one way in: what to do, and why it stands where it does.
type wayCard struct {
	page.Said
	Rank   int    // 0 for those that do not stand out
	Sort   string // what it goes by, in a word
	Doing  doing
	Steps  []doing // of a chain
	Ease   *web.Tag
	OnOne  bool
	OnMany bool
	Note   string
	Why    []reason
}

// doing is one thing to do.
type doing struct {
	Icon     string
	Advice   string
	Channels []page.ChannelLink
	Unsaid   string // the address or number that it takes, and nobody has told
	Record   *web.Link
	Fresh    *web.Freshness
}

// reason is why a way stands where it does: Sign is plus, minus or nothing.
type reason struct{ Sign, Text string }

func (s sight) card(w contact.Way, rank int) wayCard {
	c := wayCard{Said: page.Said{Lang: s.Lang}, Rank: rank, Sort: s.sort(w), Doing: s.doing(w), OnOne: w.PersonBound, Why: s.why(w)}
	for _, step := range w.Steps {
		c.Steps = append(c.Steps, s.doing(step))
	}
	if p := w.Path; p != nil {
		c.Ease, c.Note = page.EaseTag(s.Lang, p.Ease), p.Note
		c.OnMany = p.PersonBound != nil && !*p.PersonBound
	}
	return c
}

func (s sight) sort(w contact.Way) string {
	if w.Path == nil {
		return s.T("contactweb.sort." + w.Type)
	}
	if w.Type == "" {
		return s.T("contactweb.sort.unknown")
	}
	return page.UpperFirst(s.T("via." + w.Type))
}

func (s sight) doing(w contact.Way) doing {
	d := doing{Icon: wayIcon(w), Advice: w.Advice(s.View, s.Lang)}
	body, text := s.recordOf(w)
	if body == nil {
		return d
	}
	d.Record = &web.Link{Href: body.HeadOf().URL(), Text: text, Note: s.View.Title(body)}
	d.Fresh = page.Fresh(s.View, s.Lang, body)
	if w.Path != nil {
		for _, c := range w.Path.Channels {
			d.Channels = append(d.Channels, page.NewChannel(s.Lang, c))
		}
		if key := unsaid[w.Type]; key != "" && len(d.Channels) == 0 {
			d.Unsaid = s.T("contactweb." + key)
		}
	}
	return d
}

// unsaid are the texts for what a way takes and does not have.
var unsaid = map[string]string{"mailbox": "unsaid.mailbox", "direct_line": "unsaid.direct_line"}

// recordOf gives the record that says that there is the way, and the text of a
// link to it; nil for a chain, which nobody has told.
func (s sight) recordOf(w contact.Way) (record.Body, string) {
	switch {
	case w.Path != nil:
		return w.Path, s.T("contactweb.open.path")
	case w.Forum != nil:
		return w.Forum, s.T("contactweb.open.forum")
	case w.House != nil:
		return w.House.Told, s.T("contactweb.open.unit")
	case w.Type == contact.Chain:
		return nil, ""
	}
	a, ok := party.FindActor(s.View, w.Over)
	if !ok {
		return nil, ""
	}
	return a.Body(), s.T("contactweb.open.unit")
}

var wayIcons = map[string]string{
	"mailbox": "mail", "direct_line": "phone", "function": "people", "coordinator": "people", "caseworker": "person",
	"forum": "calendar", "colocation": "place", contact.SharedForum: "calendar", contact.SameHouse: "place",
	contact.Chain: "nodes", contact.Colleague: "people", contact.PassedOn: "right",
}

func wayIcon(w contact.Way) string {
	if icon := wayIcons[w.Type]; icon != "" {
		return icon
	}
	return "info"
}

// why gives the reasons. The first says what the way goes by, and each of the
// others whether it speaks for it or against it.
func (s sight) why(w contact.Way) []reason {
	all := make([]reason, len(w.Reasons))
	for i, r := range w.Reasons {
		all[i].Text = r.Say(s.Lang)
		switch {
		case i == 0:
		case r.Points > 0:
			all[i].Sign = "plus"
		case r.Points < 0:
			all[i].Sign = "minus"
		}
	}
	return all
}
