package api

import (
	"context"

	"samkarta/internal/platform/text"
	"samkarta/internal/reporting"
)

func (s *Service) listTemplates(ctx context.Context, in *templatesInput) (*plainAnswer[[]ReportTemplate], error) {
	c := callerOf(ctx)
	those := s.Reports.Templates
	if in.PutAway {
		those = s.Reports.TemplatesPutAway
	}
	all, err := those(ctx, c.actor, in.Association)
	if err != nil {
		return nil, c.problem(err)
	}
	shown := make([]ReportTemplate, len(all))
	for i, t := range all {
		shown[i] = ReportTemplateOf(c.lang, t)
	}
	return plain(shown), nil
}

// ReportTemplateOf shows a template.
func ReportTemplateOf(l *text.Lang, t reporting.Kept) ReportTemplate {
	made := ReportTemplate{ID: t.ID, Version: t.Version, Name: t.Name, Based: t.Based, Sections: list(t.Sections), Accent: t.Look.Accent, Logo: t.Look.Logo, LogoAlt: t.Look.LogoAlt, PutAway: t.PutAway}
	if !t.IsOwn() {
		made.Name = l.T("reporting.title." + t.ID)
	}
	if made.Logo == nil {
		made.Logo = []byte{}
	}
	return made
}

func (s *Service) saveTemplate(ctx context.Context, in *reportBody) (*plainAnswer[ReportTemplate], error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	x, err := readBody[ReportTemplateDraft](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	d := reporting.Draft{Version: x.Version, Template: reporting.Template{ID: x.ID, Name: x.Name, Based: x.Based, Sections: x.Sections,
		Look: reporting.Look{LogoAlt: x.LogoAlt, Accent: x.Accent}}}
	if len(x.Logo) > 0 {
		d.Look.Logo = x.Logo
	}
	id, err := s.Reports.SaveTemplate(ctx, c.actor, x.Association, d)
	if err != nil {
		return nil, c.problem(err)
	}
	return s.shownTemplate(ctx, x.Association, id)
}

func (s *Service) shownTemplate(ctx context.Context, association, id string) (*plainAnswer[ReportTemplate], error) {
	c := callerOf(ctx)
	t, err := s.Reports.Template(ctx, c.actor, association, id)
	if err != nil {
		return nil, c.problem(err)
	}
	return plain(ReportTemplateOf(c.lang, t)), nil
}

func (s *Service) useTemplate(ctx context.Context, in *reportBody) (*plainAnswer[ReportTemplate], error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	x, err := readBody[ReportTemplateUse](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	move := s.Reports.TakeTemplateUp
	if x.PutAway {
		move = s.Reports.PutTemplateAway
	}
	if err := move(ctx, c.actor, x.Association, x.ID, x.Version); err != nil {
		return nil, c.problem(err)
	}
	return s.shownTemplate(ctx, x.Association, x.ID)
}

func (s *Service) listTexts(ctx context.Context, in *textsInput) (*plainAnswer[[]ReportText], error) {
	c := callerOf(ctx)
	t, err := s.Reports.Template(ctx, c.actor, in.Association, in.Template)
	if err != nil {
		return nil, c.problem(err)
	}
	return plain(ReportTextsOf(t)), nil
}

// ReportTextsOf shows what is written for a template.
func ReportTextsOf(t reporting.Kept) []ReportText {
	shown := []ReportText{}
	for _, x := range t.Written {
		shown = append(shown, ReportText{x.Section, x.Lang, x.Text.Text, x.Version})
	}
	return shown
}

func (s *Service) saveText(ctx context.Context, in *reportBody) (*plainAnswer[[]ReportText], error) {
	c := callerOf(ctx)
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	x, err := readBody[ReportTextChange](in.RawBody)
	if err != nil {
		return nil, c.problem(err)
	}
	written := reporting.KeptText{Text: reporting.Text{Section: x.Section, Lang: x.Lang, Text: x.Text}, Version: x.Version}
	if err := s.Reports.SaveText(ctx, c.actor, x.Association, x.Template, written); err != nil {
		return nil, c.problem(err)
	}
	return s.listTexts(ctx, &textsInput{x.Association, x.Template})
}
