// Package measure tells what came of a campaign: how many people it reached,
// who opened, clicked, answered, joined and left, for the whole and for each segment.
//
// Four things tell, and each only what it has to:
//
//   - the ledger of whoever sent it, by segment ([Ledger]);
//   - the platform's own statistics, for the whole, and nothing of fewer than
//     twenty people ([Platform]);
//   - clicks ([domain.Click]), counted at /r/… by [Redirects], by the hour for each
//     link and variant; the web bounds what one client can add. A link ([Links])
//     says which campaign, link and variant it is of, signed, and where it leads;
//     it is the same for everybody of a variant, so nobody can be told by it;
//   - responses ([domain.Response]): what people did in the chat because of it.
//     These know the person, so that nobody counts twice; they are in each one's
//     copy of their data and go with an erasure.
//
// The target is inside the link, not looked up: so a click needs no database,
// and an old newsletter still leads somewhere when its documents are gone. What
// does not fit, or is no web page, is left a direct link, which nobody counts.
// A link in which something looks like a person's id is left alone as well.
//
// It must not know storage, LINE, HTTP or who sends. Texts come through the small
// interface [Words]. A report goes out as a text table ([Report.Text]), as
// [Table]s for a file, and as pictures ([Report.Bars], [Report.Funnel]).
//
// Start reading at [Links], then [Sources.Report].
package measure
