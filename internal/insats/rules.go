package insats

import (
	"slices"

	"samkarta/internal/record"
)

// The words of the format that the rules go by.
const (
	ended      = "ended"
	structural = "structural"
	starting   = "starting"
	employment = "employment_service"
)

// Words of the format that stand for more than themselves.
const (
	NoIncome = "none"      // of income: there is none
	AnyParty = "any_party" // of referral: whichever party of the collaboration
	Self     = "self"      // of referral: the person alone
)

// TakesPeople tells whether a person can take part at all: what works on the
// structure takes no individuals, and what has ended takes nobody any more.
func (x *Insats) TakesPeople() bool { return x.Stage != structural && x.Status != ended }

// KnownStage is the insats' stage, "unknown" if it is not said.
func (x *Insats) KnownStage() string {
	if x.Stage == "" {
		return UnknownStage
	}
	return x.Stage
}

// UnknownStage stands for the stage of an insats of which none is told.
const UnknownStage = "unknown"

// Stages lists the stages that take individuals, in order, and last that none is
// told.
func Stages() []string {
	var all []string
	for _, stage := range record.Vocabulary("insats_stage") {
		if stage != structural {
			all = append(all, stage)
		}
	}
	return append(all, UnknownStage)
}

// Towns gives the codes of the municipalities that an insats is told to be for:
// those that its criteria name, or else its own.
func (x *Insats) Towns() []string {
	var codes []string
	for _, g := range x.Eligibility {
		for _, code := range g.Municipalities {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	if codes == nil && x.Municipality != "" {
		codes = []string{x.Municipality}
	}
	return codes
}

// Groups gives the alternative groups of criteria: one that asks for nothing if
// the insats has none, for then it is open to all.
func (x *Insats) Groups() []Criteria {
	if len(x.Eligibility) == 0 {
		return []Criteria{{}}
	}
	return x.Eligibility
}
