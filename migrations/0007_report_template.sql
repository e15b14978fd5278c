-- A template of an association's own can be put away, and the form that orders a
-- report can be told from another when it comes twice.

-- +goose Up
-- A version that is put away is not offered for new reports.
ALTER TABLE report_template ADD COLUMN state TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'put_away'));

-- Names the form with who sent it and what it orders; '' has no name.
ALTER TABLE report ADD COLUMN once TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX report_by_once ON report (kept_by, once) WHERE once <> '';
