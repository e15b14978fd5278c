// Package siteweb shows the pages that belong to no area: the start page,
// search, the glossary, the handbook, what the site says of itself, the choice
// of a day, and taking documents in and out.
package siteweb
