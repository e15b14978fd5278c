// Package insight answers what no report shows: where nobody meets, where
// everybody meets twice, and what falls when one function leaves. It reads the
// other areas and writes nothing.
//
// Every analysis is a pure function of an Index, which is the map as one actor
// sees it on a day (a record.View) with what the analyses share worked out
// once. So what somebody may see, and the map of an earlier day, come of
// themselves. An answer names the records behind each number, so that it can be
// opened, and says in sentences (keys of platform/text with arguments) what it
// means. What is not known is counted as not known, never as none.
//
// A Service keeps an Index for each version of the map; see there how that
// stays true with several servers.
package insight
