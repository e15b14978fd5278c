package record

import "strings"

// vocabularies are the words of the format that a field may choose among, by
// the name that an enum tag gives them. A word's text is <vocabulary>.<word>.
var vocabularies = map[string][]string{
	"source_kind": words(`mapping examples minutes pre_study report catalogue statistics survey`),
	"language":    words(`sv en fi se`),
	"party_kind": words(`municipality region employment_service social_insurance county_board association school
		probation police migration tax enforcement housing_company municipal_cooperation civil_society church
		business union other`),
	"unit_kind": words(`income_support labour_market integration disability daily_activity social_psychiatry addiction
		housing_support youth children_family adult_social_care adult_education school primary_care psychiatry
		habilitation hospital_clinic rehab_coordination sickness_benefit activity_compensation employment_office
		meeting_place business_office management other`),
	"forum_kind": words(`arena network steering_group preparatory_group reference_group working_group management_group
		referral_meeting case_forum sip joint_assessment reconciliation_meeting multiparty_meeting council joint_team
		information_meeting training other`),
	"level":              words(`individual operational strategic political`),
	"formality":          words(`formal informal unknown`),
	"relation_formality": words(`formal informal both unknown`),
	"scope":              words(`internal local inter_municipal county regional national`),
	"role":               words(`manager caseworker specialist politician client other`),
	"status":             words(`active unclear planned wished ended`),
	"per":                words(`week month quarter term half_year year`),
	"unit_of_time":       words(`week month day`),
	"agreement_kind":     words(`dua local sip finsam care intent other`),
	"intensity":          words(`none least some much most`),
	"ease":               words(`hard fairly_hard fairly_easy easy mixed`),
	"wants":              words(`more easier structured formal`),
	"via":                words(`function mailbox coordinator caseworker forum direct_line colocation none`),
	"channel":            words(`mail phone web visit service`),
	"statement_kind": words(`works_well needs_development obstacle wish promoting desired_state development_area opinion
		reflection recommendation lesson`),
	"factor": words(`leadership structure joint_forums stability knowledge_respect shared_goals individual_focus
		collaboration_competence resources rules_secrecy proximity other`),
	"perspective": words(`manager staff client process_developer researcher unknown`),

	"income": words(`sjukpenning rehabiliteringspenning aktivitetsersattning sjukersattning a_kassa aktivitetsstod
		utvecklingsersattning etableringsersattning etableringstillagg bostadsersattning ekonomiskt_bistand studiestod
		wage supported_by_others none`),
	"condition": words(`mental_ill_health neuropsychiatric intellectual_disability autism mobility addiction stress pain
		social_problems psychiatric_specialist_contact long_term_illness`),
	"person_status": words(`unemployed long_term_unemployed sick_listed neither_work_nor_study newly_arrived
		no_upper_secondary no_sgi in_establishment in_upper_secondary in_compulsory_school parental_leave homeless
		criminal_record language_need far_from_labour_market`),
	"decision": words(`lss_daily_activity lss_other sol_employment sol_housing_support sol_income_support af_referral
		af_impairment_code sick_note residence_permit_establishment`),
	"referral": words(`self employment_service social_services income_support labour_market social_insurance primary_care
		psychiatry habilitation school kaa arena any_party`),

	"funder":        words(`municipality finsam esf region state civil_society mixed unknown`),
	"legal_basis":   words(`lss sol hsl finsam labour_market_programme none unknown`),
	"insats_stage":  words(`social pre_rehab preparatory rehabilitation placement employment education structural`),
	"insats_status": words(`running project implemented starting ending ended`),
	"availability":  words(`free few waiting_list closed`),
	"answer":        words(`yes depends no`),
	"project_stage": words(`idea application approved running final_report implemented ended rejected`),
	"met":           words(`yes no partly unknown`),
	"adjustment":    words(`paper digital`),
	"audience":      words(`manager staff client`),
	"question_kind": words(`text choice scale actors forums matrix`),
	"repeat_per":    words(`municipality`),
}

func words(s string) []string { return strings.Fields(s) }

// Vocabulary gives the words that a vocabulary has, in the order of the format.
func Vocabulary(name string) []string { return vocabularies[name] }

// Vocabularies lists the names of all vocabularies.
func Vocabularies() []string {
	names := make([]string, 0, len(vocabularies))
	for name := range vocabularies {
		names = append(names, name)
	}
	return names
}
