// Package webtest looks at pages with a real browser: what they look like,
// what axe-core finds, whether they scroll sideways, what the keyboard
// reaches. It needs Chromium and the npm packages; a test that lacks one fails
// and says what to install.
//
//	b := webtest.Start(t)
//	b.Check(t, "forum", server.URL+"/forum/samrad") // all of it, with pictures
//
//	tab := b.Tab(t)
//	tab.NoScript()
//	tab.Go(server.URL + "/forum/nytt")
//	tab.Type("#f-name", "Samråd")
//	tab.Click("form .ds-button")
//	if got := tab.Text("h1"); got != "Samråd" { … }
package webtest
