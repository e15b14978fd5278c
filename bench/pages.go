package main

import "net/url"

// pages are the twenty pages that are asked for: the lists, whole and filtered,
// the largest records, and what takes most reckoning.
var pages = []string{
	"/",
	"/vem",
	"/vem?kommun=0604",
	"/forbund/sodra-vatterbygden",
	"/kommuner",
	"/kommuner/0604",
	"/parter/af",
	"/enheter/aneby/ame",
	"/malgrupper",
	"/var",
	"/var?kommun=0604&alder=17",
	"/forum/finnveden/arena",
	"/vad",
	"/vad?kommun=0604",
	"/en-vag-in?fran=aneby%2Fforsorjningsstod&till=region",
	"/matris",
	"/kallor/hog-aneby",
	"/bekrafta",
	"/andringar",
	"/enheter/aneby/ame?dag=2019-01-01",
}

// queries are what people search for: words, parts of words, abbreviations,
// places, and what is mistyped.
var queries = []string{
	"AME Aneby", "arbetsmarknad", "arbetsmarknasenheten", "KAA", "rehabkoordinator", "ungdomscoach Habo", "försörjningsstöd",
	"forsorjningsstod", "sekretess", "unga som varken arbetar eller studerar", "af", "Försäkringskassan Jönköping", "SIP",
	"samordnad individuell plan", "boendestöd", "psykiatri", "missbruk", "nyanlända", "etablering", "FUA", "arena", "styrgrupp",
	"beredningsgrupp", "daglig verksamhet", "aktivitetsersättning", "sjukskrivna", "Kävlinge", "Lomma ungdom", "vuxenutbildning",
	"SFI Mullsjö", "xyzzyq", "samverkn", "en väg in", "gemensam kartläggning", "avstämningsmöte", "chef", "lund socialförvaltning",
	"Navigatorcentrum", "praktik", "språk",
}

func searches() []string {
	var all []string
	for _, q := range queries {
		all = append(all, "/sok?"+url.Values{"q": {q}}.Encode())
	}
	return all
}

// lists are the lists of the API.
var lists = []string{
	"/api/v1/forums", "/api/v1/forums?municipality=0604", "/api/v1/units", "/api/v1/units?municipality=0643",
	"/api/v1/contact_paths", "/api/v1/statements", "/api/v1/relations", "/api/v1/search?q=arbetsmarknad",
}
