package generate

import (
	"fmt"

	"samkarta/internal/platform/text"
)

// unitNames are what units are called, by their kind. All are plainly made up of
// what a unit does; the place and a number tell them apart.
var unitNames = map[string]string{
	"income_support": "Enheten för ekonomiskt bistånd", "labour_market": "Arbetsmarknadsenheten", "integration": "Integrationsenheten",
	"disability": "Funktionshinderomsorgen", "daily_activity": "Dagliga verksamheten", "social_psychiatry": "Socialpsykiatrin",
	"addiction": "Beroendeenheten", "housing_support": "Boendestödet", "youth": "Ungdomsenheten", "children_family": "Barn- och familjeenheten",
	"adult_social_care": "Vuxenenheten", "adult_education": "Vuxenutbildningen", "school": "Skolan", "primary_care": "Vårdcentralen",
	"psychiatry": "Psykiatrin", "habilitation": "Habiliteringen", "hospital_clinic": "Kliniken", "rehab_coordination": "Rehabkoordineringen",
	"sickness_benefit": "Enheten för sjukpenning", "activity_compensation": "Enheten för aktivitetsersättning",
	"employment_office": "Arbetsförmedlingskontoret", "meeting_place": "Mötesplatsen", "business_office": "Näringslivsenheten",
	"management": "Ledningen", "other": "Verksamheten",
}

// forumNames are what forums are called, by their kind.
var forumNames = map[string]string{
	"arena": "Arenan", "network": "Nätverket", "steering_group": "Styrgruppen", "preparatory_group": "Beredningsgruppen",
	"reference_group": "Referensgruppen", "working_group": "Arbetsgruppen", "management_group": "Chefsgruppen", "referral_meeting": "Remissmötet",
	"case_forum": "Ärendeforumet", "sip": "SIP-mötet", "joint_assessment": "Gemensamma kartläggningen", "reconciliation_meeting": "Avstämningsmötet",
	"multiparty_meeting": "Flerpartsmötet", "council": "Rådet", "joint_team": "Gemensamma teamet", "information_meeting": "Informationsmötet",
	"training": "Utbildningen", "other": "Forumet",
}

// partyNames are what the parties of a place are called besides its municipality.
var partyNames = map[string]string{
	"business": "Näringslivet", "civil_society": "Föreningslivet", "housing_company": "Bostadsbolaget",
	"municipal_cooperation": "Kommunsamverkan", "union": "Fackförbunden", "church": "Kyrkorna", "school": "Friskolan", "other": "Övriga parter",
}

// word is a word of the format in Swedish.
func word(vocabulary, word string) string { return text.Sv.T(vocabulary + "." + word) }

// naming gives names of which no two in a place are the same.
type naming map[string]int

// name names the next thing that is called so in a place.
func (n naming) name(what, place string) string {
	n[what]++
	if n[what] == 1 {
		return fmt.Sprintf("%s i %s", what, place)
	}
	return fmt.Sprintf("%s %d i %s", what, n[what], place)
}
