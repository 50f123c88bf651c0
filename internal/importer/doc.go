// Package importer turns files (CSV, XLSX, JSON) into documents of the domain,
// and back: opportunities, organisations and networks.
//
// A file is taken as a whole or not at all: every error is listed with its row
// and column ([Problems]), and nothing is saved while there is one. Saving is
// idempotent by id: importing the same file again changes nothing, importing a
// corrected one changes what differs, and seats taken, state and the date of
// creation stay.
//
// Files come from people's computers: with or without a BOM, in UTF-8, UTF-16 or
// Windows-874 (TIS-620), with commas, semicolons or tabs. What is malformed is
// reported, never repaired by guessing; formulas are never run.
//
// Files may also come from somebody who means harm: nothing is read whole whose size the
// file alone decides, each row is bounded, and so is what all rows hold together. That is why
// workbooks are read by our own hand (workbook.go, xlsx.go), row by row: excelize, which writes
// them and is what the field uses, holds parts in memory, as trees of many times their size.
//
// A problem is a code and what it names: one code for each sentence, which is the text import.problem.CODE, so that it
// is said in the language of whoever reads ([Problem.In]). A column has the text import.column.NAME.
//
// The package knows no storage (it saves through [Collection]), no locale (texts come through [Words]) and no command line.
//
// Reports go out through the same writers ([WriteSheets]).
//
// Dates and places may be written as people write them in the chat (moment.go, where.go): a date with its year, a
// place by a name that fits one. A day without a time of day begins at 00:00 and ends at 23:59:59. What may be meant and may be a slip is a warning, not a problem.
//
// Start reading at [Opportunities]; the columns are in opportunity.go,
// organisation.go and network.go.
package importer
