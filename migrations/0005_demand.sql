-- How often somebody has said that nothing was found for a person: a sign of
-- demand. Nothing of the person is kept, but the municipality.

-- +goose Up
CREATE TABLE insats_demand (
	kept_by      TEXT NOT NULL,          -- the association that covers the municipality; '' if none does
	municipality TEXT NOT NULL,          -- its code
	month        TEXT NOT NULL,          -- YYYY-MM
	times        BIGINT NOT NULL,        -- in the month
	day          TEXT NOT NULL,          -- the last day on which it was counted
	day_times    BIGINT NOT NULL,        -- on that day
	PRIMARY KEY (kept_by, municipality, month)
);
