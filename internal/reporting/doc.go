// Package reporting makes reports of the map: what a process developer hands
// over. It puts together what each area has to say (report.go in the area) in
// the order of a template, with the association's own texts and look, and keeps
// the reports that were made. How a report is written in a format is
// platform/report's.
package reporting
