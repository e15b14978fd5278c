package siteweb_test
import ("testing";"os";"samkarta/internal/platform/web/webtest")
func TestZZAxe(t *testing.T){ if os.Getenv("SW_AXE")=="" {return}
 b:=webtest.Start(t)
 for name,path:=range map[string]string{"site-start":"/","site-start-dev":"/?som=developer","site-sok":"/sok?q=AME","site-sok-tom":"/sok?q=zzxq","site-ordlista":"/ordlista","site-hjalp":"/hjalp","site-kapitel":"/hjalp/hitta","site-om":"/om","site-tillg":"/tillganglighet","site-dag":"/dag","site-export":"/exportera","site-import":"/importera?som=admin","site-fel":"/zzbad","map-vad":"/vad","map-vad-f":"/vad?faktor=structure&malgrupp=fin/missbruk","map-utsaga":"/utsagor/aneby/s-065","map-kallor":"/kallor","map-kalla":"/kallor/finnveden-2018","site-prev":os.Getenv("SW_PREV")}{
  if path=="" {continue}
  t.Run(name,func(t *testing.T){b.Check(t,name,"http://localhost:8977"+path)}) } }
