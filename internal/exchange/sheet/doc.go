// Package sheet keeps records in a spreadsheet, as CSV or XLSX, and takes them
// back: a row a record, a column a field.
//
// It goes by record.Schema alone, so that a new field has its column by itself.
// A list stands in one cell with semicolons between; a list of objects, such as
// the groups of criteria, takes a row for each, with the record's id again.
// Words and actors stand by their names in the language of the sheet, and are
// known again in either language, or by their codes and ids.
//
// Reading stores nothing: it gives trees that become a draft, and all that is
// wrong with its sheet, row and column.
package sheet
