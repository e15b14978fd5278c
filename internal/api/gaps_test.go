package api_test

import (
	"slices"
	"testing"
)

func TestFragileWhatIfAndBest(t *testing.T) {
	w := demoWorld(t)
	const eslov = "municipality=Eslöv&stage=preparatory&income=aktivitetsersattning"
	grid := answer[page](t, w, get("/gaps?reach=home&"+eslov))
	if grid.Total == 0 || grid.Items[0]["certain"] != 0.0 {
		t.Errorf("%+v", grid)
	}
	lone := answer[page](t, w, get("/gaps/fragile?municipality=1261&income=aktivitetsersattning&stage=rehabilitation"))
	if lone.Total == 0 || lone.Items[0]["insats"] != "af/personligt-stod-unga" || lone.Items[0]["party"] != "af" {
		t.Errorf("%+v", lone)
	}
	shifts := answer[page](t, w, get("/gaps/what-if?"+eslov+"&insats=eslov/utearbete&change=income&to_income=aktivitetsersattning"))
	if shifts.Total != 1 || shifts.Items[0]["certain"] != 0.0 || shifts.Items[0]["certain_then"] != 1.0 || shifts.Items[0]["opens"] != true {
		t.Errorf("%+v", shifts)
	}
	best := answer[page](t, w, get("/gaps/best?"+eslov))
	if best.Total == 0 || best.Items[0]["people"] != 154.0 || best.Items[0]["name"] == "" {
		t.Errorf("%+v", best)
	}
	if again := answer[page](t, w, get("/gaps?reach=home&"+eslov)); !slices.EqualFunc(grid.Items, again.Items, func(a, b map[string]any) bool { return a["certain"] == b["certain"] }) {
		t.Error("trying has changed something")
	}
	w.refuses(t, 422, get("/gaps/what-if?insats=eslov/utearbete&change=income"), "query.to_income")
	w.refuses(t, 422, get("/gaps/what-if?insats=eslov/utearbete&change=age_max"), "query.age")
	w.refuses(t, 422, get("/gaps/what-if?insats=nothing&change=end"), "query.insats")
	w.refuses(t, 422, get("/gaps/what-if"), "query.insats", "query.change")
	w.refuses(t, 422, get("/gaps?reach=x"), "query.reach", "home")
	w.refuses(t, 422, get("/gaps/best?count=x"), "query.count")
}

func TestObservations(t *testing.T) {
	w := demoWorld(t)
	all := answer[page](t, w, get("/observations?limit=1000"))
	if all.Total < 190 {
		t.Errorf("%d figures", all.Total)
	}
	one := answer[page](t, w, get("/observations?municipality=Aneby&indicator=forsorjning.TOT"))
	if one.Total != 1 || one.Items[0]["value"] != 20105.0 || one.Items[0]["area_name"] != "Aneby" {
		t.Fatalf("%+v", one)
	}
	same := answer[map[string]any](t, w, get("/observations/"+one.Items[0]["id"].(string)))
	if same["indicator"] != "forsorjning.TOT" || same["url"] == "" {
		t.Errorf("%v", same)
	}
	if of := answer[page](t, w, get("/observations?area=kavlinge-lomma&limit=1000")); of.Total < 5 {
		t.Errorf("%d figures of an association", of.Total)
	}
	w.refuses(t, 422, get("/observations?municipality=x"), "query.municipality")
}
