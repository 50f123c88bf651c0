// Package newsletter is the content of newsletters: an issue is one Markdown
// file, which [Parse] reads into blocks, [Issue.Compose] says as messages for one
// kind of reader, [Issue.HTML] prints for the web, [Lint] finds fault with and
// [Draft] begins from what is new. It must not know who gets an issue, how it is
// sent, or LINE: what needs those is injected.
//
// A file begins with lines "key: value" between two lines of three dashes (id,
// month, title, title_en, source, licence, audience). Each heading of the second
// level begins a block; its attributes say what it is:
//
//	## น้ำใจที่สุรินทร์ {.story picture="https://…" alt="อาสาช่วยกันขนกระสอบทราย" link="https://…"}
//	เนื้อเรื่อง …
//
//	### Kindness in Surin {lang=en alt="Volunteers carrying sandbags"}
//	The story …
//
// Below a heading of the third level with a language stands the block's
// translation; where there is none, the Thai is used. HTML in Markdown is text
// here, never markup. Start reading at block.go and parse.go.
package newsletter
