package search

var glossary = Synonyms{
	"AME": {"arbetsmarknadsenhet"}, "KAA": {"kommunala aktivitetsansvaret"}, "EB": {"ekonomiskt bistånd"},
	"GPS": {"gemensam psykiatrisamverkan", "Gemensam Plattform Svalöv"}, "IFO": {"individ- och familjeomsorg"},
	"AF": {"Arbetsförmedlingen"}, "FK": {"Försäkringskassan"}, "SE": {"supported employment", "sjukersättning"},
}
